// The whole way of sealed words: from a pupil's keyboard to the lead's key, past a disk, a network and a collector.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openSealed } from "../../collector/console/open-sealed.ts";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import { boundOf, joinEvent } from "../../lib/core/seal/split-event.ts";
import { deskPassword, openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { makeSafeguardingSchool, type MadeSchool } from "../support/safeguarding-school.ts";
import { searchFiles } from "../support/search-files.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { standsOn, visit } from "../support/visit.ts";

/** Words that stand nowhere else. */
const secret = {
  words: "Quillmarkwords5101",
  reach: "Quillmarkreach5102",
  offline: "Quillmarkoffline5103",
  path: "Quillmarkpath5104",
} as const;

let school: ManagedSchool;
let made: MadeSchool;
beforeAll(async () => {
  made = await makeSafeguardingSchool();
  school = await openManagedSchool({
    policy: testPolicy(),
    config: { safeguardingRoot: made.publicRoot },
  });
  await school.policyInForce("test-1");
  await makeKeys();
  await waitUntil("the device knows the keys", async () => {
    await school.send("unlock/list", {});
    const check = await sealingCheck();
    if (!check.includes("Ms Maple")) {
      // Whatever is sent next brings the news of the keys.
      await school.send("blocked/accident", { address: `http://${hosts.blocked}/early` });
      throw new Error(check);
    }
    return true;
  });
});
afterAll(() => school?.close());

async function sealingCheck(): Promise<string> {
  const reply = await school.send("status/read", {});
  if (!reply.ok) throw new Error(reply.error);
  return reply.value.checks.find(({ name }) => name === "Sealing")?.detail ?? "no such check";
}

/** The lead's part, as the desk does it. */
async function makeKeys(): Promise<void> {
  const { address } = school.collector;
  const headers = { "content-type": "application/json", origin: address };
  const signedIn = await fetch(`${address}/desk/api/sign-in`, {
    method: "POST",
    headers,
    body: JSON.stringify({ name: "dsl", password: deskPassword }),
  });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const add = [{ ...made.lead.held, account: "dsl" }];
  const change = await made.change(1, [made.lead.held.key], add);
  const done = await fetch(`${address}/desk/api/keys`, {
    method: "POST",
    headers: { ...headers, cookie },
    body: JSON.stringify({ version: 0, change }),
  });
  expect(done.status).toBe(200);
}

let told = 0;
const worry = (words: string) => {
  told += 1;
  return school.send("worry/send", {
    what: "unkind",
    tell: "",
    words,
    reach: secret.reach,
    address: "",
    named: true,
    claim: `sealedworryclaim${told}`,
  });
};

async function opened(event: SchoolgateEvent): Promise<SchoolgateEvent> {
  const found = await openSealed(event.sealed ?? "", boundOf(event).sealed, [made.lead.own]);
  if (!found.ok) throw new Error(found.why);
  return joinEvent(event, found.plain as Record<string, unknown>);
}

/** Everything of ours: the browser's own history and caches are the browser's. */
const traces = (words: readonly string[]) => [
  ...searchFiles(
    join(school.folder, "profile"),
    words,
    (path) => !/Extension|IndexedDB|Storage|DNR/.test(path),
  ),
  ...searchFiles(join(school.folder, "collector"), words),
];

test("a worry is sealed from the moment it is stored, and the lead opens it", async () => {
  const reply = await worry(secret.words);
  expect(reply).toMatchObject({ ok: true, value: { state: "sent" } });
  const event = school.arrived().find(({ kind }) => kind === "worry");
  if (event === undefined) throw new Error("no worry arrived");
  expect(JSON.stringify(event)).not.toContain(secret.words);
  expect(event).toMatchObject({ kind: "worry", what: "unkind", words: "", reach: "" });
  expect(await opened(event)).toMatchObject({ words: secret.words, reach: secret.reach });
});

test("a visit to a blocked site too", async () => {
  const page = await school.page();
  await visit(page, `http://${hosts.blocked}/${secret.path}`);
  await standsOn(page, "blocked.html");
  await page.close();
  const events = await waitUntil("the visit has arrived", async () => {
    const visits = school.arrived().filter((event) => event.kind === "blocked-visit");
    const all = await Promise.all(visits.filter(({ sealed }) => sealed !== undefined).map(opened));
    return all.some((event) => "address" in event && event.address.includes(secret.path)) && visits;
  });
  expect(JSON.stringify(events)).not.toContain(secret.path);
});

test("what waits on the device is closed to who holds the device, and comes through", async () => {
  school.gate.mode = "shut";
  expect(await worry(secret.offline)).toMatchObject({ ok: true, value: { state: "kept" } });
  expect((await school.everythingKept()).includes(secret.offline)).toBe(false);
  expect(traces([secret.offline])).toEqual([]);
  await school.restart("kill");
  expect(await sealingCheck()).toContain("Ms Maple");
  expect(traces([secret.offline])).toEqual([]);
  school.gate.mode = "open";
  await waitUntil("the worry has arrived", async () => {
    await school.send("worry/receipts", {});
    const worries = school.arrived().filter(({ kind }) => kind === "worry");
    return (await Promise.all(worries.map(opened))).some(
      (event) => event.kind === "worry" && event.words === secret.offline,
    );
  });
});

test("none of the words is in anything of ours, on the device or at the collector", async () => {
  expect(traces(Object.values(secret))).toEqual([]);
  const kept = await school.everythingKept();
  for (const word of Object.values(secret))
    expect([word, kept.includes(word)]).toEqual([word, false]);
  expect(school.collectorLines.join("\n")).not.toMatch(/Quillmark/);
  // The search can find: what stays open is there.
  expect(traces(["unkind"])).not.toEqual([]);
  const database = new DatabaseSync(join(school.folder, "collector/collector.sqlite"), {
    readOnly: true,
  });
  const row = database.prepare("SELECT count(*) AS n FROM event WHERE body LIKE '%sealed%'").get();
  database.close();
  expect(Number(row?.["n"])).toBeGreaterThanOrEqual(3);
});
