// What messages say: that something waits, of what kind and how grave, and where the desk is. Never more. Pure.
import { severities, severityRank, type Severity } from "../../lib/contract/vocabulary.ts";
import type { AlertCase } from "./alert-rules.ts";
import { caseKinds, type CaseKind } from "./case.ts";

/** Counts alone: there is no way from this back to a pupil. */
export interface Waiting {
  readonly kinds: Readonly<Record<CaseKind, number>>;
  /** Of the findings; null where there is none. */
  readonly gravest: Severity | null;
}

export interface AlertText {
  readonly subject: string;
  readonly text: string;
}

export interface DigestCounts {
  readonly fromMs: number;
  readonly toMs: number;
  /** Cases that began in that time. */
  readonly worries: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly attempts: number;
  /** As they stand now. */
  readonly open: number;
  readonly unread: number;
  readonly closedInTime: number;
}

const kindWords: Readonly<Record<CaseKind, readonly [one: string, many: string]>> = {
  worry: ["worry from a pupil", "worries from pupils"],
  finding: ["finding", "findings"],
  circumvention: ["way round the filter", "ways round the filter"],
};

const severityWords: Readonly<Record<Severity, string>> = {
  low: "low",
  medium: "medium",
  high: "high",
  critical: "critical",
};

const count = (many: number, [one, more]: readonly [string, string]) =>
  `${many} ${many === 1 ? one : more}`;

export function waitingOf(cases: readonly Pick<AlertCase, "kind" | "severity">[]): Waiting {
  const kinds = { worry: 0, finding: 0, circumvention: 0 };
  let gravest: Severity | null = null;
  for (const { kind, severity } of cases) {
    kinds[kind] += 1;
    if (severity === null || kind !== "finding") continue;
    if (gravest === null || severityRank(severity) > severityRank(gravest)) gravest = severity;
  }
  return { kinds, gravest };
}

/** "2 worries from pupils, 1 finding (critical)". */
export function waitingWords({ kinds, gravest }: Waiting): string {
  return caseKinds
    .filter((kind) => kinds[kind] > 0)
    .map((kind) => {
      const words = count(kinds[kind], kindWords[kind]);
      if (kind !== "finding" || gravest === null) return words;
      return `${words} (${kinds.finding === 1 ? "" : "gravest: "}${severityWords[gravest]})`;
    })
    .join(", ");
}

const sayNoMore =
  "This message says no more on purpose: what it is about can be read at the desk alone, by those who may.";

export function alertText(waiting: Waiting, link: string, escalateMinutes: number): AlertText {
  const words = waitingWords(waiting);
  return {
    subject: `Schoolgate: something waits for you: ${words}`,
    text: [
      `Something waits at the safeguarding desk: ${words}.`,
      "",
      `Please look: ${link}`,
      "",
      `If nobody has looked within ${escalateMinutes} minutes, the next person is told.`,
      "",
      sayNoMore,
      "",
    ].join("\n"),
  };
}

export function testText(link: string): AlertText {
  return {
    subject: "Schoolgate: a test message",
    text: [
      "This is a test of Schoolgate's alerts. Nothing waits for you because of it.",
      "",
      `A real one leads to the desk, as this does: ${link}`,
      "",
    ].join("\n"),
  };
}

export function confirmText(code: string): AlertText {
  return {
    subject: "Schoolgate: your code",
    text: [
      "Somebody at the safeguarding desk wants alerts to come to this address.",
      "",
      `The code that proves that they arrive: ${code}`,
      "",
      "Give it to whoever set this up, by telephone or in person. It holds for a day.",
      "If you do not know of this, you need do nothing: without the code nothing is sent.",
      "",
    ].join("\n"),
  };
}

export function digestText(counts: DigestCounts, link: string): AlertText {
  const graves = severities
    .toReversed()
    .filter((severity) => counts.findings[severity] > 0)
    .map((severity) => `${counts.findings[severity]} ${severityWords[severity]}`);
  const days = Math.max(1, Math.round((counts.toMs - counts.fromMs) / (24 * 60 * 60_000)));
  const findings = Object.values(counts.findings).reduce((sum, many) => sum + many, 0);
  return {
    subject: `Schoolgate: the ${days === 7 ? "week" : `last ${days} days`} at the desk, ${count(counts.open, ["case", "cases"])} open`,
    text: [
      `In the last ${days === 7 ? "seven" : days} days:`,
      `  ${count(counts.worries, kindWords.worry)}`,
      `  ${count(findings, kindWords.finding)}${graves.length === 0 ? "" : ` (${graves.join(", ")})`}`,
      `  ${count(counts.attempts, kindWords.circumvention)}`,
      `  ${count(counts.closedInTime, ["case closed", "cases closed"])}`,
      "",
      "Now:",
      `  ${count(counts.open, ["case open", "cases open"])}`,
      `  ${counts.unread} of them with something that nobody has read`,
      "",
      `The desk: ${link}`,
      "",
    ].join("\n"),
  };
}
