// Puts scores into words: lines for a terminal, and docs/ACCURACY.md. Figures and ids only, never a text.
import type { Count, GroupScore, PhraseScore, Scores } from "./score-sets.ts";
import { isInformationOnly } from "./score-sets.ts";
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
export function groupTable(groups: readonly GroupScore[]): string {
  const head =
    "| group | rows | found, % (95 % interval) | tuned half | other half | high or critical, % |\n" +
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
  return [...phrases]
    .filter((one) => one.wrong > 0)
    .sort((a, b) => b.wrong / (b.right + 1) - a.wrong / (a.right + 1))
    .slice(0, most)
    .map((one) => {
      const pattern = one.phrase.length > 90 ? `${one.phrase.slice(0, 90)}…` : one.phrase;
      return `${one.wrong} wrong, ${one.right} right · ${one.theme} · ${pattern}`;
    });
}

function precision(phrases: readonly PhraseScore[]): string {
  const themes = new Map<string, { right: number; wrong: number; used: number }>();
  for (const one of phrases) {
    const sum = themes.get(one.theme) ?? { right: 0, wrong: 0, used: 0 };
    sum.right += one.right;
    sum.wrong += one.wrong;
    sum.used += 1;
    themes.set(one.theme, sum);
  }
  const lines = [...themes]
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

export interface ReportParts {
  readonly own: Scores;
  /** Absent where no development sets were at hand. */
  readonly sets: Scores | undefined;
}

/** One section of the report: harmful and innocent groups, then phrases by theme. */
export function section(title: string, scores: Scores): string {
  const of = (label: string): readonly GroupScore[] =>
    scores.groups.filter((group) => group.label === label);
  return [
    `## ${title}`,
    "### Of concern: how many are found",
    groupTable(of("harmful")),
    "### Innocent: how many are flagged",
    groupTable(of("benign")),
    "### Phrases, by theme",
    precision(scores.phrases),
  ].join("\n\n");
}

/** The whole of docs/ACCURACY.md. */
export function accuracyPage({ own, sets }: ReportParts): string {
  const intro = `# Accuracy, measured

Written by \`npm run -s eval\`; do not edit. The thresholds are those of a profile for key stage 3. “Found” means, for a
text of concern, a finding of a fitting theme; for an innocent text, any finding at all. Intervals are Wilson's, 95 %.
No text stands here, only figures and ids.

How to read it: the repository's own cases were written beside the phrases by the same hands, so they show that a
phrase does what it was meant to do and stays out of what it must, and say little about texts nobody here has seen.
Sentences written afresh, without looking at the phrases, were found far less often before phrases were added for them:
hate 9 of 30 and then 9 of 20, threats 6 of 20 and 9 of 20, bullying 13 of 20 and 6 of 15, grooming 13 of 15, despair
7 of 15; of 45 innocent twins three were flagged. Of the next such sentences, expect about half.
The development sets are real texts by others. They are split in two by a hash of the id: phrases were tuned while
looking at one half. Of the other half only totals were seen, never a text while tuning; it shows how far the phrases
carry (a little too kindly, since totals steer choices, too). Where the two differ much, believe the lower.
The labels of such sets are noisy (a post from a support forum counts as despair whatever it says), the English mostly
American and some years old; British slang of today, searches, drugs, exploitation and image pressure are hardly in
them and rest on the repository's own cases alone.`;
  const wrong = own.wrongIds.length === 0 ? "none" : [...own.wrongIds].sort().join(", ");
  const parts = [
    intro,
    section("The repository's own cases", own),
    `Cases that come out wrong today: ${wrong}.`,
  ];
  if (sets) parts.push(section("Development sets", sets));
  return `${parts.join("\n\n")}\n`;
}
