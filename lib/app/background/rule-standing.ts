// Whether what was noted as in force still is what should be: asked at every wake-up, so it must be cheap.
import { isSampleStanding, sampleIds } from "../../core/dnr/plan-update.ts";
import type { World } from "../ports.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { ListService } from "./list-service.ts";
import type { Memory, StoredEnforcement } from "./memory.ts";
import type { Remembered } from "./remember.ts";

/** A clock may be set right by so much without anything that depends on the time being made anew. */
const clockPlayMs = 5 * 60_000;

/** Made at a later time than now: by a clock that was wrong, and perhaps without entries that it took for run out. */
export function isMadeLater(stored: StoredEnforcement, nowMs: number): boolean {
  return stored.madeAtMs - nowMs > clockPlayMs;
}

export interface RuleStanding {
  /**
   * True: only the small, changing rules need a look. `inputs` is what should be in force, `before` what was noted.
   * `isFresh`: a new run of the browser, in which the rules themselves are asked for, too.
   */
  isStanding(inputs: string, before: StoredEnforcement, isFresh: boolean): Promise<boolean>;
}

export function createRuleStanding(
  world: Pick<World, "rules" | "clock">,
  memory: Memory,
  parts: {
    readonly lists: ListService;
    readonly enforcement: EnforcementService;
    /** For which enforcement the dynamic rules were made last, by its fingerprint. */
    readonly settled: Remembered<string>;
  },
): RuleStanding {
  const { rules, clock } = world;
  const { lists, enforcement, settled } = parts;

  /** Whether the gates have the lists they decide by. Where they were lost and cannot be had now, the rules stand on. */
  async function isTableWhole(before: StoredEnforcement): Promise<boolean> {
    if ((await enforcement.current()).fingerprint === before.fingerprint) return true;
    const record = await memory.policy.read();
    if (record === undefined || (await lists.areWhole(record.policy))) return false;
    // The next look fetches the lists again, and what follows it comes here again.
    await memory.nextLookAtMs.write(0);
    return true;
  }

  return {
    async isStanding(inputs, before, isFresh) {
      const marks = await memory.ruleMarks.read();
      if (before.inputs !== inputs || marks === undefined) return false;
      // A death between the gates' word and the rules': the rules are still those of before.
      if ((await settled.read()) !== before.fingerprint) return false;
      if ((await memory.ruleTrouble.read()) !== "") return false;
      const nowMs = clock.nowMs();
      const { changesAtMs, origin } = before.effective;
      if (changesAtMs !== undefined && nowMs >= changesAtMs) return false;
      if (isMadeLater(before, nowMs)) return false;
      if (!(await isTableWhole(before))) return false;
      if ((await rules.isBaselineOn()) !== (origin === "baseline")) return false;
      if (!isFresh) return true;
      const sample = marks.length === 0 ? undefined : sampleIds(marks);
      return isSampleStanding(marks, await rules.dynamicRules(sample));
    },
  };
}
