// Puts scores into words: lines for a terminal, and docs/ACCURACY.md. Figures and ids only, never a text.
import { themes } from "../../lib/contract/vocabulary.ts";
import { aimTable } from "./aims.ts";
import type { Count, GroupScore, Outcome, PhraseScore, Scores } from "./score-sets.ts";
import { groupBy, isInformationOnly } from "./score-sets.ts";
import { wilson } from "./wilson.ts";

const percent = (share: number): string => (100 * share).toFixed(1);

function share(count: Count): string {
  if (count.rows === 0) return "–";
  const [low, high] = wilson(count.found, count.rows);
  return `${percent(count.found / count.rows)} (${percent(low)}–${percent(high)})`;
}

function plainShare(found: number, rows: number): string {
  return rows === 0 ? "–" : percent(found / rows);
}

/** A table of groups in Markdown. */
function groupTable(groups: readonly GroupScore[]): string {
  const word = groups[0]?.label === "benign" ? "any" : "found";
  const head =
    `| group | rows | ${word}, % (95 % interval) | tuned half | other half | high or critical, % |\n` +
    "|---|---:|---:|---:|---:|---:|";
  const lines = [...groups]
    .sort((a, b) => (a.group < b.group ? -1 : 1))
    .map(({ group, all, tune, check }) => {
      const note = isInformationOnly(group) ? " (information only)" : "";
      const halves = [tune, check].map((half) => plainShare(half.found, half.rows)).join(" | ");
      return `| ${group}${note} | ${all.rows} | ${share(all)} | ${halves} | ${plainShare(all.high, all.rows)} |`;
    });
  return [head, ...lines].join("\n");
}

/** The phrases that were most often wrong, as lines for a terminal. */
export function worstPhrases(phrases: readonly PhraseScore[], most: number): string[] {
  return mostWrong(phrases)
    .slice(0, most)
    .map(
      ({ wrong, right, theme, phrase }) =>
        `${wrong} wrong, ${right} right · ${theme} · ${shorten(phrase)}`,
    );
}

function shorten(phrase: string): string {
  return phrase.length > 90 ? `${phrase.slice(0, 90)}…` : phrase;
}

function mostWrong(phrases: readonly PhraseScore[]): PhraseScore[] {
  const wrongness = ({ wrong, right }: PhraseScore): number => wrong / (right + 1);
  return phrases
    .filter((one) => one.wrong > 0)
    .sort((a, b) => wrongness(b) - wrongness(a) || (a.phrase < b.phrase ? -1 : 1));
}

function precision(phrases: readonly PhraseScore[]): string {
  const byTheme = new Map<string, { right: number; wrong: number; used: number }>();
  for (const one of phrases) {
    const sum = byTheme.get(one.theme) ?? { right: 0, wrong: 0, used: 0 };
    sum.right += one.right;
    sum.wrong += one.wrong;
    sum.used += 1;
    byTheme.set(one.theme, sum);
  }
  const lines = [...byTheme]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([theme, { right, wrong, used }]) =>
        `| ${theme} | ${used} | ${right} | ${wrong} | ${plainShare(right, right + wrong)} |`,
    );
  const head =
    "| theme | phrases that counted | in right findings | in false alarms | precision, % |\n" +
    "|---|---:|---:|---:|---:|";
  return [head, ...lines].join("\n");
}

/** Of concern: how many of each theme's rows are found. Innocent: how many are flagged as it. */
function themeTable(outcomes: readonly Outcome[]): string {
  const isCounted = ({ row }: Outcome): boolean => !isInformationOnly(row.category);
  const harmful = outcomes.filter((one) => one.row.label === "harmful" && isCounted(one));
  const benign = outcomes.filter((one) => one.row.label === "benign" && isCounted(one));
  const head =
    "| theme | rows of concern that it answers to | found as it, % (95 % interval) | innocent rows | flagged as it, % (95 % interval) |\n" +
    "|---|---:|---:|---:|---:|";
  const shareAs = (theme: string, rows: readonly Outcome[]): string => {
    const found = rows.filter((one) => one.themes.includes(theme)).length;
    return share({ rows: rows.length, found, high: 0 });
  };
  const lines = themes.map((theme) => {
    // The first theme of a row is the one it is labelled with; others are let count beside it.
    const own = harmful.filter(({ row }) => row.themes[0] === theme);
    return `| ${theme} | ${own.length} | ${shareAs(theme, own)} | ${benign.length} | ${shareAs(theme, benign)} |`;
  });
  return [head, ...lines].join("\n");
}

