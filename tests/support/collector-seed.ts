// Plainly invented events for tests and pictures of the desk. Nobody in here exists.
import { randomBytes } from "node:crypto";
import type { EventOf, SchoolgateEvent } from "../../lib/contract/event.ts";
import { makeDeviceId, makeEventId, type DeviceId } from "../../lib/contract/ids.ts";
import type { BatchAnswer } from "../../lib/contract/batch.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const someDevice = (): DeviceId => makeDeviceId(Date.now(), randomBytes(16));

type Given<Kind extends SchoolgateEvent["kind"]> = Partial<EventOf<Kind>>;

function common(atMs: number) {
  return {
    format: 1 as const,
    id: makeEventId(atMs, randomBytes(16)),
    atMs,
    device: someDevice(),
    deviceLabel: "CB-0142",
    user: "robin.sample@pupils.example-academy.test",
    profile: "ks3",
    policyVersion: "2026-09-01",
  };
}

export function makeFinding(given: Given<"finding"> = {}): EventOf<"finding"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "finding",
    address: "https://chat.example.test/room/7",
    title: "Room 7",
    source: "page",
    theme: "bullying",
    severity: "medium",
    score: 58,
    excerpt: "nobody likes you, just leave the group",
    matches: [{ start: 0, end: 16, phrase: "nobody likes you" }],
    excuses: [],
    count: 1,
    ...given,
  };
}

export function makeWorry(given: Given<"worry"> = {}): EventOf<"worry"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "worry",
    what: "unkind",
    tell: "ms-maple",
    tellName: "Ms Maple",
    words: "Some people in my year made a group chat about me.",
    reach: "At lunch, please not in front of my form.",
    address: "",
    named: true,
    ...given,
  };
}

export function makeVisit(given: Given<"blocked-visit"> = {}): EventOf<"blocked-visit"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "blocked-visit",
    address: "https://bets.example.test/",
    title: "",
    rule: "profiles.ks3.categories.gambling",
    category: "gambling",
    action: "block",
    count: 1,
    accident: false,
    proceeded: false,
    reason: "",
    ...given,
  };
}

export function makeRequest(given: Given<"review-request"> = {}): EventOf<"review-request"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "review-request",
    address: "https://puzzles.example.test/sudoku",
    title: "Sudoku",
    rule: "profiles.ks3.categories.games",
    category: "games",
    wanted: "open",
    words: "We use this in maths club.",
    list: "",
    ...given,
  };
}

export function makeAgreement(given: Given<"agreement"> = {}): EventOf<"agreement"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "agreement",
    agreement: "pupils-ks3",
    version: "2026-09",
    ...given,
  };
}

export function makePolicyProblem(given: Given<"policy-problem"> = {}): EventOf<"policy-problem"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "policy-problem",
    problems: [
      {
        path: "profiles.ks3.categories.gamblng",
        what: "unknown category “gamblng”",
        expected: "one of the categories; did you mean “gambling”?",
        level: "error",
      },
    ],
    ...given,
  };
}

export function makeAttempt(given: Given<"circumvention"> = {}): EventOf<"circumvention"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "circumvention",
    address: "https://hidden.example.test/go",
    title: "",
    rule: "profiles.ks3.categories.proxies-vpn",
    category: "proxies-vpn",
    sign: "repeated-attempts",
    detail: "9 tries at 6 places within 10 minutes",
    count: 9,
    ...given,
  };
}

export function makeUnlock(given: Given<"unlock"> = {}): EventOf<"unlock"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "unlock",
    stage: "begun",
    unlock: "order-1",
    what: "site",
    place: "puzzles.example.test",
    by: "Mr Fiction",
    why: "Maths club",
    how: "code",
    minutes: 30,
    ...given,
  };
}

export function makePolicyChange(given: Given<"policy-change"> = {}): EventOf<"policy-change"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "policy-change",
    before: "2026-09-01",
    serial: 2,
    by: "Ms Maple",
    why: "Maths club asked for puzzles",
    changes: ["profiles.ks3: puzzles.example.test is allowed"],
    ...given,
  };
}

function makeFilterCheck(given: Given<"filter-check"> = {}): EventOf<"filter-check"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "filter-check",
    by: "time",
    ok: false,
    checks: [
      { name: "Blocking tried for real", ok: true, detail: "Each of 3 rules stopped it." },
      { name: "Clock", ok: false, detail: "This device's clock is about 7 min behind." },
    ],
    ...given,
  };
}

function makeDayOfUse(given: Given<"visit-report"> = {}): EventOf<"visit-report"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "visit-report",
    day: "2026-11-20",
    hosts: [
      { host: "lessons.example.test", visits: 14, minutes: 52 },
      { host: "puzzles.example.test", visits: 6, minutes: 11 },
    ],
    others: { visits: 0, minutes: 0 },
    ...given,
  };
}

export function makeListProblem(given: Given<"list-problem"> = {}): EventOf<"list-problem"> {
  return {
    ...common(given.atMs ?? Date.now()),
    kind: "list-problem",
    list: "games",
    what: "its signature is not the collector's",
    ...given,
  };
}

/** Marks the given phrases in an excerpt. */
function marks(excerpt: string, ...phrases: readonly string[]) {
  return phrases.map((phrase) => {
    const start = excerpt.indexOf(phrase);
    return { start, end: start + phrase.length, phrase };
  });
}

function marked(excerpt: string, ...phrases: readonly string[]) {
  return { excerpt, matches: marks(excerpt, ...phrases) };
}

