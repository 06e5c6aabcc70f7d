// One answer about one address, for this person, now: `decide()` with all that it depends on.
import { decide } from "../../core/policy/decide.ts";
import type {
  DecideContext,
  Decision,
  EffectivePolicy,
  Lesson,
  ResourceKind,
  Unlock,
} from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { CategoryService } from "./category-service.ts";
import type { ConfidentialService } from "./confidential-service.ts";
import type { Enforcement, EnforcementService } from "./enforcement-service.ts";
import { closeFound } from "./found-proxy.ts";
import type { Memory } from "./memory.ts";
import { isOpen, toLesson, toUnlock } from "./opened-record.ts";
import type { OpenedRecord } from "./opened-record.ts";
import { personPolicy } from "./person-policy.ts";
import { schoolYearOf } from "./school-year.ts";

/** `warnMinutes` of a policy is at most 480. */
const longestPassedMs = 480 * 60_000;

export interface Judged {
  readonly decision: Decision;
  readonly enforcement: Enforcement;
}

export interface JudgeService {
  /** `within`: the addresses of the frames that hold it, where they are known and matter. */
  judge(address: string, kind: ResourceKind, within?: readonly string[]): Promise<Judged>;
  /** What is in force at this very moment, also where the alarm of a change is late. */
  current(): Promise<Enforcement>;
  /** Whether the agreement has to be read before a page is opened. */
  isAgreementDue(effective: EffectivePolicy): Promise<boolean>;
  /** Until when the agreement waits for the lesson list that runs, Unix ms; undefined: it does not. */
  agreementWaitsUntilMs(effective: EffectivePolicy): Promise<number | undefined>;
  /** Warnings that were passed and still count. */
  proceeded(): Promise<NonNullable<DecideContext["proceeded"]>>;
  /** What staff opened for this person and is open now. */
  unlocks(): Promise<readonly Unlock[]>;
  /** The lesson list that runs: of several, the one that began last. */
  lesson(): Promise<Lesson | undefined>;
}

export interface JudgeParts {
  readonly enforcement: EnforcementService;
  readonly categories: Pick<CategoryService, "all">;
  readonly confidential: Pick<ConfidentialService, "isListed">;
  /** Resolves when the clock tells true time. */
  readonly whenTimeIsTrue: () => Promise<void>;
  /** What is in force is not what should be any more: said once a moment of change, and must not throw. */
  readonly onLate: () => void;
}

export function createJudgeService(
  world: Pick<World, "clock">,
  memory: Memory,
  { enforcement, categories, confidential, whenTimeIsTrue, onLate }: JudgeParts,
): JudgeService {
  const { clock } = world;
  let renewed: { readonly of: Enforcement; readonly effective: EffectivePolicy } | undefined;

  /** The lists do not depend on the time; the policy does. */
  async function current(): Promise<Enforcement> {
    const stored = await enforcement.current();
    await whenTimeIsTrue();
    const atMs = clock.nowMs();
    if (!isOver(stored.effective, atMs)) return stored;
    if (renewed?.of !== stored || isOver(renewed.effective, atMs)) {
      const { effective } = await personPolicy(memory, categories, atMs);
      // Lists without their policy, or a policy without its lists, would let through what both close together.
      if (effective.origin !== stored.effective.origin) return stored;
      if (effective.version !== stored.effective.version) return stored;
      renewed = { of: stored, effective };
      onLate();
    }
    return { ...stored, effective: renewed.effective };
  }

  async function isAgreementDue(effective: EffectivePolicy): Promise<boolean> {
    const { agreement } = effective;
    if (agreement === undefined) return false;
    const [agreed, user] = await Promise.all([memory.agreed.read(), memory.user.read()]);
    const year = schoolYearOf(clock.nowMs());
    const hasAgreed = agreed.some(
      (one) =>
        one.agreement === agreement.id &&
        one.version === agreement.version &&
        one.user === user &&
        one.schoolYear === year,
    );
    return !hasAgreed && (await agreementWaitsUntilMs(effective)) === undefined;
  }

  async function agreementWaitsUntilMs({
    agreement,
  }: EffectivePolicy): Promise<number | undefined> {
    if (agreement?.lessonGraceMinutes === undefined) return undefined;
    const running = lessonOf(await open());
    if (running?.fromMs === undefined) return undefined;
    const untilMs = Math.min(
      running.untilMs,
      running.fromMs + agreement.lessonGraceMinutes * 60_000,
    );
    return clock.nowMs() < untilMs ? untilMs : undefined;
  }

  async function proceeded(): Promise<NonNullable<DecideContext["proceeded"]>> {
    const nowMs = clock.nowMs();
    const passed = await memory.proceeded.read();
    // Longer than any policy lets it count: noted by a clock that was wrong.
    return passed.filter((one) => nowMs < one.untilMs && one.untilMs - nowMs <= longestPassedMs);
  }

  async function open(): Promise<readonly OpenedRecord[]> {
    const [{ opened }, user] = await Promise.all([
      memory.unlockDesk.read(),
      memory.user.read(),
      whenTimeIsTrue(),
    ]);
    const nowMs = clock.nowMs();
    return opened.filter((one) => isOpen(one, user, nowMs));
  }

  function lessonOf(opened: readonly OpenedRecord[]): Lesson | undefined {
    const lessons = opened.filter((one) => one.what.kind === "lesson");
    const last = lessons.toSorted((a, b) => a.fromMs - b.fromMs).at(-1);
    return last === undefined ? undefined : toLesson(last);
  }

  return {
    current,
    isAgreementDue,
    agreementWaitsUntilMs,
    proceeded,
    unlocks: async () => (await open()).flatMap(toUnlock),
    lesson: async () => lessonOf(await open()),
    async judge(address, kind, within = []) {
      const now = await current();
      const { effective, table } = now;
      const opened = await open();
      const lesson = lessonOf(opened);
      const common = {
        atMs: clock.nowMs(),
        unlocks: opened.flatMap(toUnlock),
        ...(lesson === undefined ? {} : { lesson }),
      };
      const holders = within.map((holder) =>
        decide(holder, { ...common, kind: "main_frame" }, effective, table),
      );
      const context: DecideContext = {
        ...common,
        kind,
        insideProtected: holders.some((holder) => holder.protected),
        insideOpened: holders.some(isOpened),
        isConfidential: await confidential.isListed(address),
        agreementDue: await isAgreementDue(effective),
        proceeded: await proceeded(),
      };
      const decision = closeFound(
        decide(address, context, effective, table),
        address,
        await memory.foundProxies.read(),
        { effective, atMs: common.atMs },
      );
      return { decision, enforcement: now };
    },
  };
}

function isOver({ changesAtMs }: EffectivePolicy, atMs: number): boolean {
  return changesAtMs !== undefined && atMs >= changesAtMs;
}

/** A page that staff opened: what it is made of opens with it. */
function isOpened({ step, action }: Decision): boolean {
  return (step === "unlock" || step === "lesson") && action !== "block" && action !== "warn";
}
