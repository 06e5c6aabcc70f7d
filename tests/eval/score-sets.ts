// Runs the scanner over labelled texts and counts.
import type { Scanner } from "../../lib/core/match/create-scanner.ts";
import type { Finding } from "../../lib/core/match/types.ts";
import type { EvalRow } from "./read-sets.ts";

export interface Count {
  rows: number;
  /** Harmful rows with a finding of a right theme; innocent rows with any finding. */
  found: number;
  /** Rows with a finding of severity high or critical. */
  high: number;
}

export interface GroupScore {
  readonly label: "harmful" | "benign";
  readonly group: string;
  readonly all: Count;
  readonly tune: Count;
  readonly check: Count;
}

export interface PhraseScore {
  readonly theme: string;
  readonly phrase: string;
  right: number;
  wrong: number;
}

/** What became of one row. Never the text. */
export interface Outcome {
  readonly row: Omit<EvalRow, "text">;
  readonly isFound: boolean;
  readonly isHigh: boolean;
  readonly themes: readonly string[];
}

export interface Scores {
  readonly groups: readonly GroupScore[];
  readonly phrases: readonly PhraseScore[];
  readonly outcomes: readonly Outcome[];
  /** Ids of the rows that come out wrong. */
  readonly wrongIds: readonly string[];
  /** Rows that were not reached in time. */
  readonly left: number;
}

/** Categories whose label says nothing about a concern: swearing, and posts that are arguable. */
const informationOnly = new Set(["offensive", "toxic", "borderline-mental-health"]);

export function isInformationOnly(group: string): boolean {
  return informationOnly.has(group.split(" ")[0] ?? "");
}

/** Scores rows until `isTimeUp` says so. One group per label, category and unit; grooming lines by strength, too. */
export function scoreRows(
  rows: readonly EvalRow[],
  scanner: Pick<Scanner, "scan">,
  isTimeUp: () => boolean = () => false,
): Scores {
  const phrases = new Map<string, PhraseScore>();
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    if (isTimeUp()) break;
    const { text, ...about } = row;
    const findings = scanner.scan({ text, source: row.source });
    const isFound =
      row.label === "benign" || row.themes.length === 0
        ? findings.length > 0
        : findings.some((found) => row.themes.includes(found.category));
    outcomes.push({
      row: about,
      isFound,
      isHigh: findings.some(isGrave),
      themes: findings.map(({ category }) => category),
    });
    if (!isInformationOnly(row.category)) countPhrases(phrases, row, findings);
  }
  return {
    groups: groupBy(outcomes, ({ row }) => [groupOf(row)]),
    phrases: [...phrases.values()],
    outcomes,
    wrongIds: outcomes
      .filter(({ row, isFound }) => isFound !== (row.label === "harmful"))
      .map(({ row }) => row.id),
    left: rows.length - outcomes.length,
  };
}

/** Counts outcomes by whatever names they go by; one may go by several or none. */
export function groupBy(
  outcomes: readonly Outcome[],
  namesOf: (outcome: Outcome) => readonly string[],
): GroupScore[] {
  const groups = new Map<string, GroupScore>();
  for (const outcome of outcomes) {
    for (const name of namesOf(outcome)) {
      const { label, half } = outcome.row;
      const key = `${label} ${name}`;
      const group = groups.get(key) ?? {
        label,
        group: name,
        all: noCount(),
        tune: noCount(),
        check: noCount(),
      };
      groups.set(key, group);
      for (const count of [group.all, group[half]]) addTo(count, outcome);
    }
  }
  return [...groups.values()];
}

/** Counts all outcomes. */
export function countOf(outcomes: readonly Outcome[]): Count {
  const count = noCount();
  for (const outcome of outcomes) addTo(count, outcome);
  return count;
}

function noCount(): Count {
  return { rows: 0, found: 0, high: 0 };
}

function addTo(count: Count, { isFound, isHigh }: Outcome): void {
  count.rows += 1;
  if (isFound) count.found += 1;
  if (isHigh) count.high += 1;
}

function isGrave({ severity }: Finding): boolean {
  return severity === "high" || severity === "critical";
}

function groupOf(row: Outcome["row"]): string {
  const strength = /\/(strong|weak)\//.exec(row.sub)?.[1];
  return `${row.category}${strength ? ` ${strength}` : ""} ${row.unit}`;
}

function countPhrases(
  phrases: Map<string, PhraseScore>,
  row: EvalRow,
  findings: readonly Finding[],
): void {
  for (const { category, matches } of findings) {
    const isRight = row.themes.includes(category);
    if (row.label === "harmful" && !isRight) continue;
    for (const { phrase } of matches) {
      const key = `${category} ${phrase}`;
      const score = phrases.get(key) ?? { theme: category, phrase, right: 0, wrong: 0 };
      if (isRight) score.right += 1;
      else score.wrong += 1;
      phrases.set(key, score);
    }
  }
}
