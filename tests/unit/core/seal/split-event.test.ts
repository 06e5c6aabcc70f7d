import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  eventSchema,
  findingEventSchema,
  type EventKind,
  type SchoolgateEvent,
} from "../../../../lib/contract/event.ts";
import { joinEvent, sealedFields, splitEvent } from "../../../../lib/core/seal/split-event.ts";
import { makeFinding } from "../../../support/collector-seed.ts";

const tags = { user: "0123456789abcdef", place: "fedcba9876543210" };

/** What stays open of each kind, beside what every event has. A new field has to be put here or into the seal. */
const openFields: Readonly<Record<EventKind, readonly string[]>> = {
  finding: ["source", "theme", "severity", "count"],
  worry: ["what", "tell", "named"],
  "blocked-visit": ["category", "action", "count", "accident", "proceeded"],
  "review-request": ["rule", "category", "wanted", "list"],
  unlock: ["stage", "unlock", "what", "place", "by", "why", "how", "minutes"],
  circumvention: ["category", "sign", "count"],
  agreement: ["agreement", "version"],
  "policy-change": ["deviceLabel", "before", "serial", "by", "why", "changes"],
  "list-problem": ["deviceLabel", "list", "what"],
  "policy-problem": ["deviceLabel", "problems"],
  "filter-check": ["deviceLabel", "by", "ok", "checks"],
  health: ["deviceLabel", "what", "detail", "count"],
  "visit-report": ["day"],
};
const always = ["format", "id", "kind", "atMs", "device", "profile", "policyVersion"];
const envelope = ["sealed", "head"];

const kinds = Object.keys(sealedFields) as EventKind[];
const schemaOf = (kind: EventKind) => {
  const found = eventSchema.options.find((one) => one.shape.kind.value === kind);
  if (found === undefined) throw new Error(kind);
  return found;
};

function whatOf(kind: EventKind): string {
  if (kind === "worry") return "unkind";
  if (kind === "unlock") return "site";
  return kind === "health" ? "set-apart" : "open text";
}

/** An event of a kind with `word` in each text that is to be sealed. */
function eventWith(kind: EventKind, word: string): SchoolgateEvent {
  const base = makeFinding();
  const common = Object.fromEntries(
    [...always, "user", "deviceLabel"].map((name) => [name, (base as never)[name]]),
  );
  const values: Readonly<Record<string, unknown>> = {
    address: `https://${word}.example.test/${word}`,
    matches: [{ start: 0, end: 4, phrase: word }],
    excuses: [word],
    score: 61,
    sequence: {
      kind: "grooming",
      isOnePlace: true,
      firstAtMs: 1,
      lastAtMs: 2,
      days: 1,
      stages: [{ stage: "secrecy", days: 1, times: 1, by: ["page"] }],
    },
    source: "page",
    theme: "bullying",
    severity: "high",
    count: 2,
    what: whatOf(kind),
    named: true,
    action: "block",
    accident: false,
    proceeded: true,
    wanted: "open",
    stage: "begun",
    how: "code",
    minutes: 5,
    sign: "cloaked-tab",
    serial: 1,
    changes: [],
    problems: [],
    hosts: [{ host: `${word}.test`, visits: 3, minutes: 4 }],
    others: { visits: 77, minutes: 88 },
    day: "2026-11-23",
    checks: [],
    ok: true,
    by: kind === "filter-check" ? "person" : "open text",
  };
  const fields = Object.keys(schemaOf(kind).shape).filter(
    (name) => !always.includes(name) && !envelope.includes(name),
  );
  const sealed: readonly string[] = sealedFields[kind];
  const own = Object.fromEntries(
    fields.map((name) => [name, values[name] ?? (sealed.includes(name) ? word : "open text")]),
  );
  return eventSchema.parse({ ...common, ...own, kind });
}

describe.each(kinds)("%s", (kind) => {
  test("each field is either sealed or open by decision", () => {
    const decided = [...always, ...envelope, ...sealedFields[kind], ...openFields[kind]];
    expect(Object.keys(schemaOf(kind).shape).toSorted()).toEqual([...new Set(decided)].toSorted());
    expect(new Set(decided).size).toBe(decided.length);
  });

  test("the open part fits the schema, tells nothing of the sealed, and both together are the whole", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{12,20}$/), (word) => {
        const event = eventWith(kind, word);
        const { open, secret, head } = splitEvent(event, tags);
        expect(eventSchema.parse(open)).toEqual(open);
        const clear = JSON.stringify(open);
        // Whoever sets the filter has to know which site is asked for.
        const left = kind === "review-request" ? clear.replaceAll(`https://${word}.`, "") : clear;
        expect(left).not.toContain(word);
        expect(joinEvent({ ...open, sealed: "x", head: "y" }, secret)).toEqual(event);
        expect(JSON.stringify(head).length).toBeLessThan(7000);
      }),
      { numRuns: 30 },
    );
  });
});

test("a pupil's name is a tag, the same each time; without a name there is none", () => {
  expect(splitEvent(makeFinding(), tags).open.user).toBe("~0123456789abcdef");
  expect(splitEvent(makeFinding({ user: "" }), tags).open.user).toBe("");
});

test("of a site only its tag is left, and it is no host", () => {
  const { open } = splitEvent(makeFinding(), tags);
  expect(findingEventSchema.parse(open).address).toBe("sealed:fedcba9876543210");
});

test("what is opened brings in no field that the table does not seal", () => {
  const { open } = splitEvent(makeFinding(), tags);
  const joined = joinEvent(open, { id: "other", severity: "low", title: "Room 7", kind: "worry" });
  expect(joined).toMatchObject({
    id: open.id,
    severity: "medium",
    title: "Room 7",
    kind: "finding",
  });
});

test("a count that grew after sealing is the one that is told", () => {
  const { open, secret } = splitEvent(makeFinding({ count: 1 }), tags);
  expect(joinEvent({ ...open, count: 7 } as SchoolgateEvent, secret)).toMatchObject({ count: 7 });
});
