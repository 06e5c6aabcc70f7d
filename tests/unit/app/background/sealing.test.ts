// What leaves for the disk is sealed, from the first list of keys on; and whose keys count.
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openSealed } from "../../../../collector/console/open-sealed.ts";
import {
  createSealingService,
  type SealingService,
} from "../../../../lib/app/background/sealing-service.ts";
import { recordOf, stepFor } from "../../../../lib/app/background/event-record.ts";
import { createMemory } from "../../../../lib/app/background/memory.ts";
import type { FetchedText } from "../../../../lib/app/ports.ts";
import type { SchoolgateEvent } from "../../../../lib/contract/event.ts";
import { grownBy, weightOf } from "../../../../lib/core/queue/dedupe.ts";
import { boundOf, joinEvent } from "../../../../lib/core/seal/split-event.ts";
import { createCrypt } from "../../../../lib/platform/crypt.ts";
import { makeFinding, makeVisit, makeWorry } from "../../../support/collector-seed.ts";
import { createFakeEventStore } from "../../../support/fakes/fake-event-store.ts";
import { createDisk, createFakeWorld, type FakeWorld } from "../../../support/fakes/fake-world.ts";
import { makeSafeguardingSchool, type MadeSchool } from "../../../support/safeguarding-school.ts";

const collectorAddress = "https://collector.test/base";
const listAddress = `${collectorAddress}/api/v1/safeguarding-keys`;
const hourMs = 60 * 60_000;

let school: MadeSchool;
let other: MadeSchool;
beforeAll(async () => {
  [school, other] = await Promise.all([makeSafeguardingSchool(), makeSafeguardingSchool()]);
});

let world: FakeWorld;
let sealing: SealingService;
let answer: FetchedText;
let asked: number;
const managed: Record<string, string> = {};

const listText = async (from: MadeSchool, serial = 1, keys = [from.lead.held.key]) =>
  JSON.stringify((await from.change(serial, keys, [])).list);
const text = (body: string): FetchedText => ({ kind: "text", text: body, etag: '"1"' });

beforeEach(() => {
  world = createFakeWorld(createDisk());
  answer = text(JSON.stringify({ schoolgate: "no-keys" }));
  asked = 0;
  for (const name of Object.keys(managed)) Reflect.deleteProperty(managed, name);
  managed["collectorAddress"] = collectorAddress;
  begin();
});

/** Another life of the worker. */
function begin(): void {
  const memory = createMemory(world);
  sealing = createSealingService(
    {
      clock: world.clock,
      crypt: createCrypt(),
      seal: world.seal,
      sealer: world.sealer,
      network: {
        ...world.network,
        fetchText: async ({ address }) => {
          expect(address).toBe(listAddress);
          asked += 1;
          return answer;
        },
      },
    },
    { ...memory, managed: { ...memory.managed, read: async () => managed } },
  );
}

async function opened(event: SchoolgateEvent, by = school): Promise<SchoolgateEvent> {
  const found = await openSealed(event.sealed ?? "", boundOf(event).sealed, [by.lead.own]);
  if (!found.ok) throw new Error(found.why);
  return joinEvent(event, found.plain as Record<string, unknown>);
}

test("without keys an event stays as it is, and that is said", async () => {
  await sealing.refresh();
  const event = makeWorry();
  expect(await sealing.seal(event)).toBe(event);
  expect(await sealing.check()).toMatchObject({ ok: true });
  expect((await sealing.check()).detail).toContain("readable");
});

