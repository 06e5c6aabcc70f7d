import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  caseFor,
  concernOf,
  grow,
  hostOf,
  isUnread,
  sittingMs,
  withoutName,
  type CaseHead,
} from "../../../collector/review/case.ts";
import { severities } from "../../../lib/contract/vocabulary.ts";
import {
  makeAgreement,
  makeFinding,
  makePolicyProblem,
  makeRequest,
  makeVisit,
  makeWorry,
  someDevice,
} from "../../support/collector-seed.ts";

const atMs = Date.UTC(2026, 8, 14, 10);
const device = someDevice();
const base = makeFinding({ atMs, device });

function head(
  given: Parameters<typeof makeFinding>[0] = {},
  more: Partial<CaseHead> = {},
): CaseHead {
  const concern = concernOf({ ...base, ...given }, (given?.atMs ?? atMs) + 1000);
  if (concern === undefined) throw new Error("a finding is a concern");
  return { ...concern, ...more };
}

describe("which case a finding joins", () => {
  const rows: readonly [name: string, known: CaseHead, joins: boolean][] = [
    ["the same sitting", head(), true],
    ["just within the sitting", head({ atMs: atMs - sittingMs }), true],
    ["just past the sitting", head({ atMs: atMs - sittingMs - 1 }), false],
    ["an older one that arrives late", head({ atMs: atMs + sittingMs }), true],
    ["another device", head({ device: someDevice() }), false],
    [
      "another person on the same device",
      head({ user: "someone.else@example-academy.test" }),
      false,
    ],
    ["another theme", head({ theme: "drugs" }), false],
    ["another host", head({ address: "https://other.example.test/" }), false],
    ["another page of the host", head({ address: "https://chat.example.test/room/8" }), true],
    ["a case that is looked into", head({}, { state: "looking" }), true],
    ["a closed case", head({}, { state: "closed" }), false],
    ["another source in the same sitting", head({ source: "typed" }), true],
  ];
  test.each(rows)("%s", (_name, known, joins) => {
    expect(caseFor(head({ id: makeFinding().id }), [known]) === known).toBe(joins);
  });

  test("of several, the latest", () => {
    const early = head({ atMs: atMs - 10_000 });
    const late = head({ atMs: atMs - 5000 });
    expect(caseFor(head(), [late, early])).toBe(late);
  });

  test("a worry never joins, nor is joined", () => {
    const worry = concernOf(makeWorry({ atMs, device }), atMs);
    const again = concernOf(makeWorry({ atMs, device }), atMs);
    if (worry === undefined || again === undefined) throw new Error("a worry is a concern");
    expect(caseFor(worry, [again, head()])).toBeUndefined();
    expect(caseFor(head(), [worry])).toBeUndefined();
  });
});

test.each([
  ["blocked visit", makeVisit()],
  ["request", makeRequest()],
  ["agreement", makeAgreement()],
  ["policy problem", makePolicyProblem()],
])("a %s is no concern", (_name, event) => {
  expect(concernOf(event, atMs)).toBeUndefined();
});

test("a clock that runs ahead does not date a case into the future", () => {
  expect(concernOf(makeFinding({ atMs: atMs + 9e9 }), atMs)?.lastAtMs).toBe(atMs);
});

test("growing: severity only rises, counts add, times stretch (law)", () => {
  const concern = fc.record({
    severity: fc.constantFrom(...severities),
    atMs: fc.integer({ min: atMs - 1e6, max: atMs }),
    count: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(concern, { minLength: 1, maxLength: 12 }), (given) => {
      const heads = given.map((part) => head(part));
      const [first, ...rest] = heads;
      if (first === undefined) return;
      const grown = rest.reduce(grow, first);
      const gravest = Math.max(...given.map(({ severity }) => severities.indexOf(severity)));
      expect(grown.severity).toBe(severities[gravest]);
      expect(grown.count).toBe(given.reduce((sum, { count }) => sum + count, 0));
      expect(grown.firstAtMs).toBe(Math.min(...given.map((part) => part.atMs)));
      expect(grown.lastAtMs).toBe(Math.max(...given.map((part) => part.atMs)));
      expect(grown.id).toBe(first.id);
      expect(grown.version).toBe(given.length);
    }),
  );
});

test("a worry without a name loses address and device label, keeps its words", () => {
  const kept = withoutName(makeWorry({ named: false, words: "please" }));
  expect(kept).toMatchObject({ user: "", deviceLabel: "", words: "please" });
  const named = makeWorry();
  expect(withoutName(named)).toBe(named);
});

test.each([
  [null, 5, true],
  [4, 5, true],
  [5, 5, false],
  [6, 5, false],
])("opened at %s, received at %s: unread %s", (lastOpenedAtMs, receivedAtMs, unread) => {
  expect(isUnread(head({}, { lastOpenedAtMs, receivedAtMs }))).toBe(unread);
});

test.each([
  ["https://a.example.test:8080/x", "a.example.test:8080"],
  ["", ""],
  ["not an address", ""],
])("host of %s", (address, host) => {
  expect(hostOf(address)).toBe(host);
});
