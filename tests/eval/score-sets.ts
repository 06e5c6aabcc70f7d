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

export interface Scores {
  readonly groups: readonly GroupScore[];
  readonly phrases: readonly PhraseScore[];
  /** Ids of the repository's cases that come out wrong. */
  readonly wrongIds: readonly string[];
}

/** Categories whose label says nothing about a concern: swearing, and posts that are arguable. */
const informationOnly = new Set(["offensive", "toxic", "borderline-mental-health"]);

export function isInformationOnly(group: string): boolean {
  return informationOnly.has(group.split(" ")[0] ?? "");
}

/** Scores all rows. One group per label, category and unit; grooming lines by strength, too. */
export function scoreRows(rows: readonly EvalRow[], scanner: Scanner): Scores {
  const groups = new Map<string, GroupScore>();
  const phrases = new Map<string, PhraseScore>();
  const wrongIds: string[] = [];
  for (const row of rows) {
    const findings = scanner.scan({ text: row.text, source: row.source });
    const isFound =
      row.label === "benign" || row.themes.length === 0
        ? findings.length > 0
        : findings.some((found) => row.themes.includes(found.category));
    if (isFound !== (row.label === "harmful")) wrongIds.push(row.id);
    const group = groupOf(groups, row);
    for (const count of [group.all, group[row.half]]) {
      count.rows += 1;
      if (isFound) count.found += 1;
      if (findings.some(isGrave)) count.high += 1;
    }
    if (!isInformationOnly(group.group)) countPhrases(phrases, row, findings);
  }
  return { groups: [...groups.values()], phrases: [...phrases.values()], wrongIds };
}

function isGrave({ severity }: Finding): boolean {
  return severity === "high" || severity === "critical";
}

function groupOf(groups: Map<string, GroupScore>, row: EvalRow): GroupScore {
  const strength = /\/(strong|weak)\//.exec(row.sub)?.[1];
  const name = `${row.category}${strength ? ` ${strength}` : ""} ${row.unit}`;
  const key = `${row.label} ${name}`;
  const known = groups.get(key);
  if (known) return known;
  const count = (): Count => ({ rows: 0, found: 0, high: 0 });
  const made = { label: row.label, group: name, all: count(), tune: count(), check: count() };
  groups.set(key, made);
  return made;
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
