// A disk that takes nothing more, and databases that cannot be opened on it: the gates decide by the policy all the same.
import { describe, expect, test } from "vitest";
import { begin, begun, origin } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

const failing = () => Promise.reject(new Error("no space left on device"));
const minuteMs = 60_000;
const ownList = { id: "own", title: "Own", category: "gambling" };
const fetched = { ...ownList, address: "lists/own.txt" };
const fetchedFrom = "https://collector.example-academy.test/policy/lists/own.txt";

const policyWith = (list: object, version = "1") =>
  fakeConfig(
    fakePolicy({
      version,
      lists: [list],
      profiles: {
        pupil: {
          categories: { gambling: "block", shopping: "allow" },
          block: [{ host: "open.test", path: "/chat" }],
        },
      },
    }),
  );
const inPolicy = policyWith({ ...ownList, hosts: ["own-bets.test"] });

/** The next life of the worker, on a disk of which nothing can be read but small values, and on which nothing fits. */
async function onFullDisk(config: unknown, first = createFakeWorld()) {
  first.managedValues = config;
  first.collector.weather = ["down"];
  await begin(first).background.wake();
  const world = createFakeWorld(first.disk);
  world.managedValues = config;
  world.collector.weather = ["down"];
  world.blobs.get = failing;
  world.blobs.set = failing;
  world.blobs.names = failing;
  world.state.set = failing;
  world.events.add = failing;
  world.haveRulesStood = true;
  return { ...begin(world), world };
}

/** Where the second gate sends a tab that has come to an address. */
async function sentFrom(
  { visit, world }: Pick<Awaited<ReturnType<typeof onFullDisk>>, "visit" | "world">,
  address: string,
): Promise<string[]> {
  const before = world.sent.length;
  await visit(address, "committed");
  return world.sent.slice(before).map((one) => one.address);
}

const closed: readonly [name: string, address: string][] = [
  ["a path in disguise", "http://open.test/%63hat"],
  ["a host of the school's own list", "http://own-bets.test/"],
  ["a host of the package's list", "http://bets.test/"],
];
test.each(closed)("%s is closed before anything else is known, and after", async (_, address) => {
  const life = await onFullDisk(inPolicy);
  const expected = [`${origin}/blocked.html#u=${address}`];
  expect(await sentFrom(life, address)).toEqual(expected);
  await life.background.wake();
  expect(await sentFrom(life, address)).toEqual(expected);
});

test("and what the policy opens stays open: it is the policy that holds, not the strictest", async () => {
  const life = await onFullDisk(inPolicy);
  expect(await sentFrom(life, "http://shop.test/")).toEqual([]);
  expect(await sentFrom(life, "http://open.test/")).toEqual([]);
});

test("with a fetched list that cannot be read: the strictest, and what the school closed by name", async () => {
  const first = createFakeWorld();
  first.texts.set(fetchedFrom, { kind: "text", text: "own-bets.test\n", etag: '"a"' });
  const life = await onFullDisk(policyWith(fetched), first);
  for (const address of ["http://open.test/%63hat", "http://bets.test/", "http://shop.test/"]) {
    expect(await sentFrom(life, address)).toEqual([`${origin}/blocked.html#u=${address}`]);
  }
});

test("room again: the table is kept, and the next life reads it", async () => {
  const { world, visit } = await onFullDisk(inPolicy);
  world.disk.blobs.clear();
  Object.assign(world.blobs, createFakeWorld(world.disk).blobs);
  await visit("http://open.test/");
  expect([...world.disk.blobs.keys()]).toContainEqual(expect.stringMatching(/^host-table:/));
});

test("a policy that has been kept is what the gates go by, though no table and no note of it fits", async () => {
  const { world, background, visit } = await begun(inPolicy);
  world.managedValues = policyWith({ ...ownList, hosts: ["late-bets.test"] }, "2");
  world.blobs.set = failing;
  world.beforeWrite = (name) => {
    if (name === "enforcement-1" || name === "table-base-1") throw new Error("no space left");
  };
  background.onManagedChanged();
  await untilQuiet();
  await visit("http://late-bets.test/", "committed");
  expect(world.sent.map((one) => one.address)).toEqual([
    `${origin}/blocked.html#u=http://late-bets.test/`,
  ]);
});

describe("a page that shows itself to be a proxy", () => {
  test("is closed though neither the event nor the note of it fits; a page that stays is closed again", async () => {
    const life = await onFullDisk(inPolicy);
    const address = "https://unheard-of.test/";
    const { background, fromPage, world } = life;
    const body = { claim: "proxy00000000001", sign: "proxy-framework", detail: "__uv-attr-href" };
    const message = { schoolgate: "page/circumvention", body };
    const reply = await background.onMessage(message, fromPage(address));
    expect(reply).toMatchObject({ ok: true, value: { isClosed: true } });
    const expected = `${origin}/blocked.html#u=${address}`;
    expect(world.sent.map((one) => one.address)).toEqual([expected]);
    world.nowMs += minuteMs;
    expect(await sentFrom(life, address)).toEqual([expected]);
  });
});
