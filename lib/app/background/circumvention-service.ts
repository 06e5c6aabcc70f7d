// Ways round the filter that a page shows of itself, and tries at closed sites that do not stop. What a page says of
// itself can only make it stricter for that page; what is told is one event with a count.
import type { MessageInput, MessageReply } from "../../contract/message.ts";
import { parseWebAddress } from "../../core/policy/host.ts";
import { isNamedStep } from "../../core/policy/named-steps.ts";
import { isCircumvention } from "../../core/policy/proxy-signs.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { MessageFrom, Tabs, World } from "../ports.ts";
import type { EventDraft, EventService } from "./event-service.ts";
import { mayCloseFound, isFoundNow, proxyCategory } from "./found-proxy.ts";
import type { Judged, JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { answerWith } from "./outcome.ts";
import { placesOf } from "./page-places.ts";

export interface CircumventionService {
  /** What a content script says its page shows. */
  claim(
    from: MessageFrom,
    body: MessageInput<"page/circumvention">,
  ): Promise<MessageReply<"page/circumvention">>;
  /** A visit was recorded: tells of tries that do not stop. */
  noteVisit(judged: Judged, address: string): Promise<void>;
  /** Forgets where somebody was, once it counts for nothing any more. Never rejects. */
  forget(): Promise<void>;
}

export interface Attempt {
  readonly place: string;
  readonly atMs: number;
}

const attemptsForMs = 10 * 60_000;
const enoughPlaces = 5;
const enoughTries = 8;
const mostAttempts = 60;
/** The same place again this soon is one try seen twice. */
const sameTryMs = 5000;
const mostFound = 200;
const longest = { rule: 300, category: 60, detail: 300, title: 300 };

export function createCircumventionService(
  world: Pick<World, "clock">,
  memory: Pick<Memory, "attempts" | "foundProxies" | "proceeded">,
  parts: {
    readonly judge: Pick<JudgeService, "judge">;
    readonly events: Pick<EventService, "add">;
    readonly tabs: Pick<Tabs, "framePath">;
    /** Takes the tab away from an address that is closed from now on. */
    readonly onFound: (tabId: number, address: string) => Promise<void>;
  },
): CircumventionService {
  const { clock } = world;
  const { judge, events, tabs, onFound } = parts;

  async function noteFound(host: string): Promise<void> {
    const atMs = clock.nowMs();
    await memory.foundProxies.hold((found) =>
      [...found.filter((one) => one.host !== host && isFoundNow(one, atMs)), { host, atMs }].slice(
        -mostFound,
      ),
    );
  }

  return {
    async claim(from, { claim, sign, detail }) {
      const open = answerWith<"page/circumvention">({ isClosed: false });
      if (!isCircumvention({ sign, detail })) return open;
      const { frame, around } = await placesOf(from, tabs);
      const isTop = from.frameId === 0;
      const kind = isTop ? "main_frame" : "sub_frame";
      const { decision, enforcement } = await judge.judge(frame, kind, isTop ? [] : around);
      const { effective } = enforcement;
      const host = parseWebAddress(frame)?.host;
      // Closed already, or opened by name: what it looks like says nothing new.
      if (host === undefined || !mayCloseFound(decision, effective)) return open;
      const isTold = effective.monitoring.blockedVisits;
      const told = isTold
        ? events.add(eventOf(from, frame, { sign, detail }), { claim })
        : undefined;
      // A disguise alone closes nothing: what it hides is judged by its own address.
      if (sign !== "proxy-framework") {
        await told;
        return open;
      }
      // The page is closed whatever the disk says; what a full one does not take is counted as that (health-service.ts).
      const kept = told?.catch(() => {});
      await noteFound(host);
      if (from.tab?.id !== undefined) await onFound(from.tab.id, frame);
      await kept;
      return answerWith<"page/circumvention">({ isClosed: true });
    },

    async forget() {
      try {
        const nowMs = clock.nowMs();
        const [attempts, found, passed] = await Promise.all([
          memory.attempts.read(),
          memory.foundProxies.read(),
          memory.proceeded.read(),
        ]);
        if (!attempts.every((one) => isRecent(one, nowMs))) {
          await memory.attempts.update((all) => all.filter((one) => isRecent(one, nowMs)));
        }
        if (!found.every((one) => isFoundNow(one, nowMs))) {
          await memory.foundProxies.update((all) => all.filter((one) => isFoundNow(one, nowMs)));
        }
        if (passed.some(({ untilMs }) => untilMs <= nowMs)) {
          await memory.proceeded.update((all) => all.filter(({ untilMs }) => untilMs > nowMs));
        }
      } catch {
        // The next wake-up forgets it.
      }
    },

    async noteVisit({ decision }, address) {
      // A lesson list or a policy of few open sites closes what is harmless: nobody is trying a closed door there.
      if (decision.action !== "block" || !isNamedStep(decision.step)) return;
      const atMs = clock.nowMs();
      const isHidden = decision.step === "confidential";
      const place = isHidden ? "" : (parseWebAddress(address)?.host ?? "");
      let isNew = false;
      const attempts = await memory.attempts.update((before) => {
        const recent = before.filter((one) => isRecent(one, atMs));
        isNew = !recent.some((one) => one.place === place && atMs - one.atMs < sameTryMs);
        return isNew ? [...recent, { place, atMs }].slice(-mostAttempts) : recent;
      });
      if (!isNew) return;
      const isOver = (tries: readonly Attempt[]) =>
        tries.length >= enoughTries || new Set(tries.map((one) => one.place)).size >= enoughPlaces;
      if (!isOver(attempts)) return;
      // The first time all tries are counted; after that the queue counts each to the same event.
      const isFirst = !isOver(attempts.slice(0, -1));
      const places = new Set(attempts.map((one) => one.place)).size;
      await events.add({
        kind: "circumvention",
        address: isHidden ? "" : placeOf(address),
        title: "",
        rule: decision.rule.slice(0, longest.rule),
        category: decision.category.slice(0, longest.category),
        sign: "repeated-attempts",
        detail: `${attempts.length} tries at ${places} closed ${places === 1 ? "site" : "sites"} within ten minutes.`,
        count: isFirst ? attempts.length : 1,
      });
    },
  };
}

function eventOf(
  from: MessageFrom,
  frame: string,
  { sign, detail }: Pick<MessageInput<"page/circumvention">, "sign" | "detail">,
): EventDraft {
  return {
    kind: "circumvention",
    address: placeOf(frame),
    title: (from.tab?.title ?? "").slice(0, longest.title),
    rule: "built-in proxy signs",
    category: proxyCategory,
    sign,
    detail: detail.slice(0, longest.detail),
    count: 1,
  };
}

function isRecent({ atMs }: Attempt, nowMs: number): boolean {
  const sinceMs = nowMs - atMs;
  return sinceMs >= 0 && sinceMs < attemptsForMs;
}
