// Checks that the filter is alive, and leaves a record of it (requirement F13): at a person's wish, and by itself at
// least once a term.
import type { EventOf } from "../../contract/event.ts";
import type { MessageReply, StatusView } from "../../contract/message.ts";
import { canaryHost, isRestId, ruleIdBlocks } from "../../core/dnr/rule-ids.ts";
import type { World } from "../ports.ts";
import type { EventService } from "./event-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { answerWith } from "./outcome.ts";
import type { RuleService } from "./rule-service.ts";
import type { StatusService } from "./status-service.ts";

const dayMs = 24 * 60 * 60_000;
/** A half-term is about six weeks. */
const everyMs = 30 * dayMs;
/** Not in the first moments of an installation, in which much is still arriving. */
const firstAfterMs = dayMs;
const mostChecks = 30;
const longest = { name: 80, detail: 300 };

type Check = StatusView["checks"][number];
type By = EventOf<"filter-check">["by"];

export interface FilterCheckService {
  run(by: By): Promise<MessageReply<"status/check">>;
  /** Where it is time: a day after the first policy, then each month. Never rejects. */
  runIfDue(): Promise<void>;
}

export function createFilterCheckService(
  world: Pick<World, "clock" | "probe">,
  memory: Memory,
  parts: {
    readonly judge: Pick<JudgeService, "current">;
    readonly rules: Pick<RuleService, "reconcile">;
    readonly status: Pick<StatusService, "checks">;
    readonly events: Pick<EventService, "add">;
  },
): FilterCheckService {
  const { clock, probe } = world;
  const { judge, rules, status, events } = parts;

  /** Every big rule is asked for its canary: it may stand in the browser and be dead all the same (measured). */
  async function tryRules(): Promise<Check> {
    const { effective } = await judge.current();
    const marks = effective.origin === "policy" ? ((await memory.ruleMarks.read()) ?? []) : [];
    const ids =
      effective.origin === "policy"
        ? marks.map(({ id }) => id).filter(isRestId)
        : [ruleIdBlocks.categoryRest.first];
    const outcomes = await Promise.all(ids.map((id) => probe.tryHost(canaryHost(id))));
    const dead = ids.filter((_, place) => outcomes[place] !== "stopped");
    const name = "Blocking tried for real";
    if (ids.length === 0) return { name, ok: false, detail: "No rule of a list is in force." };
    return {
      name,
      ok: dead.length === 0,
      detail:
        dead.length === 0
          ? `Each of the lists' ${ids.length} blocking rules stopped the request made to try it.`
          : `${dead.length} of ${ids.length} blocking rules did not stop the request made to try them (rule ${dead.join(", ")}).`,
    };
  }

  async function run(by: By): Promise<MessageReply<"status/check">> {
    // Rules that are on their way just now are waited for.
    await rules.reconcile();
    const checks = [await tryRules(), ...(await status.checks())].slice(0, mostChecks);
    const ok = checks.every((check) => check.ok);
    const atMs = clock.nowMs();
    await events.add({
      kind: "filter-check",
      by,
      ok,
      checks: checks.map((check) => ({
        ok: check.ok,
        name: check.name.slice(0, longest.name),
        detail: check.detail.slice(0, longest.detail),
      })),
    });
    await memory.filterCheckedAtMs.write(atMs);
    await memory.filterCheckDueAtMs.write(atMs + everyMs);
    return answerWith<"status/check">({ ok, atMs });
  }

  return {
    run,
    async runIfDue() {
      try {
        const { effective } = await judge.current();
        if (effective.origin !== "policy") return;
        const nowMs = clock.nowMs();
        const dueAtMs = await memory.filterCheckDueAtMs.read();
        // A longer wait than any was set by a clock that was wrong.
        if (dueAtMs === 0 || dueAtMs - nowMs > everyMs) {
          await memory.filterCheckDueAtMs.write(nowMs + firstAfterMs);
        } else if (nowMs >= dueAtMs) {
          await run("time");
        }
      } catch {
        // The next look comes by here again.
      }
    },
  };
}
