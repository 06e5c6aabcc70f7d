// What was gathered, as it stands in the archive: without other people's details, with staff by their role. Pure.
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import { referenceOf } from "../../../lib/contract/ids.ts";
import { maskDetails } from "../../../lib/core/report/mask-details.ts";
import type { DatedChange } from "../../store/store.ts";
import { roleWords } from "../words.ts";
import type { GatheredRecords } from "./gather-records.ts";

export const recordsSchema = "schoolgate-records";

export interface RecordsAbout {
  readonly school: string;
  readonly person: string;
  readonly why: string;
  readonly reference: string;
  /** Role of who put it together. */
  readonly by: string;
  readonly atMs: number;
  /** Other people's names that stand in what was written, to be left out. */
  readonly leaveOut: readonly string[];
}

type Fact = string | number | boolean | readonly string[];

export interface RecordsEvent {
  readonly id: string;
  readonly kind: SchoolgateEvent["kind"];
  readonly at: string;
  readonly receivedAt: string;
  /** Reference of the case that it belongs to, or "". */
  readonly case: string;
  readonly facts: Readonly<Record<string, Fact>>;
}

export interface RecordsFile {
  readonly schema: typeof recordsSchema;
  readonly version: 1;
  readonly school: string;
  readonly person: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly why: string;
  readonly reference: string;
  readonly leftOut: readonly string[];
  readonly counts: Readonly<
    Record<"events" | "cases" | "orders" | "answers" | "receipts" | "notOpened", number>
  >;
  readonly cases: readonly {
    readonly reference: string;
    readonly kind: string;
    readonly about: string;
    readonly severity: string;
    readonly state: string;
    readonly outcome: string;
    readonly reason: string;
    readonly firstAt: string;
    readonly lastAt: string;
    readonly hold: { readonly at: string; readonly by: string; readonly why: string } | null;
    readonly history: readonly {
      readonly at: string;
      readonly by: string;
      readonly what: string;
    }[];
    readonly openings: readonly { readonly at: string; readonly by: string }[];
  }[];
  readonly events: readonly RecordsEvent[];
  /** Worries that the pupil was told somebody had opened. */
  readonly receipts: readonly { readonly case: string; readonly openedAt: string }[];
  readonly openedForThem: readonly {
    readonly from: string;
    readonly until: string;
    readonly what: string;
    readonly why: string;
    readonly by: string;
  }[];
  readonly answers: readonly {
    readonly at: string;
    readonly host: string;
    readonly wanted: string;
    readonly outcome: string;
    readonly note: string;
    readonly by: string;
  }[];
  readonly notOpened: readonly {
    readonly id: string;
    readonly kind: string;
    readonly at: string;
    readonly why: string;
    readonly isTheirs: boolean;
  }[];
}

/** Said in every archive, in `records.json`, `records.html` and `README.txt` alike. */
export const leftOut: readonly string[] = [
  "Other people's telephone numbers, mail and street addresses, postcodes, long numbers and account names in what was read, and in what staff wrote: they stand as [phone], [email] and so on.",
  "Other people's names, as far as the person who put this together gave them: they stand as [name]. No program finds every name: somebody has to read this before it is handed over.",
  "Names of staff: they stand by their role. The adult whom the pupil chose for a worry is named, for the pupil named them.",
  "Worries that were sent without a name: nobody can tell whose they are.",
  "What was opened for a group, a profile, a Chromebook or everybody, and anything recorded while nobody was signed in.",
  "Identifiers and signatures of Chromebooks.",
];

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** Fields that are said elsewhere, or say nothing of the person. */
const dropped: ReadonlySet<string> = new Set(
  "format id kind atMs device sealed head user matches".split(" "),
);
/** The pupil's own words: nothing of theirs is taken out of them but the names that were given. */
const ownWords: ReadonlySet<string> = new Set(["words", "reach", "reason", "user"]);
/** Written by staff, or read somewhere. */
const othersWords: ReadonlySet<string> = new Set(["excerpt", "why", "detail", "title"]);

function withoutNames(text: string, names: readonly string[]): string {
  let out = text;
  for (const name of names) {
    const escaped = name.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (escaped.length < 2) continue;
    out = out.replace(
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu"),
      "[name]",
    );
  }
  return out;
}

