// Small signs over days in the worker: kept sealed, told once, forgotten in time, and never mixed between people.
import { describe, expect, test } from "vitest";
import type { MessageInput } from "../../../../lib/contract/message.ts";
import type { EventOf } from "../../../../lib/contract/event.ts";
import { begin, begun, helpHost } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import type { Disk, FakeWorld } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

const dayMs = 24 * 60 * 60_000;
const room = "https://chat.test/dm/7";
const blobName = "sequences-1";
type Signs = MessageInput<"page/signs">;
type School = Awaited<ReturnType<typeof begun>>;

let made = 0;
function signs(group: string, more: Partial<Signs["signs"][number]> = {}): Signs {
  made += 1;
  return {
    claim: `claim${String(made).padStart(20, "0")}`,
    source: "page",
    signs: [{ theme: "grooming", group, points: 45, isSaid: true, mark: made, ...more }],
  };
}

const steps = ["secrecy", "moving to another place", "pictures and the camera"];

function tell(
  { background, fromPage }: School | ReturnType<typeof begin>,
  body: Signs,
  where = room,
) {
  return background.onMessage({ schoolgate: "page/signs", body }, fromPage(where));
}

/** Each on a day of its own. */
async function tellAll(school: School, groups: readonly string[], where = room): Promise<void> {
  for (const group of groups) {
    await tell(school, signs(group), where);
    school.world.nowMs += dayMs;
  }
}

const sequencesOf = (world: FakeWorld): EventOf<"finding">[] =>
  [...world.events.records.values()].flatMap(({ event }) =>
    event.kind === "finding" && event.sequence !== undefined ? [event] : [],
  );

/** The next life on a disk. */
function nextLife(disk: Disk, from: FakeWorld, config: unknown = fakeConfig()) {
  const world = createFakeWorld(disk);
  world.managedValues = config;
  world.signedIn = from.signedIn;
  world.nowMs = from.nowMs;
  world.collector.weather = ["down"];
  return { ...begin(world), world };
}

async function signedIn(
  email = "a@pupils.example-academy.test",
  config?: unknown,
): Promise<School> {
  const school = await begun(config);
  await signIn(school, email);
  return school;
}

async function signIn({ world, background }: School, email: string): Promise<void> {
  world.signedIn = email;
  background.onSignInChanged();
  await untilQuiet();
}

describe("signs that add up", () => {
  test("are one finding, with stages and days and no word", async () => {
    const school = await signedIn();
    await tellAll(school, steps);
    const told = sequencesOf(school.world);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      theme: "grooming",
      severity: "high",
      address: room,
      excerpt: "",
      matches: [],
      user: "a@pupils.example-academy.test",
      sequence: { kind: "grooming", isOnePlace: true, days: 3 },
    });
    expect(told[0]?.sequence?.stages.map(({ stage, times }) => [stage, times])).toEqual([
      ["secrecy", 1],
      ["moving-platform", 1],
      ["pictures", 1],
    ]);
  });

  test("a further stage on the same day is told the next day, without a page having to speak", async () => {
    const school = await signedIn();
    await tellAll(school, steps.slice(0, 2));
    await tell(school, signs("pictures and the camera"));
    await tell(school, signs("meeting"));
    expect(sequencesOf(school.world)).toHaveLength(1);
    school.world.nowMs += dayMs;
    await school.background.wake();
    expect(sequencesOf(school.world)).toHaveLength(2);
    await school.background.wake();
    expect(sequencesOf(school.world)).toHaveLength(2);
  });

  test("in two conversations: no finding", async () => {
    const school = await signedIn();
    await tellAll(school, steps.slice(0, 2));
    await tell(school, signs("pictures and the camera"), "https://chat.test/dm/8");
    expect(sequencesOf(school.world)).toEqual([]);
  });
});

