import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it, test } from "vitest";
import { loadSigner } from "../../../collector/signing.ts";
import { createListService } from "../../../lib/app/background/list-service.ts";
import type { ListService, ListTrouble } from "../../../lib/app/background/list-service.ts";
import { createMemory } from "../../../lib/app/background/memory.ts";
import type { Memory } from "../../../lib/app/background/memory.ts";
import type { Policy, PolicyInput } from "../../../lib/contract/policy.ts";
import { buildHostTable, lookUpHost, withPatch } from "../../../lib/core/policy/host-table.ts";
import { makeListDelta, printHosts, printListDelta } from "../../../lib/core/policy/list-delta.ts";
import { createDisk, createFakeWorld } from "../../support/fakes/fake-world.ts";
import type { Disk, FakeWorld } from "../../support/fakes/fake-world.ts";
import { policyOf, samplePolicy } from "../../support/policies.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const collector = "https://collector.test/";
const from = { address: `${collector}policy/policy.json`, collector, token: "secret" };
const signer = loadSigner(tempFolder("list-service"));

let disk: Disk;
let world: FakeWorld;
let memory: Memory;
let lists: ListService;
let told: ListTrouble[];
let serial = 0;

/** Another life of the worker on the same disk. */
function wake(): void {
  const texts = world?.texts;
  world = createFakeWorld(disk);
  for (const [address, text] of texts ?? []) world.texts.set(address, text);
  memory = createMemory(world);
  lists = createListService(world, memory, (trouble) => {
    told.push(trouble);
    return Promise.resolve();
  });
}

beforeEach(async () => {
  disk = createDisk();
  told = [];
  world = createFakeWorld(disk);
  wake();
  await memory.managed.write({ policyKey: signer.publicKey });
});

const policyWith = (list: NonNullable<PolicyInput["lists"]>[number]): Policy =>
  policyOf({ ...samplePolicy(), lists: [list] });
const served = policyWith({
  id: "bets",
  title: "Betting",
  category: "gambling",
  fetch: { address: "https://publisher.test/bets.txt" },
});

const shaOf = (hosts: readonly string[]) =>
  createHash("sha256").update(printHosts(hosts)).digest("hex");
const setText = (path: string, text: string) =>
  world.texts.set(collector + path, { kind: "text", text, etag: `"${text.length}"` });

interface Serving {
  readonly deltaFrom?: readonly string[];
  readonly withoutFile?: boolean;
  readonly file?: string;
  readonly sign?: (payload: string) => unknown;
  readonly serial?: number;
}

/** The collector serves these hosts as the list "bets". */
function serve(hosts: readonly string[], given: Serving = {}): void {
  const sha256 = shaOf(hosts);
  serial += 1;
  const base = given.deltaFrom;
  const payload = JSON.stringify({
    schoolgate: "list-index",
    serial: given.serial ?? serial,
    madeAtMs: 1,
    lists: [
      {
        id: "bets",
        sha256,
        hosts: hosts.length,
        fetchedAtMs: 1_790_000_000_000,
        source: "A publisher",
        licence: "CC0",
        attribution: "",
        problem: "",
        deltasFrom: base === undefined ? [] : [shaOf(base)],
      },
    ],
  });
  setText(
    "lists/index.json",
    JSON.stringify((given.sign ?? ((text) => signer.sign(text)))(payload)),
  );
  if (base !== undefined) {
    const delta = printListDelta(makeListDelta(base, hosts));
    setText(`lists/bets/${shaOf(base)}-${sha256}.delta`, delta);
  }
  if (given.withoutFile !== true)
    setText(`lists/bets/${sha256}.txt`, given.file ?? printHosts(hosts));
}

const hostsNow = async (policy = served) => (await lists.sets(policy))[0]?.hosts;
const asked = () => world.fetched.map(({ address }) => address.slice(collector.length));

