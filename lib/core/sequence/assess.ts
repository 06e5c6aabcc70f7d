// When signs are more than each of them. Friends talk of nearly everything once; what counts is what comes together.
import type {
  SequenceKind,
  SequenceStage,
  Severity,
  SignSource,
} from "../../contract/vocabulary.ts";
import { sequenceStages } from "../../contract/vocabulary.ts";
import type { SequenceFact } from "../../contract/event.ts";
import { dayMs, dayOf, quietDays } from "./book.ts";
import { kindPlans } from "./stage-table.ts";
import type { Assessment, KeptSign, Sequence } from "./types.ts";

/** Signs that far apart are not of one sequence. */
const spanMs = quietDays * dayMs;
/** Three stages of light signs are worth this much together, or they are chance. */
const leastPoints = 90;
/** One sign counts no more than this: what is grave by itself has been reported by itself. */
const mostPoints = 60;
/** By the number of stages (or of days, where repetition is the harm): 0, 1, 2, … */
const scores = [0, 0, 0, 62, 74, 84, 92, 97, 100];

/** Of a kind: what must be among the stages, and what makes it grave. */
interface Judgement {
  /** One of these must be there: the rest is what friends say, too. */
  readonly telling: readonly SequenceStage[];
  readonly grave: readonly SequenceStage[];
  /** Two telling stages on several days are enough: each is a thing that was done, and no friend does it. */
  readonly isPairEnough?: true;
}

const judgements: Readonly<Record<Exclude<SequenceKind, "bullying">, Judgement>> = {
  grooming: {
    telling: ["age-and-alone", "isolation", "secrecy", "pictures", "pressure-and-threat"],
    grave: ["pictures", "meeting", "pressure-and-threat"],
  },
  radicalisation: { telling: ["joining", "violence-wanted"], grave: ["violence-wanted"] },
  "running-away": {
    telling: ["leaving-planned", "place-offered", "leaving-hidden", "leaving-now"],
    grave: ["place-offered", "leaving-now"],
  },
  "gang-exploitation": {
    telling: ["carrying", "money-moved", "forced-acts", "debt-and-threat"],
    grave: ["forced-acts", "debt-and-threat"],
    isPairEnough: true,
  },
};

/**
 * What the signs of a sequence add up to, or undefined where they are no more than their parts. Depends on the set of
 * signs alone, never on the order in which they came. Only what stands within 14 days of the latest counts.
 */
export function assess({ kind, signs: all }: Sequence): Assessment | undefined {
  const lastAtMs = Math.max(...all.map(({ atMs }) => atMs));
  const signs = all.filter(({ atMs }) => lastAtMs - atMs < spanMs);
  // A text is judged by itself, as one.
  if (new Set(signs.map(({ text }) => text)).size < 2) return undefined;
  return kind === "bullying" ? assessRepeated(signs) : assessStages(kind, signs);
}

/** Bullying: again and again in one place, by the same side. Who is insulted once a week is in an argument. */
function assessRepeated(signs: readonly KeptSign[]): Assessment | undefined {
  const sides = (["typed", "page"] as const).map((side) => signs.filter(({ by }) => by === side));
  const worst = sides.toSorted((a, b) => daysOf(b) - daysOf(a) || b.length - a.length)[0] ?? [];
  const days = daysOf(worst);
  const isGroup = worst.some(({ stage }) => stage === "group-against-one");
  if (days < 3 || !isEnough(worst, days)) return undefined;
  return make("bullying", worst, days + (isGroup ? 1 : 0), isGroup || days > 4 ? "high" : "medium");
}

function assessStages(
  kind: Exclude<SequenceKind, "bullying">,
  signs: readonly KeptSign[],
): Assessment | undefined {
  const stages = new Set(signs.map(({ stage }) => stage));
  const { telling, grave, isPairEnough } = judgements[kind];
  const isOneWill = kind === "radicalisation" || kind === "running-away";
  const counted = isOneWill ? signs.filter(isOwnWill) : signs;
  // Interest is not intent: what is read or known is shown beside what is meant, and never counts alone.
  if (isOneWill && (new Set(counted.map(stageOf)).size < 2 || daysOf(counted) < 2)) {
    return undefined;
  }
  const told = new Set(counted.map(stageOf).filter((stage) => telling.includes(stage)));
  const isPair = isPairEnough === true && told.size > 1 && signs.length > 2 && daysOf(signs) > 1;
  const steps = Math.max(stages.size, isPair ? 3 : 0);
  if (steps < 3 || told.size === 0) return undefined;
  if (!isEnough(signs, stages.size)) return undefined;
  const isGrave = stages.size > 4 || counted.some(({ stage }) => grave.includes(stage));
  return make(kind, signs, steps, isGrave ? "high" : "medium");
}

const stageOf = ({ stage }: KeptSign): SequenceStage => stage;

/** Written by the person at the device and more than interest, or said to them where another's part is the danger. */
function isOwnWill({ stage, by }: KeptSign): boolean {
  return stage === "place-offered" || (by === "typed" && stage !== "interest");
}

function daysOf(signs: readonly KeptSign[]): number {
  return new Set(signs.map(({ atMs }) => dayOf(atMs))).size;
}

/** Whether the best signs, one for each of the stages or days, are worth enough together. */
function isEnough(signs: readonly KeptSign[], count: number): boolean {
  const best = new Map<string, number>();
  const key = (sign: KeptSign): string =>
    kindPlans.bullying.stages.includes(sign.stage) ? String(dayOf(sign.atMs)) : sign.stage;
  for (const sign of signs) {
    best.set(key(sign), Math.max(best.get(key(sign)) ?? 0, Math.min(mostPoints, sign.points)));
  }
  const sum = [...best.values()].reduce((total, points) => total + points, 0);
  return sum >= (leastPoints / 3) * Math.min(3, count);
}

function make(
  kind: SequenceKind,
  signs: readonly KeptSign[],
  steps: number,
  severity: Severity,
): Assessment {
  const { theme, isOnePlace } = kindPlans[kind];
  return {
    theme,
    score: scores[Math.min(steps, scores.length - 1)] ?? 0,
    severity,
    fact: {
      kind,
      isOnePlace,
      firstAtMs: Math.min(...signs.map(({ atMs }) => atMs)),
      lastAtMs: Math.max(...signs.map(({ atMs }) => atMs)),
      days: daysOf(signs),
      stages: factsOf(signs),
    },
  };
}

function factsOf(signs: readonly KeptSign[]): SequenceFact["stages"] {
  return sequenceStages.flatMap((stage) => {
    const own = signs.filter((sign) => sign.stage === stage);
    if (own.length === 0) return [];
    const by = (["typed", "page"] as const).filter((side: SignSource) =>
      own.some((sign) => sign.by === side),
    );
    return [{ stage, days: daysOf(own), times: own.length, by }];
  });
}