describe("what leaves nothing", () => {
  test.each([
    ["a protected site", `https://${helpHost}/chat`],
    ["the desk", "https://collector.example-academy.test/desk"],
    ["what is no page of the web", "about:blank"],
  ])("%s", async (_name, where) => {
    const school = await signedIn();
    for (const step of steps) {
      await school.background.onMessage(
        { schoolgate: "page/signs", body: signs(step) },
        {
          id: school.world.self.id,
          url: where,
          origin: where.startsWith("http") ? new URL(where).origin : "null",
          frameId: 0,
          tab: { id: 1, url: where },
        },
      );
      school.world.nowMs += dayMs;
    }
    expect(school.world.disk.blobs.has(blobName)).toBe(false);
    expect(sequencesOf(school.world)).toEqual([]);
  });

  test("asking for help, with whatever is told in it", async () => {
    const school = await signedIn();
    const given = signs("secrecy");
    const help = { ...given.signs[0]!, group: "as people search or a child tells", isSaid: false };
    await tell(school, {
      ...given,
      source: "typed",
      signs: [...given.signs, { ...help, points: 60 }],
    });
    expect(school.world.disk.blobs.has(blobName)).toBe(false);
  });

  test("a heading that is no stage; a theme that has none", async () => {
    const school = await signedIn();
    await tell(school, signs("an unknown heading"));
    await tell(school, signs("selling", { theme: "drugs" }));
    expect(school.world.disk.blobs.has(blobName)).toBe(false);
  });

  test.each<[string, (body: Signs) => unknown]>([
    ["words", (body) => ({ ...body, text: "a word" })],
    ["more signs than a text has", (body) => ({ ...body, signs: Array(21).fill(body.signs[0]) })],
    [
      "a long heading",
      (body) => ({ ...body, signs: [{ ...body.signs[0], group: "x".repeat(81) }] }),
    ],
    ["no claim", ({ source, signs: given }) => ({ source, signs: given })],
    ["a search", (body) => ({ ...body, source: "search" })],
  ])("a message with %s is refused", async (_name, change) => {
    const school = await signedIn();
    const body = change(signs("secrecy"));
    expect(
      await school.background.onMessage({ schoolgate: "page/signs", body }, school.fromPage(room)),
    ).toMatchObject({ ok: false });
    expect(school.world.disk.blobs.has(blobName)).toBe(false);
  });

  test("a page that says too much at once is not heard further", async () => {
    const school = await signedIn();
    const replies = [];
    for (let at = 0; at < 60; at += 1) replies.push(await tell(school, signs("secrecy")));
    expect(replies.filter((reply) => (reply as { ok: boolean }).ok)).toHaveLength(40);
  });
});

describe("what is on the disk", () => {
  test("tells nothing without the key: no theme, no stage, no address, no person", async () => {
    const school = await signedIn();
    await tellAll(school, steps.slice(0, 2));
    const kept = school.world.disk.blobs.get(blobName);
    expect(kept).toBeInstanceOf(Uint8Array);
    const text = Buffer.from(kept as Uint8Array).toString("latin1");
    expect(text).not.toMatch(/secrecy|grooming|chat\.test|pupils|sequence/);
    // Nor does anything else of it stand anywhere.
    const rest = [...school.world.disk.state.values()].map((value) => JSON.stringify(value)).join();
    expect(rest).not.toMatch(/secrecy|moving-platform|chat\.test/);
  });

  test("damaged: forgotten, and begun anew", async () => {
    const school = await signedIn();
    await tellAll(school, steps.slice(0, 2));
    const kept = school.world.disk.blobs.get(blobName) as Uint8Array;
    kept[20] = (kept[20] ?? 0) ^ 1;
    await tell(school, signs(steps[2] ?? ""));
    expect(sequencesOf(school.world)).toEqual([]);
    await tellAll(school, steps);
    expect(sequencesOf(school.world)).toHaveLength(1);
  });
});

describe("two people never mix", () => {
  test("the signs of one are gone, with their keys, when another signs in", async () => {
    const school = await signedIn("a@pupils.example-academy.test");
    await tellAll(school, steps.slice(0, 2));
    const keys = school.world.disk.sealKeys;
    await signIn(school, "b@pupils.example-academy.test");
    expect(school.world.disk.blobs.has(blobName)).toBe(false);
    expect(school.world.disk.sealKeys).toBeGreaterThan(keys);
    await tell(school, signs(steps[2] ?? ""));
    expect(sequencesOf(school.world)).toEqual([]);
    await signIn(school, "a@pupils.example-academy.test");
    await tell(school, signs(steps[2] ?? ""));
    expect(sequencesOf(school.world)).toEqual([]);
  });

  test("somebody else signs in while a message is under way: told of neither", async () => {
    const school = await signedIn("a@pupils.example-academy.test");
    await tellAll(school, steps.slice(0, 2));
    const { blobs } = school.world.disk;
    school.world.blobs.set = async (name, value) => {
      blobs.set(name, value);
      if (name === blobName) await signIn(school, "b@pupils.example-academy.test");
    };
    void tell(school, signs(steps[2] ?? ""));
    await untilQuiet();
    expect(sequencesOf(school.world)).toEqual([]);
  });

  test("where nobody is known, the end of the browser's run is the end of the person", async () => {
    const school = await begun();
    await tellAll(school, steps.slice(0, 2));
    const next = nextLife(school.world.disk, school.world);
    next.world.runName = "another run";
    await next.background.wake();
    await tell(next, signs(steps[2] ?? ""));
    expect(sequencesOf(next.world)).toEqual([]);
    // Within one run they add up, and a worker's death ends no run.
    await tellAll(next, steps.slice(0, 1));
    const same = nextLife(next.world.disk, next.world);
    same.world.runName = "another run";
    await tell(same, signs(steps[1] ?? ""));
    expect(sequencesOf(same.world)).toHaveLength(1);
  });
});