function unitTable(outcomes: readonly Outcome[], label: Outcome["row"]["label"]): string {
  const counted = outcomes.filter(({ row }) => !isInformationOnly(row.category));
  return groupTable(
    of(
      label,
      groupBy(counted, ({ row }) => [row.unit]),
    ),
  );
}

function of(label: Outcome["row"]["label"], groups: readonly GroupScore[]): GroupScore[] {
  return groups.filter((group) => group.label === label);
}

/** The phrases behind most false alarms, as a table. Patterns are ours; no text of a row stands here. */
function worstTable(phrases: readonly PhraseScore[], most: number): string {
  const lines = mostWrong(phrases)
    .slice(0, most)
    .map(
      ({ theme, phrase, right, wrong }) =>
        `| ${wrong} | ${right} | ${plainShare(right, right + wrong)} | ${theme} | \`${shorten(phrase).replaceAll("|", "\\|")}\` |`,
    );
  return lines.length === 0
    ? "None."
    : [
        "| in false alarms | in right findings | precision, % | theme | phrase |\n|---:|---:|---:|---|---|",
        ...lines,
      ].join("\n");
}

/** Every phrase that counted somewhere, as lines of JSON: for whoever mends it. */
export function phraseLines(name: string, phrases: readonly PhraseScore[]): string {
  return [...phrases]
    .sort((a, b) => b.wrong - a.wrong || b.right - a.right)
    .map(
      (one) =>
        `${JSON.stringify({ rows: name, ...one, precision: one.right / (one.right + one.wrong) })}\n`,
    )
    .join("");
}

export interface ReportParts {
  readonly own: Scores;
  /** Sentences of hate and their twins. */
  readonly pairs: Scores;
  /** Absent where no development sets were at hand. */
  readonly sets: Scores | undefined;
}

/** One section of the report: by theme, by group, by unit, by topic, then phrases. */
export function section(title: string, scores: Scores): string {
  const topics = of(
    "benign",
    groupBy(
      scores.outcomes.filter(({ row }) => !isInformationOnly(row.category)),
      ({ row }) => row.topics,
    ),
  );
  return [
    `## ${title}`,
    ...(scores.left === 0
      ? []
      : [`${scores.left} rows were not reached in time; those scored are a fair draw of all.`]),
    "### By theme",
    themeTable(scores.outcomes),
    "### Of concern: how many are found",
    groupTable(of("harmful", scores.groups)),
    "### Innocent: how many are flagged",
    groupTable(of("benign", scores.groups)),
    "### By unit: of concern, then innocent",
    unitTable(scores.outcomes, "harmful"),
    unitTable(scores.outcomes, "benign"),
    ...(topics.length === 0
      ? []
      : ["### Innocent texts about sensitive topics", groupTable(topics)]),
    "### Phrases, by theme",
    precision(scores.phrases),
    "### Phrases most often wrong",
    worstTable(scores.phrases, 25),
  ].join("\n\n");
}

/** Aims beside figures: on whatever was scored. */
export function aimSection({ own, pairs, sets }: ReportParts): string {
  const outcomes = [own, pairs, ...(sets ? [sets] : [])].flatMap((scores) => scores.outcomes);
  return `## Aims\n\n${aimTable(outcomes)}`;
}

