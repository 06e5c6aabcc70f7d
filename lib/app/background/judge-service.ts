// One answer about one address, for this person, now: `decide()` with all that it depends on.
import { decide } from "../../core/policy/decide.ts";
import type {
  DecideContext,
  Decision,
  EffectivePolicy,
  ResourceKind,
} from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { Enforcement, EnforcementService } from "./enforcement-service.ts";
import type { Memory } from "./memory.ts";
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
  /** Whether the agreement has to be read before a page is opened. */
  isAgreementDue(effective: EffectivePolicy): Promise<boolean>;
  /** Warnings that were passed and still count. */
  proceeded(): Promise<NonNullable<DecideContext["proceeded"]>>;
}

export function createJudgeService(
  world: Pick<World, "clock">,
  memory: Memory,
  enforcement: EnforcementService,
): JudgeService {
  const { clock } = world;

  async function isAgreementDue(effective: EffectivePolicy): Promise<boolean> {
    const { agreement } = effective;
    if (agreement === undefined) return false;
    const [agreed, user] = await Promise.all([memory.agreed.read(), memory.user.read()]);
    const year = schoolYearOf(clock.nowMs());
    return !agreed.some(
      (one) =>
        one.agreement === agreement.id &&
        one.version === agreement.version &&
        one.user === user &&
        one.schoolYear === year,
    );
  }

  async function proceeded(): Promise<NonNullable<DecideContext["proceeded"]>> {
    const nowMs = clock.nowMs();
    const passed = await memory.proceeded.read();
    // Longer than any policy lets it count: noted by a clock that was wrong.
    return passed.filter((one) => nowMs < one.untilMs && one.untilMs - nowMs <= longestPassedMs);
  }

  return {
    isAgreementDue,
    proceeded,
    async judge(address, kind, within = []) {
      const current = await enforcement.current();
      const { effective, table } = current;
      const atMs = clock.nowMs();
      const insideProtected = within.some(
        (holder) => decide(holder, { kind: "main_frame", atMs }, effective, table).protected,
      );
      const context: DecideContext = {
        kind,
        atMs,
        insideProtected,
        agreementDue: await isAgreementDue(effective),
        proceeded: await proceeded(),
      };
      return { decision: decide(address, context, effective, table), enforcement: current };
    },
  };
}