/** A school day at the desk of Example Academy, seen from `nowMs`. */
export function schoolDay(nowMs: number): readonly SchoolgateEvent[] {
  const ago = (hours: number) => nowMs - Math.round(hours * hourMs);
  const pupil = (name: string) => `${name}@pupils.example-academy.test`;
  const tess = { user: pupil("tess.placeholder"), device: someDevice(), deviceLabel: "CB-0077" };
  const alex = {
    user: pupil("alex.imaginary"),
    device: someDevice(),
    deviceLabel: "CB-0213",
    profile: "ks4",
  };
  const sam = { user: pupil("sam.made-up"), device: someDevice(), deviceLabel: "CB-0031" };
  return [
    makeWorry({ atMs: ago(0.2) }),
    makeWorry({
      atMs: ago(3.1),
      what: "myself",
      words: "",
      tell: "",
      tellName: "",
      reach: "",
      named: false,
    }),
    makeWorry({
      ...alex,
      atMs: ago(26),
      what: "contact",
      words:
        "Someone I only know from a game keeps asking where I live and wants me to keep it secret.\nI have not answered. I kept the messages.",
      tell: "",
      tellName: "",
      reach: "My form tutor can find me in D12.",
      address: "https://play.example.test/lobby",
    }),
    makeFinding({
      ...tess,
      atMs: ago(0.4),
      source: "search",
      theme: "self-harm",
      severity: "critical",
      score: 91,
      address: "https://search.example.test/search?q=i+want+to+disappear+and+not+wake+up",
      title: "i want to disappear and not wake up – Search",
      ...marked("i want to disappear and not wake up", "want to disappear", "not wake up"),
    }),
    makeFinding({
      ...tess,
      atMs: ago(0.3),
      source: "search",
      theme: "self-harm",
      severity: "high",
      score: 74,
      address: "https://search.example.test/search?q=nobody+would+miss+me",
      title: "nobody would miss me – Search",
      ...marked("nobody would miss me", "nobody would miss me"),
      count: 2,
    }),
    makeFinding({
      ...alex,
      atMs: ago(1.6),
      source: "page",
      theme: "grooming",
      severity: "high",
      score: 79,
      address: "https://play.example.test/lobby",
      title: "Lobby – Play Together",
      ...marked(
        "you seem really mature for your age. don't tell your parents about us, this is our secret. what school do you go to?",
        "mature for your age",
        "don't tell your parents",
        "our secret",
      ),
    }),
    makeFinding({
      ...sam,
      atMs: ago(2.2),
      source: "typed",
      theme: "bullying",
      severity: "medium",
      score: 61,
      address: "https://docs.example.test/d/group-project",
      title: "Group project – Documents",
      ...marked(
        "ok but seriously everyone hates you and nobody wants you in the group so just leave",
        "everyone hates you",
        "nobody wants you",
      ),
      count: 3,
    }),
    makeFinding({
      atMs: ago(5),
      source: "page",
      theme: "drugs",
      severity: "low",
      score: 43,
      address: "https://news.example.test/health/vaping",
      title: "What vaping does to young lungs",
      ...marked(
        "Teachers say pupils are offered vapes with unknown content, sold as “spice”, outside the gates.",
        "vapes",
        "spice",
      ),
      excuses: ["news-report", "warning-advice"],
    }),
    makeFinding({
      ...sam,
      atMs: ago(30),
      source: "search",
      theme: "violence",
      severity: "medium",
      score: 55,
      profile: "ks3",
      address: "https://search.example.test/search?q=how+to+carry+a+knife+to+school",
      title: "how to carry a knife to school – Search",
      ...marked("how to carry a knife to school", "carry a knife"),
    }),
    makeVisit({ atMs: ago(0.8), count: 6 }),
    makeVisit({
      ...sam,
      atMs: ago(1.2),
      category: "games",
      rule: "profiles.ks3.categories.games",
      address: "https://arcade.example.test/",
      count: 2,
      accident: true,
    }),
    makeVisit({
      ...alex,
      atMs: ago(4),
      category: "forums-blogs",
      rule: "profiles.ks4.categories.forums-blogs",
      address: "https://forum.example.test/t/1",
      action: "warn",
      proceeded: true,
    }),
    makeRequest({ atMs: ago(2) }),
    makeRequest({
      ...sam,
      atMs: ago(1),
      words: "Mr Fiction said we could use it when we are done.",
    }),
    makeRequest({ ...tess, atMs: ago(20), words: "" }),
    makeRequest({
      ...alex,
      atMs: ago(7),
      wanted: "blocked",
      address: "https://rude.example.test/",
      category: "",
      rule: "",
      words: "This has pictures little kids should not see.",
    }),
    makeAgreement({ atMs: ago(6) }),
    makeAgreement({ ...alex, atMs: ago(6.5), agreement: "pupils-ks4" }),
    makeAgreement({ ...tess, atMs: ago(7) }),
    makePolicyProblem({ atMs: ago(9) }),
    makeAttempt({ ...sam, atMs: ago(1.4) }),
    makeAttempt({
      ...alex,
      atMs: ago(3),
      sign: "wrong-code",
      detail: "5 wrong codes",
      count: 5,
      address: "",
    }),
    makeUnlock({ atMs: ago(2.5) }),
    makeUnlock({ atMs: ago(2), stage: "ended" }),
    makePolicyChange({ atMs: ago(8) }),
    makeFilterCheck({ atMs: ago(7) }),
    makeListProblem({ atMs: ago(10) }),
    makeDayOfUse({ atMs: ago(11) }),
  ];
}

/** Sends a batch as a device would; the answer and its status. */
export async function sendBatch(
  address: string,
  token: string,
  events: readonly unknown[],
  sentAtMs: number = Date.now(),
): Promise<{ readonly status: number; readonly answer: BatchAnswer }> {
  const response = await fetch(`${address}/api/v1/batches`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ format: 1, sentAtMs, events }),
  });
  return { status: response.status, answer: (await response.json()) as BatchAnswer };
}