describe("a list that the collector serves", () => {
  it("is taken whole at first, then by delta", async () => {
    serve(["a.example", "b.example"]);
    await lists.refresh(served, from);
    expect(await hostsNow()).toEqual(["a.example", "b.example"]);
    serve(["b.example", "c.example"], { deltaFrom: ["a.example", "b.example"], withoutFile: true });
    await lists.refresh(served, from);
    expect(await hostsNow()).toEqual(["b.example", "c.example"]);
    expect(asked().filter((path) => path.endsWith(".delta"))).toHaveLength(1);
    expect(world.fetched.every(({ token }) => token === "secret")).toBe(true);
    expect(told).toEqual([]);
  });

  it("is not fetched again while it is the same", async () => {
    serve(["a.example"]);
    await lists.refresh(served, from);
    await lists.refresh(served, from);
    expect(asked().filter((path) => path.endsWith(".txt"))).toHaveLength(1);
  });

  it("is taken whole where a delta leads elsewhere", async () => {
    serve(["a.example"]);
    await lists.refresh(served, from);
    serve(["b.example"], { deltaFrom: ["a.example"] });
    setText(`lists/bets/${shaOf(["a.example"])}-${shaOf(["b.example"])}.delta`, "+evil.example\n");
    await lists.refresh(served, from);
    expect(await hostsNow()).toEqual(["b.example"]);
  });

  const other = loadSigner(tempFolder("list-service-other"));
  const refusals: Readonly<Record<string, [serving: () => void, what: RegExp]>> = {
    "another key": [() => serve(["b.example"], { sign: (text) => other.sign(text) }), /not signed/],
    "no signature": [
      () =>
        serve(["b.example"], {
          sign: (payload) => ({ schoolgate: "signed", payload, signature: "" }),
        }),
      /not signed/,
    ],
    "a changed index": [
      () =>
        serve(["b.example"], {
          sign: (text) => ({ ...signer.sign(text), payload: text.replace("CC0", "CC1") }),
        }),
      /not signed/,
    ],
    "an older index": [() => serve(["b.example"], { serial: 0 + 1 }), /older/],
    "a web page for the index": [() => void setText("lists/index.json", "<p>"), /is none/],
    "another file than its hash": [
      () => serve(["b.example"], { file: "b.example\nx.example\n" }),
      /hash/,
    ],
    "a file that is not there": [() => serve(["b.example"], { withoutFile: true }), /./],
  };
  test.each(Object.entries(refusals))(
    "with %s: the last good one stays, and it is told once",
    async (_name, [serving, what]) => {
      serial += 5;
      serve(["a.example"]);
      await lists.refresh(served, from);
      serving();
      await lists.refresh(served, from);
      wake();
      await lists.refresh(served, from);
      expect(await hostsNow()).toEqual(["a.example"]);
      expect(told).toHaveLength(1);
      expect(told[0]?.what).toMatch(what);
      expect(told[0]?.what).toContain("last good one stays");
      expect((await memory.listTroubles.read())[0]?.path).toBe("lists.0.fetch");
    },
  );

  it("that is not clean is refused, though its hash is right", async () => {
    const text = "B.example\na.example\n";
    const sha256 = createHash("sha256").update(text).digest("hex");
    serve(["a.example"], {
      sign: (payload) => signer.sign(payload.replace(/[0-9a-f]{64}/, sha256)),
    });
    setText(`lists/bets/${sha256}.txt`, text);
    await lists.refresh(served, from);
    expect(await hostsNow()).toEqual([]);
    expect(told[0]?.what).toContain("not clean");
  });

  it("is taken without a signature's proof only where no key is pinned", async () => {
    await memory.managed.write({});
    serve(["a.example"], { sign: (payload) => ({ schoolgate: "signed", payload, signature: "" }) });
    await lists.refresh(served, from);
    expect(await hostsNow()).toEqual(["a.example"]);
  });

  it("stays in force while the collector cannot be reached", async () => {
    serve(["a.example"]);
    await lists.refresh(served, from);
    world.texts.clear();
    wake();
    await lists.refresh(served, from);
    expect(await hostsNow()).toEqual(["a.example"]);
    expect(await lists.areWhole(served)).toBe(true);
  });

  it("shows its age, count and source", async () => {
    serve(["a.example", "b.example"]);
    await lists.refresh(served, from);
    wake();
    expect(await lists.view(served)).toEqual([
      {
        id: "bets",
        title: "Betting",
        category: "gambling",
        hosts: 2,
        atMs: 1_790_000_000_000,
        source: "A publisher",
        licence: "CC0",
        problem: "",
      },
    ]);
  });
});

describe("a list at an address", () => {
  const own = policyWith({
    id: "bets",
    title: "B",
    category: "gambling",
    address: "lists/bets.txt",
  });
  const put = (text: string) => setText("policy/lists/bets.txt", text);

  it("is cleaned here: nothing of the school's own, of help sites or of education", async () => {
    put("a.example\nvle.example-academy.test\nquiet-room.test\nany.ac.uk\nbbc.co.uk\n");
    await lists.refresh(own, from);
    expect(await hostsNow(own)).toEqual(["a.example"]);
    expect((await lists.view(own))[0]?.hosts).toBe(1);
  });
  it("keeps its last good state when it comes empty", async () => {
    put("a.example\n");
    await lists.refresh(own, from);
    put("# gone\n");
    await lists.refresh(own, from);
    expect(await hostsNow(own)).toEqual(["a.example"]);
    expect(told[0]?.what).toContain("no hosts");
  });
});

describe("what has changed since a stamp", () => {
  const name = fc.integer({ min: 0, max: 20 }).map((number) => `h${number}.example`);
  const version = fc.uniqueArray(name, { minLength: 1, maxLength: 12 }).map((all) => all.sort());

  it("makes of the old table the new one, over any number of versions and lives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(version, { minLength: 2, maxLength: 5 }), async (versions) => {
        disk = createDisk();
        world = createFakeWorld(disk);
        wake();
        const states: { stamp: string; hosts: readonly string[] }[] = [];
        let before: readonly string[] | undefined;
        for (const hosts of versions) {
          serve(hosts, before === undefined ? {} : { deltaFrom: before });
          await lists.refresh(served, from);
          states.push({ stamp: await memory.listStamp.read(), hosts });
          before = hosts;
          wake();
        }
        const set = (hosts: readonly string[]) => ({
          id: "bets",
          category: "gambling",
          title: "B",
          rule: "lists.0",
          hosts,
        });
        for (const { stamp, hosts } of states) {
          const patches = (await lists.patchesSince(stamp)) ?? [];
          const table = patches.reduce(withPatch, buildHostTable([set(hosts)]));
          for (let number = 0; number <= 20; number += 1) {
            const host = `h${number}.example`;
            expect(lookUpHost(table, host).length > 0).toBe(versions.at(-1)?.includes(host));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is not known for a stamp of another life, another set of lists, or after a great change", async () => {
    serve(["a.example"]);
    await lists.refresh(served, from);
    const stamp = await memory.listStamp.read();
    expect(await lists.patchesSince(stamp)).toEqual([]);
    expect(await lists.patchesSince("bets:other")).toBeUndefined();
    expect(await lists.patchesSince(`${stamp} more:1`)).toBeUndefined();
    expect(await lists.patchesSince("")).toBeUndefined();
    serve(Array.from({ length: 1002 }, (_, place) => `h${place + 1000}.example`));
    await lists.refresh(served, from);
    expect(await lists.patchesSince(stamp)).toBeUndefined();
  });
});
