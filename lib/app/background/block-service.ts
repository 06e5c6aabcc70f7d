// The block page's side of the worker: what is closed and why, and what a person can do about it.
import { referenceOf } from "../../contract/ids.ts";
import type { BlockExplanation, MessageInput, MessageReply } from "../../contract/message.ts";
import { parseWebAddress } from "../../core/policy/host.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { World } from "../ports.ts";
import type { CodeService } from "./code-service.ts";
import type { EventService } from "./event-service.ts";
import type { Judged, JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import type { MineService } from "./mine-service.ts";
import { answerWith, refuseWith } from "./outcome.ts";
import type { RequestAnswerService } from "./request-answer-service.ts";
import type { RuleService } from "./rule-service.ts";
import { faceOf, toPerson } from "./school-face.ts";
import { hostToOpen, lessonChoices, unlockableKinds } from "./unlockable.ts";
import type { VisitService } from "./visit-service.ts";

export interface BlockService {
  explain(address: string): Promise<MessageReply<"blocked/explain">>;
  askReview(
    request: MessageInput<"blocked/ask-review">,
  ): Promise<MessageReply<"blocked/ask-review">>;
  accident(address: string): Promise<MessageReply<"blocked/accident">>;
  proceed(address: string, reason: string): Promise<MessageReply<"blocked/proceed">>;
}

const minuteMs = 60_000;
const mostProceeded = 200;
const longest = { rule: 300, category: 60, list: 60 };

export function createBlockService(
  world: Pick<World, "clock">,
  memory: Memory,
  parts: {
    readonly judge: JudgeService;
    readonly visits: VisitService;
    readonly events: EventService;
    readonly rules: RuleService;
    readonly codes: Pick<CodeService, "areUsed">;
    readonly mine: Pick<MineService, "noteAsked" | "noteClosed" | "askedFor">;
    readonly news: Pick<RequestAnswerService, "ask">;
  },
): BlockService {
  const { judge, visits, events, rules, codes, mine, news } = parts;

  function titleFor({ decision, enforcement }: Judged): string {
    return enforcement.words[decision.category]?.title ?? titleOf(decision.step);
  }

  async function explanationOf(
    { decision, enforcement }: Judged,
    address: string,
  ): Promise<BlockExplanation> {
    const { effective, words, policyAtMs } = enforcement;
    const [areCodesUsed, lesson] = await Promise.all([codes.areUsed(effective), judge.lesson()]);
    const lessons = areCodesUsed ? lessonChoices(effective) : [];
    const category = words[decision.category];
    const action = decision.action === "agreement" ? "allow" : decision.action;
    const since =
      policyAtMs === undefined
        ? ""
        : ` Policy ${effective.version}, here since ${dayOf(policyAtMs)}.`;
    const ask = effective.school.dsl ?? effective.school.itHelp;
    return {
      school: faceOf(effective),
      address,
      host: parseWebAddress(address)?.host ?? "",
      action,
      category: { id: decision.category, title: category?.title ?? titleOf(decision.step) },
      pupilWhy: category?.pupil ?? whyOf(decision.step),
      ruleLine: `${decision.rule}: ${decision.why}${since}`,
      ...(ask === undefined ? {} : { ask: toPerson(ask) }),
      ...(action === "warn" ? { warnMinutes: effective.warnMinutes } : {}),
      step: decision.step,
      unlockable: areCodesUsed
        ? [...unlockableKinds(decision), ...(lessons.length > 0 ? (["lesson"] as const) : [])]
        : [],
      ...(lessons.length === 0 ? {} : { lessons }),
      through: decision.through ?? "",
      ...(lesson === undefined ? {} : { lesson: { title: lesson.title, untilMs: lesson.untilMs } }),
      ...(effective.changesAtMs === undefined ? {} : { changesAtMs: effective.changesAtMs }),
      setBy: setByOf(decision.rule, effective, policyAtMs),
    };
  }

  return {
    async explain(address) {
      const judged = await judge.judge(address, "main_frame");
      // A closed site that another site led to is first heard of here; one heard of before is the same moment. A disk
      // that takes nothing more is counted as that (health-service.ts), and is no reason to explain nothing.
      await visits.record(judged, address).catch(() => {});
      await mine.noteClosed(judged, address, titleFor(judged));
      const explanation = await explanationOf(judged, address);
      const asked = await mine.askedFor(explanation.host);
      // The page is not kept waiting for the network: what is new is there when it is loaded again.
      if (asked !== undefined) void news.ask();
      return answerWith<"blocked/explain">({
        ...explanation,
        ...(asked === undefined ? {} : { asked }),
      });
    },

    async askReview({ address, wanted, words, claim }) {
      const { decision } = await judge.judge(address, "main_frame");
      if (decision.step === "not-web") return refuseWith("That is not the address of a web page.");
      if (decision.protected) return refuseWith("This site is open to everybody.");
      // Nobody could grant it, and its address must reach no disk and no desk.
      if (decision.step === "confidential")
        return refuseWith("Nobody at school can open this page.");
      const added = await events.add(
        {
          kind: "review-request",
          address: placeOf(address),
          title: "",
          rule: decision.rule.slice(0, longest.rule),
          category: decision.category.slice(0, longest.category),
          wanted,
          words,
          list: decision.list.slice(0, longest.list),
        },
        { claim },
      );
      const reference = referenceOf(added.id);
      await mine.noteAsked({ id: added.id, reference, address, wanted });
      return answerWith<"blocked/ask-review">({ reference });
    },

    async accident(address) {
      const judged = await judge.judge(address, "main_frame");
      const recorded = await visits.recordSaid(judged, address, "accident");
      if (recorded) await mine.noteClosed(judged, address, titleFor(judged), true);
      return answerWith<"blocked/accident">({ recorded });
    },

    async proceed(address, reason) {
      const judged = await judge.judge(address, "main_frame");
      // Of an address that shows another site it is that site which was warned of, never the carrier.
      const host =
        judged.decision.through === undefined
          ? parseWebAddress(address)?.host
          : hostToOpen(judged.decision, address);
      if (judged.decision.action !== "warn" || host === undefined) {
        return refuseWith("This site cannot be opened from here.");
      }
      const nowMs = world.clock.nowMs();
      const untilMs = nowMs + judged.enforcement.effective.warnMinutes * minuteMs;
      await memory.proceeded.update((passed) => {
        const others = passed.filter((one) => one.host !== host && nowMs < one.untilMs);
        return [...others, { host, untilMs }].slice(-mostProceeded);
      });
      await visits.recordSaid(judged, address, "proceeded", reason);
      // Before the answer: the page opens the site as soon as it has it.
      await rules.reconcile();
      return answerWith<"blocked/proceed">({ untilMs });
    },
  };
}

/** Who made the rule that decided, from the place where it stands. */
function setByOf(
  rule: string,
  { origin, block }: Pick<EffectivePolicy, "origin" | "block">,
  policyAtMs: number | undefined,
): NonNullable<BlockExplanation["setBy"]> {
  if (origin === "baseline" || rule.startsWith("built-in")) return { who: "program" };
  const by = block.find((entry) => entry.rule === rule)?.by;
  return {
    who: /\btrust-/.test(rule) ? "trust" : "school",
    ...(by === undefined ? {} : { by }),
    ...(policyAtMs === undefined ? {} : { sinceMs: policyAtMs }),
  };
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function titleOf(step: Judged["decision"]["step"]): string {
  return step === "unknown"
    ? "A site that is not on the school's list"
    : "A site the school has chosen";
}

function whyOf(step: Judged["decision"]["step"]): string {
  return step === "unknown"
    ? "Your school opens the sites on its own list, and this one is not on it."
    : "Your school has closed this site for now.";
}