describe("a worker that dies", () => {
  /** Ends a life at the n-th thing that it does to the disk, before or after it is done. */
  function dieAt(world: FakeWorld, fatal: number, isAfter: boolean): { count(): number } {
    let count = 0;
    const dying =
      <Given extends unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
      async (...given: Given): Promise<Answer> => {
        count += 1;
        const isFatal = count >= fatal;
        if (isFatal && !(isAfter && count === fatal)) throw new Error("the worker died");
        const answer = await work(...given);
        if (isFatal) throw new Error("the worker died");
        return answer;
      };
    const { blobs, events } = world.disk;
    world.blobs.set = dying((name, value) => Promise.resolve(void blobs.set(name, value)));
    world.blobs.remove = dying((name) => Promise.resolve(void blobs.delete(name)));
    const addAsBefore = events.add.bind(events);
    world.events.add = dying(addAsBefore);
    return {
      count() {
        world.events.add = addAsBefore;
        return count;
      },
    };
  }

  test.each([
    ["before", false],
    ["after", true],
  ])("%s any step: nothing is lost, nothing is told twice", async (_name, isAfter) => {
    const whole = await signedIn();
    await tellAll(whole, steps.slice(0, 2));
    const counting = dieAt(whole.world, Infinity, false);
    await tell(whole, signs(steps[2] ?? ""));
    const stepsDone = counting.count();
    expect(stepsDone).toBeGreaterThanOrEqual(3);
    for (let fatal = 1; fatal <= stepsDone; fatal += 1) {
      const school = await signedIn();
      await tellAll(school, steps.slice(0, 2));
      const last = signs(steps[2] ?? "");
      const dying = dieAt(school.world, fatal, isAfter);
      await tell(school, last);
      await untilQuiet();
      dying.count();
      const next = nextLife(school.world.disk, school.world);
      await next.background.wake();
      // The page repeats what was not answered.
      await tell(next, last);
      await untilQuiet();
      expect(sequencesOf(next.world), `died at step ${fatal}`).toHaveLength(1);
      next.world.nowMs += dayMs;
      await next.background.wake();
      expect(sequencesOf(next.world), `died at step ${fatal}`).toHaveLength(1);
    }
  });
});

test("a finding that could not be noted as told until its claim was forgotten is told again as the same event", async () => {
  const school = await signedIn();
  const { world } = school;
  world.collector.weather = ["fine"];
  await tellAll(school, steps.slice(0, 2));
  const set = world.blobs.set.bind(world.blobs);
  const add = world.events.add.bind(world.events);
  world.events.add = (given) => {
    // From now on the disk takes events and no book.
    world.blobs.set = () => Promise.reject(new Error("no room"));
    world.blobs.remove = () => Promise.reject(new Error("no room"));
    return add(given);
  };
  await tell(school, signs(steps[2] ?? ""));
  for (let day = 0; day < 4; day += 1) {
    world.nowMs += dayMs;
    await world.disk.events.tidy(world.nowMs - 2 * dayMs);
    await school.background.wake();
    await untilQuiet();
  }
  world.blobs.set = set;
  await school.background.wake();
  await untilQuiet();
  const told = [...world.collector.stored.values()].filter((event) => event.kind === "finding");
  expect(told).toHaveLength(1);
});

describe("forgetting", () => {
  test.each([
    ["a day before 14 quiet days are over", 13, true],
    ["after 14 quiet days", 14, false],
  ])("%s", async (_name, days, isKept) => {
    const school = await signedIn();
    await tell(school, signs("secrecy"));
    const next = nextLife(school.world.disk, school.world);
    next.world.nowMs += days * dayMs;
    await next.background.wake();
    expect(next.world.disk.blobs.has(blobName)).toBe(isKept);
  });

  test("a theme that the policy switches off, at once; typed text that is not looked at, too", async () => {
    for (const monitoring of [{ without: ["grooming"] }, { typed: false }]) {
      const school = await signedIn();
      await tell(school, signs("secrecy"));
      expect(school.world.disk.blobs.has(blobName)).toBe(true);
      school.world.managedValues = fakeConfig(
        fakePolicy({ version: "2", profiles: { pupil: { reading: "ks3", monitoring } } }),
      );
      school.background.onManagedChanged();
      await untilQuiet();
      expect(school.world.disk.blobs.has(blobName)).toBe(false);
    }
  });
});
