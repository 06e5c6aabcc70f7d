// Events of invented people, whole and valid; `changes` lie over them.
import type { EventOf, SchoolgateEvent } from "../../../lib/contract/event.ts";
import { makeDeviceId, makeEventId } from "../../../lib/contract/ids.ts";

let made = 0;
function common() {
  made += 1;
  const chance = Uint8Array.from({ length: 16 }, (_, place) => (made >> place) & 31);
  return {
    format: 1 as const,
    id: makeEventId(1_000_000 + made, chance),
    atMs: 1_000_000,
    device: makeDeviceId(1, new Uint8Array(16)),
    deviceLabel: "Trolley 2, number 7",
    user: "a@pupils.example-academy.test",
    profile: "pupil",
    policyVersion: "1",
  };
}

export function findingEvent(changes: Partial<EventOf<"finding">> = {}): SchoolgateEvent {
  return {
    ...common(),
    kind: "finding",
    address: "https://chat.test/room",
    title: "A room",
    source: "typed",
    theme: "bullying",
    severity: "medium",
    score: 50,
    excerpt: "a purple elephant",
    matches: [{ start: 2, end: 8, phrase: "purple" }],
    excuses: [],
    count: 1,
    ...changes,
  };
}

export function worryEvent(changes: Partial<EventOf<"worry">> = {}): SchoolgateEvent {
  return {
    ...common(),
    kind: "worry",
    what: "unkind",
    tell: "dsl",
    tellName: "Ms Ode Example",
    words: "Somebody is unkind to me.",
    reach: "",
    address: "",
    named: true,
    ...changes,
  };
}

export function visitEvent(changes: Partial<EventOf<"blocked-visit">> = {}): SchoolgateEvent {
  return {
    ...common(),
    kind: "blocked-visit",
    address: "https://bets.test/",
    title: "",
    rule: "profiles.pupil.categories.gambling",
    category: "gambling",
    action: "block",
    count: 1,
    accident: false,
    proceeded: false,
    reason: "",
    ...changes,
  };
}

export function agreementEvent(): SchoolgateEvent {
  return { ...common(), kind: "agreement", agreement: "aup", version: "1" };
}

export function circumventionEvent(
  changes: Partial<EventOf<"circumvention">> = {},
): SchoolgateEvent {
  return {
    ...common(),
    kind: "circumvention",
    address: "https://mirror.test/play",
    title: "My Drive",
    rule: "built-in proxy signs",
    category: "proxies-vpn",
    sign: "proxy-framework",
    detail: "__uv$config",
    count: 1,
    ...changes,
  };
}

export function unlockEvent(): SchoolgateEvent {
  return {
    ...common(),
    kind: "unlock",
    stage: "begun",
    unlock: "K7Q4-9MZPTR",
    what: "site",
    place: "bets.test",
    by: "Mr Tam Sample",
    why: "A lesson on chance",
    how: "code",
    minutes: 30,
  };
}
