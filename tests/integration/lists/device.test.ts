// A publisher's file, all the way: fetched and signed by the real collector's keeper, taken by the device's own service
// through its own network and crypt.
import { afterEach, beforeEach, expect, it } from "vitest";
import { createListService, type ListService } from "../../../lib/app/background/list-service.ts";
import { createMemory, type Memory } from "../../../lib/app/background/memory.ts";
import type { Policy } from "../../../lib/contract/policy.ts";
import { buildHostTable, lookUpHost, withPatch } from "../../../lib/core/policy/host-table.ts";
import { createCrypt } from "../../../lib/platform/crypt.ts";
import { createNetwork } from "../../../lib/platform/network.ts";
import { createDisk, createFakeWorld } from "../../support/fakes/fake-world.ts";
import { policyOf, samplePolicy } from "../../support/policies.ts";
import { deviceToken, hourMs, serveLists, type ServedLists } from "./served-lists.ts";

let world: ServedLists;
let memory: Memory;
let lists: ListService;
let policy: Policy;
let told: string[];

beforeEach(async () => {
  world = await serveLists();
  const device = {
    ...createFakeWorld(createDisk()),
    network: createNetwork(),
    crypt: createCrypt(),
  };
  memory = createMemory(device);
  told = [];
  lists = createListService(device, memory, async ({ what }) => void told.push(what));
  await memory.managed.write({ policyKey: world.publicKey });
  const list = world.fetched();
  world.setLists([list]);
  policy = policyOf({ ...samplePolicy(), lists: [list] });
});
afterEach(async () => world.close());

async function publish(...hosts: readonly string[]): Promise<void> {
  world.publisher.answers["/list.txt"] = { body: hosts.join("\n") };
  world.pass(25 * hourMs);
  await world.keeper.tick();
}
const look = async (token = deviceToken) =>
  lists.refresh(policy, { address: "", collector: world.address, token });
const many = Array.from({ length: 2000 }, (_, place) => `bet-${place}.example`).sort();

it("arrives whole, then in a few hosts that change the table at once", async () => {
  await publish(...many, "any.ac.uk");
  await look();
  const [before] = await lists.sets(policy);
  expect(before?.hosts).toEqual(many);
  const stamp = await memory.listStamp.read();

  await publish(...many.slice(1), "fresh.example");
  await look();
  const patches = await lists.patchesSince(stamp);
  expect(patches).toEqual([{ set: "bets", added: ["fresh.example"], removed: [many[0]] }]);
  const table = (patches ?? []).reduce(
    withPatch,
    buildHostTable(before === undefined ? [] : [before]),
  );
  expect(lookUpHost(table, "www.fresh.example")).toHaveLength(1);
  expect(lookUpHost(table, many[0] ?? "")).toEqual([]);
  expect((await lists.sets(policy))[0]?.hosts).toEqual([...many.slice(1), "fresh.example"].sort());
  expect(told).toEqual([]);
});

it("stays as it was without the right credential, and the school is told", async () => {
  await publish(...many);
  await look();
  await publish("fresh.example", ...many);
  await look("another token");
  expect((await lists.sets(policy))[0]?.hosts).toEqual(many);
  expect(told).toEqual(["answered 401 (the last good one stays in force)"]);
});

it("is refused from a collector with another key", async () => {
  await memory.managed.write({ policyKey: Buffer.alloc(32, 7).toString("base64") });
  await publish(...many);
  await look();
  expect((await lists.sets(policy))[0]?.hosts).toEqual([]);
  expect(told[0]).toContain("not signed by the school's key");
});

it("tells the device what is wrong with the publisher's file", async () => {
  await publish(...many);
  await look();
  await publish("");
  await look();
  expect((await lists.view(policy))[0]).toMatchObject({
    hosts: 2000,
    problem: expect.stringContaining("holds no host"),
  });
});