export function makeRecordsFile(about: RecordsAbout, gathered: GatheredRecords): RecordsFile {
  // The longest first: "Jo Sample" before "Jo".
  const names = about.leaveOut.toSorted((one, other) => other.length - one.length);
  const own = (text: string): string => withoutNames(text, names);
  const others = (text: string): string => own(maskDetails(text).text);
  const staff = staffByRole(gathered.staff);

  const factsOf = (event: SchoolgateEvent): RecordsEvent["facts"] => {
    const facts: Record<string, Fact> = {};
    for (const [field, value] of Object.entries(event) as [string, unknown][]) {
      if (dropped.has(field) || value === "" || value === undefined) continue;
      if (field === "by" && (event.kind === "unlock" || event.kind === "policy-change")) {
        facts[field] = "A member of staff";
      } else if (typeof value === "string") {
        facts[field] = othersWords.has(field)
          ? others(value)
          : ownWords.has(field) || field === "address"
            ? own(value)
            : value;
      } else if (typeof value === "number" || typeof value === "boolean") facts[field] = value;
      else facts[field] = listed(value).map(others);
    }
    if (event.kind === "finding") {
      facts["phrases"] = [...new Set(event.matches.map(({ phrase }) => phrase))];
    }
    return facts;
  };

  const reference = (id: string | null): string => (id === null ? "" : referenceOf(id));
  const cases = gathered.cases.map(({ head, changes, openings, hold }) => ({
    reference: reference(head.id),
    kind: head.kind,
    about: head.what,
    severity: head.severity ?? "",
    state: head.state,
    outcome: head.outcome ?? "",
    reason: others(head.reason),
    firstAt: iso(head.firstAtMs),
    lastAt: iso(head.lastAtMs),
    hold: hold === null ? null : { at: iso(hold.atMs), by: staff(hold.who), why: others(hold.why) },
    history: changes.map((change) => ({
      at: iso(change.atMs),
      by: staff(change.who),
      what: others(changeWords(change)),
    })),
    openings: openings.map(({ atMs, who }) => ({ at: iso(atMs), by: staff(who) })),
  }));
  const receipts = gathered.cases.flatMap(({ head }) =>
    head.kind === "worry" && head.openedAtMs !== null
      ? [{ case: reference(head.id), openedAt: iso(head.openedAtMs) }]
      : [],
  );
  return {
    schema: recordsSchema,
    version: 1,
    school: about.school,
    person: about.person,
    madeAt: iso(about.atMs),
    madeBy: about.by,
    why: about.why,
    reference: about.reference,
    leftOut,
    counts: {
      events: gathered.events.length,
      cases: cases.length,
      orders: gathered.orders.length,
      answers: gathered.answers.length,
      receipts: receipts.length,
      notOpened: gathered.notOpened.length,
    },
    cases,
    events: gathered.events.map(({ event, receivedAtMs, caseId }) => ({
      id: event.id,
      kind: event.kind,
      at: iso(event.atMs),
      receivedAt: iso(receivedAtMs),
      case: reference(caseId),
      facts: factsOf(event),
    })),
    receipts,
    openedForThem: gathered.orders.map(({ fromMs, untilMs, endedAtMs, what, why, who }) => ({
      from: iso(fromMs),
      until: iso(endedAtMs ?? untilMs),
      what:
        what.kind === "site" ? what.host : what.kind === "category" ? what.category : what.title,
      why: others(why),
      by: staff(who),
    })),
    answers: gathered.answers.map(({ atMs, host, wanted, outcome, note, who }) => ({
      at: iso(atMs),
      host,
      wanted,
      outcome: outcome ?? "",
      note: others(note),
      by: staff(who),
    })),
    notOpened: gathered.notOpened.map(({ id, kind, atMs, why, isTheirs }) => ({
      id,
      kind,
      at: iso(atMs),
      why,
      isTheirs,
    })),
  };
}

/** "Safeguarding lead", or "Deputy lead 2" where there are several; the accounts' names stay at the school. */
function staffByRole(staff: GatheredRecords["staff"]): (name: string) => string {
  const words = new Map<string, string>();
  for (const { name, role } of staff) {
    const alike = staff.filter((one) => one.role === role);
    const number = alike.length === 1 ? "" : ` ${alike.findIndex((one) => one.name === name) + 1}`;
    words.set(name, `${roleWords[role]}${number}`);
  }
  return (name) => words.get(name) ?? "A member of staff";
}

function changeWords(change: DatedChange): string {
  if (change.kind === "note") return `Note: ${change.text}`;
  const outcome = change.outcome === null ? "" : ` (${change.outcome})`;
  const reason = change.reason === "" ? "" : `: ${change.reason}`;
  return `${change.from} → ${change.to}${outcome}${reason}`;
}

/** A list, or a thing of several fields, as lines. */
function listed(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.map((one: unknown) => (typeof one === "string" ? one : JSON.stringify(one)));
  }
  return [JSON.stringify(value)];
}
