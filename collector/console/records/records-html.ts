// The records as one page that anybody can read and print: no script, nothing fetched, nothing but text.
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import { longTime } from "../time.ts";
import { plural } from "../words.ts";
import type { RecordsEvent, RecordsFile } from "./records-file.ts";

const kindWords: Readonly<Record<SchoolgateEvent["kind"], string>> = {
  worry: "Worries",
  finding: "Findings of the scanner",
  "blocked-visit": "Sites that were closed, warned of or recorded",
  circumvention: "Ways round the filter",
  "review-request": "Requests to open or block a site",
  unlock: "Sites opened for a time",
  "visit-report": "Reports of a day's use of the web",
  agreement: "Agreements to the rules of use",
  "policy-change": "Another policy came into force while they were signed in",
  "policy-problem": "Problems with the policy while they were signed in",
  "list-problem": "Problems with a list while they were signed in",
  "filter-check": "Checks of the filter while they were signed in",
  health: "What the Chromebook said of itself while they were signed in",
};
const order = Object.keys(kindWords) as SchoolgateEvent["kind"][];

const factWords: Readonly<Record<string, string>> = {
  deviceLabel: "Chromebook",
  policyVersion: "Policy",
  tellName: "Chosen adult",
  tell: "Chosen contact",
  words: "Their words",
  reach: "How to reach them",
  excerpt: "Read or written",
  title: "Page",
  address: "Address",
  accident: "Said it was by accident",
  proceeded: "Went on after a warning",
  named: "Sent with a name",
};

const style = `
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #19262a; background: #fff; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.2rem; border-bottom: 2px solid #d8dfdd; }
section.record { border: 1px solid #d8dfdd; border-radius: 8px; padding: .6rem 1rem; margin: .8rem 0; break-inside: avoid; }
h3 { font-size: 1rem; margin: .2rem 0; } dl { display: grid; grid-template-columns: 11rem 1fr; gap: .15rem 1rem; margin: .4rem 0; }
dt { color: #4e5d62; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } }
`;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const moment = (iso: string): string => escapeHtml(longTime(Date.parse(iso)));

function facts(rows: readonly (readonly [string, string])[]): string {
  const lines = rows
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return lines.length === 0 ? "" : `<dl>${lines.join("")}</dl>`;
}

function valueWords(value: RecordsEvent["facts"][string]): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return typeof value === "object" ? value.join("\n") : String(value);
}

function record(title: string, body: string): string {
  return `<section class="record"><h3>${title}</h3>${body}</section>`;
}

function eventHtml(event: RecordsEvent): string {
  const rows = Object.entries(event.facts).map(
    ([name, value]) =>
      [factWords[name] ?? name.charAt(0).toUpperCase() + name.slice(1), valueWords(value)] as const,
  );
  return record(moment(event.at), facts([["Case", event.case], ...rows, ["Number", event.id]]));
}

function caseHtml(one: RecordsFile["cases"][number]): string {
  const lines = (all: readonly (readonly [string, string, string])[]): string =>
    all.map(([at, by, what]) => `${longTime(Date.parse(at))}, ${by}: ${what}`).join("\n");
  return record(
    `Case ${escapeHtml(one.reference)}`,
    facts([
      ["Kind", one.kind],
      ["About", one.about],
      ["Severity", one.severity],
      ["State", one.state],
      ["Outcome", one.outcome],
      ["Reason", one.reason],
      ["From", longTime(Date.parse(one.firstAt))],
      ["Until", longTime(Date.parse(one.lastAt))],
      ["Legal hold", one.hold === null ? "" : lines([[one.hold.at, one.hold.by, one.hold.why]])],
      ["Decisions and notes", lines(one.history.map(({ at, by, what }) => [at, by, what]))],
      ["Opened by", lines(one.openings.map(({ at, by }) => [at, by, "opened"]))],
    ]),
  );
}

function part(title: string, bodies: readonly string[]): string {
  return bodies.length === 0 ? "" : `<h2>${escapeHtml(title)}</h2>${bodies.join("\n")}`;
}

export function recordsHtml(file: RecordsFile): string {
  const { counts } = file;
  const title = `Records of ${file.person}`;
  const about = facts([
    ["Person", file.person],
    ["School", file.school],
    ["Put together", longTime(Date.parse(file.madeAt))],
    ["By", file.madeBy],
    ["Why", file.why],
    ["Reference of the request", file.reference],
    [
      "Holds",
      [
        plural(counts.events, "event", "events"),
        plural(counts.cases, "case", "cases"),
        plural(counts.receipts, "receipt", "receipts"),
        plural(counts.orders, "opening", "openings"),
        plural(counts.answers, "answer", "answers"),
      ].join(", "),
    ],
    ["Could not be opened", String(counts.notOpened)],
  ]);
  const byKind = order.map((kind) =>
    part(kindWords[kind], file.events.filter((event) => event.kind === kind).map(eventHtml)),
  );
  const rest = [
    part(
      "What the pupil was told of their worries",
      file.receipts.map((one) =>
        record(`Case ${escapeHtml(one.case)}`, `<p>Seen by a person: ${moment(one.openedAt)}</p>`),
      ),
    ),
    part(
      "Opened for them by name",
      file.openedForThem.map((one) =>
        record(
          moment(one.from),
          facts([
            ["What", one.what],
            ["Until", longTime(Date.parse(one.until))],
            ["Why", one.why],
            ["By", one.by],
          ]),
        ),
      ),
    ),
    part(
      "Answers to what they and others asked for",
      file.answers.map((one) =>
        record(
          moment(one.at),
          facts([
            ["Site", one.host],
            ["Asked", one.wanted === "open" ? "to open it" : "to block it"],
            ["Answer", one.outcome],
            ["Note", one.note],
            ["By", one.by],
          ]),
        ),
      ),
    ),
    part(
      "What could not be opened",
      file.notOpened.map((one) =>
        record(
          escapeHtml(one.id),
          facts([
            ["Kind", one.kind],
            ["When", longTime(Date.parse(one.at))],
            ["Why", closedWords[one.why] ?? one.why],
            ["Whose", one.isTheirs ? "Theirs" : "Nobody can tell: it may be another's"],
          ]),
        ),
      ),
    ),
  ];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${about}
<h2>What is left out, and why</h2>
<ul>${file.leftOut.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>
${part("Cases, decisions and notes", file.cases.map(caseHtml))}
${byKind.join("\n")}
${rest.join("\n")}
</main>
</body>
</html>
`;
}

const closedWords: Readonly<Record<string, string>> = {
  locked: "the reader's key was locked",
  "no-key": "sealed to keys that the reader does not hold",
  damaged: "not as it was sealed",
};
