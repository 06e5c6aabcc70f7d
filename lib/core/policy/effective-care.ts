// What is done before something goes wrong (requirements S2, S8): nudges, the help card, the note on long use.
import type { ReadingLevel } from "../../contract/vocabulary.ts";
import { foldSetting } from "./fold-setting.ts";
import type { Folding } from "./fold-setting.ts";
import { normaliseHost } from "./host.ts";
import type { EffectivePolicy } from "./types.ts";

export type EffectiveCare = NonNullable<EffectivePolicy["care"]>;

/** Where no policy speaks of it: pupils are cared for, staff are left in peace. */
function standardCare(reading: ReadingLevel): EffectiveCare {
  const isPupil = reading !== "staff";
  return { nudges: isPupil, helpCard: isPupil, ownServices: [] };
}

/** What holds for this person; also for what was kept before there was such a thing. */
export function careOf({ care, reading }: EffectivePolicy): EffectiveCare {
  return care ?? standardCare(reading);
}

export function foldCare(folding: Folding, reading: ReadingLevel): EffectiveCare {
  const standard = standardCare(reading);
  const of = <T>(name: keyof EffectiveCare, start: T): T =>
    foldSetting<T>(folding, {
      locks: [],
      read: ({ care }, path) => {
        const value = care?.[name] as T | undefined;
        return value === undefined ? undefined : { value, rule: `${path}.care.${name}` };
      },
      start: { value: start, rule: "built-in care" },
      keep: (_held, said) => ({ value: said, isLoosening: false }),
    }).value;
  const minutes = of<number>("longUseMinutes", 0);
  return {
    nudges: of("nudges", standard.nudges),
    helpCard: of("helpCard", standard.helpCard),
    ownServices: of<readonly string[]>("ownServices", []).flatMap(
      (host) => normaliseHost(host) ?? [],
    ),
    ...(minutes === 0 ? {} : { longUseMinutes: minutes }),
  };
}
