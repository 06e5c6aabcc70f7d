// What the scanner should reach, beside what it does reach.
import { countOf, isInformationOnly } from "./score-sets.ts";
import type { Outcome } from "./score-sets.ts";
import { wilson } from "./wilson.ts";

/** Lessons, health, literature, religion, news and pupils' essays: where a false alarm is met every day. */
const schoolTexts =
  /^(?:curriculum-.+|uk-curriculum-notes|health|literature|religion|news|encyclopedia|student-writing)$/;

/** Topics of innocent texts that word lists trip over, as the sets tag them. */
const sensitiveTopics: Readonly<Record<string, string>> = {
  "sex-education": "sex education",
  lgbtq: "LGBTQ+",
  "ww2-nazi-holocaust": "the Second World War and the Holocaust",
  "terrorism-extremism": "terrorism",
  "slavery-race": "slavery and race",
  "mental-health-selfharm": "mental health",
  religion: "religion",
  "drugs-alcohol": "drugs and alcohol",
};

interface Aim {
  readonly what: string;
  /** At least so many in a hundred, or at most. */
  readonly least?: number;
  readonly most?: number;
  readonly of: (outcome: Outcome) => boolean;
  /** What counts; by default that it was found, or flagged. */
  readonly counts?: (outcome: Outcome) => boolean;
}

const category =
  (name: string, unit?: string) =>
  ({ row }: Outcome): boolean =>
    row.origin === "set" && row.category === name && (unit === undefined || row.unit === unit);
const isBenign = ({ row }: Outcome): boolean => row.label === "benign";

const aims: readonly Aim[] = [
  {
    what: "sentences of hate, by frame and group (own)",
    least: 50,
    of: ({ row }) => row.category === "hate-pairs",
  },
  {
    what: "their harmless twins (own)",
    most: 10,
    of: ({ row }) => row.category === "hate-pair-twins",
  },
  {
    what: "harmless sentences of school life (own)",
    most: 1.5,
    of: ({ row }) => row.category.startsWith("harmless-"),
  },
  { what: "hate", least: 55, of: category("hate", "post") },
  { what: "ordinary posts", most: 5, of: category("social-post-normal") },
  { what: "threats", least: 60, of: category("threat", "post") },
  { what: "self-harm, posts", least: 70, of: category("self-harm", "post") },
  {
    what: "self-harm, pages",
    least: 90,
    of: category("self-harm", "page"),
  },
  {
    what: "grooming, strong single lines",
    least: 75,
    of: ({ row }) => row.category === "grooming" && row.sub.includes("/strong/"),
  },
  {
    what: "teenage chat, as grooming",
    most: 1,
    of: category("teen-qa-chat"),
    counts: ({ themes }) => themes.includes("grooming"),
  },
  { what: "bullying, posts", least: 50, of: category("cyberbullying") },
  {
    what: "teenage chat, as bullying",
    most: 3,
    of: category("teen-qa-chat"),
    counts: ({ themes }) => themes.includes("bullying"),
  },
  { what: "jihadist pages", least: 70, of: category("extremism-jihadist") },
  { what: "far-right sentences", least: 30, of: category("extremism-far-right") },
  {
    what: "counter-speech",
    most: 5,
    of: ({ row }) => row.category === "counter-speech" || row.sub === "counter-speech",
  },
  { what: "neutral talk of identity", most: 1, of: category("identity-neutral") },
  {
    what: "lessons, health, literature, religion, news, essays: any",
    most: 1.5,
    of: (one) => isBenign(one) && schoolTexts.test(one.row.category),
  },
  {
    what: "the same: high or critical",
    most: 0.3,
    of: (one) => isBenign(one) && schoolTexts.test(one.row.category),
    counts: ({ isHigh }) => isHigh,
  },
  ...Object.entries(sensitiveTopics).map(([topic, name]) => ({
    what: `texts about ${name}`,
    most: 2,
    of: (one: Outcome) =>
      isBenign(one) && one.row.topics.includes(topic) && !isInformationOnly(one.row.category),
  })),
];

/** Fewer rows than this say little, whichever way it comes out. */
const fewRows = 60;

const percent = (share: number): string => (100 * share).toFixed(1);

/** A line for each aim: measured on all rows and on the half that was not tuned on, and how far it is missed. */
export function aimTable(outcomes: readonly Outcome[]): string {
  const lines = aims.map((aim) => {
    const counts = aim.counts ?? (({ isFound }: Outcome) => isFound);
    const rows = outcomes.filter(aim.of).map((one) => ({ ...one, isFound: counts(one) }));
    const goal = aim.least === undefined ? `≤ ${aim.most} %` : `≥ ${aim.least} %`;
    if (rows.length === 0) return `| ${aim.what} | ${goal} | 0 | – | – | no rows |`;
    const { found, rows: many } = countOf(rows);
    const [low, high] = wilson(found, many);
    const other = countOf(rows.filter(({ row }) => row.half === "check"));
    return `| ${aim.what} | ${goal} | ${many} | ${percent(found / many)} (${percent(low)}–${percent(high)}) | ${
      other.rows === 0 ? "–" : percent(other.found / other.rows)
    } | ${verdict(aim, found / many)}${many < fewRows ? "; few rows" : ""} |`;
  });
  return [
    "| group | aim | rows | measured, % (95 % interval) | half not tuned on | |",
    "|---|---|---:|---:|---:|---|",
    ...lines,
  ].join("\n");
}

function verdict({ least, most }: Aim, share: number): string {
  const off = least === undefined ? 100 * share - (most ?? 0) : least - 100 * share;
  return off <= 0 ? "met" : `missed by ${off.toFixed(1)} points`;
}