/** The pairs by what each sentence does. */
export function pairSection(pairs: Scores): string {
  const byKind = groupBy(pairs.outcomes, ({ row }) => [row.sub]);
  return [
    "## Sentences of hate and their harmless twins",
    "Each frame with each of nine groups, written without looking at the phrases; they say how evenly groups are served.",
    groupTable(of("harmful", byKind)),
    groupTable(of("benign", byKind)),
  ].join("\n\n");
}

/** The whole of docs/ACCURACY.md. */
export function accuracyPage(found: ReportParts): string {
  const { own, pairs, sets } = found;
  const intro = `# Accuracy, measured

Written by \`npm run -s eval\`; do not edit. The thresholds are those of a profile for key stage 3. “Found” means, for a
text of concern, a finding of a fitting theme; for an innocent text, any finding at all. Intervals are Wilson's, 95 %.
No text stands here, only figures, ids and phrases of ours. “Any” is a finding of whatever severity; the last column of a
table counts the high and critical ones alone.

How to read it: the repository's own cases were written beside the phrases by the same hands, so they show that a
phrase does what it was meant to do and stays out of what it must, and say little about texts nobody here has seen.
Sentences written afresh, without looking at the phrases, are found far less often before phrases are added for them.
Of threats, bullying, grooming, despair and the far right, in eight batches: 661 of 1,202 plain ones, 118 of 453 worded
obliquely; of the innocent ones among them 32 of 492 were flagged. For eating disorders, violence at home, running away,
misinformation and scams, 50 in each: 13, 6 and 9 of oblique ones, 35 of plain ones. In Polish 9 of 25, in Welsh 10 of 15.
Three more batches of the first five: 126 of 230, 44 of 89 and 131 of 180; of innocent ones that sound much like them
7 of 60, 2 of 25 and 15 of 123 were flagged. Some 190 frames of word classes, written from the first two, raised those to
194 and 77, and the third, which was kept apart, to 133 (13 innocent ones flagged). So what one batch teaches hardly
carries to the next, by frame no more than by line. On 23 November a taxonomy of kinds and 240 more sentences, many of
them oblique: 100 found at first (threats 16, bullying 28, despair 22, grooming 34 of 60 each), 6 of 80 innocent ones
flagged. From one half of them 120 frames were written by kind; in the half kept apart 4 more of 72 not found before were
found by them. Eighty more, in the manner of old forums: 27 at first; of those kept apart 3 of 29 more.
On 24 November three batches of plain sentences of every theme, 90, 50 and 40: 70, 33 and 26 found at first, before
frames were added for the kinds that were missed; of 30 innocent ones that sound like the last 40, 5 were flagged.
Three more of 70, 69 and 72: 57, 48 and 53 at first; of everyday sentences, many of them written to sound like the
phrases, 48 of 432 were flagged at first. Behind 1,250 concerns 40 everyday tails were put (“… at the party on
saturday”): 6.5 of a hundred fell silent, for excuses of one common word; now 0.4 do, and a test holds it there. “lol”
behind a threat still takes it away, as does talk of an essay. Between two everyday lines of a chat 16.6 of a hundred
concerns were silent, because what others say of a game excused them; now 0.1 are.
Of the next such sentences expect two in three of plain ones, one in four of oblique ones; and of innocent ones that
sound like them, one in ten flagged.
The development sets are real texts by others. They are split in two by a hash of the id: phrases were tuned while
looking at one half. Of the other half only totals were seen, never a text while tuning; it shows how far the phrases
carry (a little too kindly, since totals steer choices, too). Where the two differ much, believe the lower.
The labels of such sets are noisy (a post from a support forum counts as despair whatever it says), the English mostly
American and some years old; British slang of today, searches, drugs, exploitation and image pressure are hardly in
them and rest on the repository's own cases alone.`;
  const wrong = own.wrongIds.length === 0 ? "none" : [...own.wrongIds].sort().join(", ");
  const parts = [
    intro,
    aimSection(found),
    pairSection(pairs),
    section("The repository's own cases", own),
    `Cases that come out wrong today: ${wrong}.`,
  ];
  if (sets) parts.push(section("Development sets", sets));
  return `${parts.join("\n\n")}\n`;
}