describe("with keys", () => {
  beforeEach(async () => {
    answer = text(await listText(school));
    await sealing.refresh();
  });

  test.each([
    ["a worry", makeWorry({ address: "https://chat.example.test/room" })],
    ["a finding", makeFinding()],
    ["a visit", makeVisit({ reason: "I need it" })],
  ])("%s: nothing of it in clear, and all of it for who holds a key", async (_name, event) => {
    const sealed = await sealing.seal(event);
    const clear = JSON.stringify({ ...sealed, sealed: "", head: "" });
    for (const word of ["robin", "CB-0142", "example.test", "Ms Maple", "year", "group", "need"]) {
      expect(clear).not.toContain(word);
    }
    expect(await opened(sealed)).toEqual(event);
    expect((await sealing.check()).detail).toContain("Ms Maple");
  });

  test("the same pupil and place get the same tags, others get others", async () => {
    const tags = async (more: Parameters<typeof makeFinding>[0]) => {
      const sealed = (await sealing.seal(makeFinding(more))) as ReturnType<typeof makeFinding>;
      return [sealed.user, sealed.address];
    };
    const first = await tags({});
    expect(await tags({ address: "https://chat.example.test/another/room" })).toEqual(first);
    const [user, place] = await tags({ user: "sam", address: "https://else.example.test/" });
    expect(user).not.toBe(first[0]);
    expect(place).not.toBe(first[1]);
  });

  test("a worry without a name is so within the seal too", async () => {
    const sealed = await sealing.seal(makeWorry({ named: false }));
    expect(sealed.user).toBe("");
    expect(await opened(sealed)).toMatchObject({ user: "", deviceLabel: "" });
  });

  test("what grows while it waits still opens, with the gravest's words", async () => {
    const first = await sealing.seal(makeFinding({ severity: "low", excerpt: "first" }));
    const second = await sealing.seal(makeFinding({ severity: "high", excerpt: "graver" }));
    const { event: grown } = grownBy({ event: first, weight: 90 }, { event: second, weight: 40 });
    expect(grown.id).toBe(first.id);
    expect(await opened(grown)).toMatchObject({ id: first.id, excerpt: "graver", count: 2 });
  });

  test("of two that are as grave, the words that weigh more are kept, though both weights are sealed", async () => {
    const records = await Promise.all(
      [40, 90, 60].map(async (score) => {
        const event = makeFinding({ severity: "high", score, excerpt: `score ${score}` });
        const closed = await sealing.seal(event);
        expect(closed).toMatchObject({ score: 0 });
        return { ...recordOf(closed), dedupeKey: "a concern", weight: weightOf(event) };
      }),
    );
    const store = createFakeEventStore();
    for (const record of records) await store.add({ record, decide: stepFor(record) });
    const kept = [...store.records.values()];
    expect(kept).toHaveLength(1);
    const [one] = kept;
    if (one === undefined) throw new Error("nothing kept");
    expect(await opened(one.event)).toMatchObject({ excerpt: "score 90", count: 2 });
  });

  test("sealed once is sealed", async () => {
    const once = await sealing.seal(makeWorry());
    expect(await sealing.seal(once)).toBe(once);
  });

  test("another life of the worker knows them, without the network", async () => {
    answer = { kind: "failed", why: "no connection" };
    begin();
    expect((await sealing.seal(makeWorry())).sealed).toBeDefined();
    expect(asked).toBe(1);
  });

  test("switched off by the school, nothing is sealed", async () => {
    managed["sealing"] = " Off ";
    expect((await sealing.seal(makeWorry())).sealed).toBeUndefined();
    managed["sealing"] = "of";
    expect((await sealing.seal(makeWorry())).sealed).toBeDefined();
  });

  const lies: readonly (readonly [string, () => Promise<FetchedText>, string])[] = [
    ["another root's list", async () => text(await listText(other, 2)), "did not sign"],
    [
      "a list signed by another under our root's name",
      async () => {
        const { signature } = (await other.change(2, [other.lead.held.key], [])).list;
        const { payload } = (await school.change(2, [other.lead.held.key], [])).list;
        return text(JSON.stringify({ schoolgate: "signed", payload, signature }));
      },
      "did not sign",
    ],
    ["no keys any more", async () => text('{"schoolgate":"no-keys"}'), "no list of keys any more"],
    ["a sign-in page", async () => text("<html>Wi-Fi</html>"), "something else"],
    ["a failure", async () => ({ kind: "failed", why: "answered 500" }), "answered 500"],
  ];
  test.each(lies)("%s changes nothing, and is told", async (_name, lie, words) => {
    answer = await lie();
    world.nowMs += hourMs;
    await sealing.refresh();
    expect(await opened(await sealing.seal(makeWorry()))).toBeDefined();
    const check = await sealing.check();
    expect(check.ok).toBe(false);
    expect(check.detail).toContain(words);
  });

  test("an older list is refused, a newer one counts", async () => {
    answer = text(await listText(school, 3, [school.lead.held.key, other.lead.held.key]));
    await sealing.heard(2);
    expect(await opened(await sealing.seal(makeWorry()), other)).toBeDefined();
    answer = text(await listText(school, 2));
    await sealing.heard(3);
    expect((await sealing.check()).detail).toContain("older");
    expect(await opened(await sealing.seal(makeWorry()), other)).toBeDefined();
  });

  test("a pinned root that did not sign what is known puts an end to it", async () => {
    managed["safeguardingRoot"] = other.publicRoot;
    expect((await sealing.seal(makeWorry())).sealed).toBeUndefined();
    expect((await sealing.check()).ok).toBe(false);
    answer = text(await listText(other));
    await sealing.heard(9);
    expect(await opened(await sealing.seal(makeWorry()), other)).toBeDefined();
  });
});

test("the list is asked for once an hour, sooner after trouble, and at once when the collector has another", async () => {
  await sealing.refresh();
  await sealing.refresh();
  expect(asked).toBe(1);
  answer = text(await listText(school));
  await sealing.heard(1);
  await sealing.heard(1);
  expect(asked).toBe(2);
  answer = { kind: "failed", why: "no connection" };
  world.nowMs += hourMs;
  await sealing.refresh();
  world.nowMs += 5 * 60_000;
  await sealing.refresh();
  expect(asked).toBe(4);
});
