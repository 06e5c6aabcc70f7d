// The whole way of sealed words: from a pupil's keyboard to the lead's key, past a disk, a network and a collector.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openSealed } from "../../collector/console/open-sealed.ts";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import { boundOf, joinEvent } from "../../lib/core/seal/split-event.ts";
import { concernTexts } from "../support/concern-texts.ts";
import { deskPassword, openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { makeSafeguardingSchool, type MadeSchool } from "../support/safeguarding-school.ts";
import { searchFiles } from "../support/search-files.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";
import { searchWorkerHeap } from "../support/worker-heap.ts";

/** Words that stand nowhere else. */
const secret = {
  words: "Quillmarkwords5101",
  reach: "Quillmarkreach5102",
  offline: "Quillmarkoffline5103",
  path: "Quillmarkpath5104",
} as const;

/** The same for everything else that can be noticed; hosts are written small. */
const noticed = {
  typed: "Quillmarktyped5201",
  read: "Quillmarkread5202",
  title: "Quillmarktitle5203",
  reason: "Quillmarkreason5204",
  asked: "Quillmarkasked5205",
  closedHost: "quillmarkclosed5206",
  warnedHost: "quillmarkwarned5207",
  chatHost: "quillmarkchat5208",
} as const;
const chat = `${noticed.chatHost}.example-site.test`;
/** Another site: the same concern on the same one within seconds is one moment, and stored once. */
const quietChat = "quiet-chat.example-site.test";
const warned = `https://${noticed.warnedHost}.${hosts.warned}/`;

let school: ManagedSchool;
let made: MadeSchool;
openAfresh(
  async () => {
    made = await makeSafeguardingSchool();
    const policy = testPolicy();
    const { pupil } = policy.profiles;
    school = await openManagedSchool({
      policy: {
        ...policy,
        profiles: { pupil: { ...pupil, monitoring: { ...pupil?.monitoring, visitReports: true } } },
      },
      config: { safeguardingRoot: made.publicRoot },
      sites: {
        [chat]: () =>
          html(
            noticed.title,
            `<p>${noticed.read} ${concernTexts.bullying}</p><textarea id="chat" aria-label="chat"></textarea>`,
          ),
        [quietChat]: () => html("Chat", `<textarea id="chat" aria-label="chat"></textarea>`),
      },
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
  },
  () => school?.close(),
);

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

const waiting = async (): Promise<number> => {
  const status = await school.send("status/read", {});
  return status.ok ? status.value.queue.waiting : 0;
};

test("everything else that is noticed stands closed on the device while it waits, whatever is kept to explain it", async () => {
  school.gate.mode = "shut";
  const page = await school.page();
  await visit(page, `https://${chat}/room`);
  await page.type("#chat", `${noticed.typed} ${concernTexts.selfHarm}`);
  await page.keyboard.press("Tab");
  await waitUntil("what was read and typed is stored", async () => (await waiting()) >= 2);
  await page.close();
  for (let turn = 0; turn < 6; turn += 1) {
    const address = `http://a${turn}.${noticed.closedHost}.${hosts.blocked}/`;
    await school.send("blocked/explain", { address });
  }
  await school.send("blocked/explain", { address: warned });
  expect(
    await school.send("blocked/proceed", { address: warned, reason: noticed.reason }),
  ).toMatchObject({ ok: true });
  const review = {
    address: `http://${noticed.closedHost}.${hosts.blocked}/`,
    wanted: "open",
  } as const;
  await school.send("blocked/accident", { address: review.address });
  // Ways round the filter, by now: tries that do not stop.
  await waitUntil("all of it is stored", async () => (await waiting()) >= 10);

  const kept = await school.everythingKept();
  // Today's use, the tries and the warning that was passed are there, and closed.
  for (const name of ["day-use-1", "attempts-2", "proceeded-2"]) expect(kept).toContain(name);
  const words = Object.values(noticed);
  for (const word of words) expect([word, kept.includes(word)]).toEqual([word, false]);
  expect(traces(words)).toEqual([]);
  await school.restart("kill");
  expect(await sealingCheck()).toContain("Ms Maple");
  expect(traces(words)).toEqual([]);

  // Of a request the host stays open: who sets the filter answers for it. Its words do not.
  await school.send("blocked/ask-review", {
    ...review,
    address: "http://asked.bets.example-site.test/",
    words: noticed.asked,
    claim: "asked00000000001",
  });
  expect((await school.everythingKept()).includes(noticed.asked)).toBe(false);

  school.gate.mode = "open";
  const events = await waitUntil("all of it has arrived and opens", async () => {
    await school.send("worry/receipts", {});
    const sealed = school.arrived().filter((event) => event.sealed !== undefined);
    const all = JSON.stringify(await Promise.all(sealed.map(opened)));
    const missing = [...words, "repeated-attempts"].filter((word) => !all.includes(word));
    if (missing.length > 0) throw new Error(`missing: ${missing.join(", ")}`);
    return all;
  });
  expect(events).toContain(concernTexts.selfHarm);
  expect(traces(words)).toEqual([]);
  expect(school.collectorLines.join("\n")).not.toMatch(/quillmark/i);
});

test("once they are stored, the worker's memory holds none of a pupil's words", async () => {
  const words = "Quillmarkmemory5301";
  const reach = "Quillmarkmemory5302";
  const search = (wanted: readonly string[]) =>
    searchWorkerHeap(school.chromebook().browser, school.extensionId, wanted);
  school.gate.mode = "shut";
  await school.send("worry/send", {
    what: "unkind",
    tell: "",
    words,
    reach,
    address: "",
    named: true,
    claim: "sealedworrymemory1",
  });
  const page = await school.page();
  await visit(page, `https://${quietChat}/`);
  await page.type("#chat", `Quillmarkmemory5303 ${concernTexts.selfHarm}`);
  await page.keyboard.press("Tab");
  await waitUntil("both are stored", async () => (await waiting()) >= 2);
  await page.close();
  const secrets = [words, reach, "Quillmarkmemory5303", concernTexts.selfHarm];
  // Deadlines of what was under way hold on to it for seconds.
  await waitUntil(
    "the words are gone from memory",
    async () => {
      const found = await search(secrets);
      if (found.length > 0) throw new Error(`still there: ${found.join(", ")}`);
      return true;
    },
    { deadlineMs: 60_000, everyMs: 1000 },
  );
  // The search can find: whose keys they are sealed to is there.
  expect(await search(["Ms Maple"])).toEqual(["Ms Maple"]);
  school.gate.mode = "open";
});

/** How many sealed events stand in the collector's database. */
function sealedStored(): number {
  const file = join(school.folder, "collector/collector.sqlite");
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare("SELECT count(*) AS n FROM event WHERE body LIKE '%sealed%'").get();
  database.close();
  return Number(row?.["n"]);
}

test("none of the words is in anything of ours, on the device or at the collector", async () => {
  school.gate.mode = "open";
  await waitUntil("some sealed events are stored", async () => {
    if (sealedStored() >= 3) return true;
    await worry(secret.words);
    return false;
  });
  expect(traces(Object.values(secret))).toEqual([]);
  const kept = await school.everythingKept();
  for (const word of [...Object.values(secret), "Quillmarkmemory"])
    expect([word, kept.includes(word)]).toEqual([word, false]);
  expect(school.collectorLines.join("\n")).not.toMatch(/Quillmark/);
  // The search can find: what stays open is there.
  expect(traces(["unkind"])).not.toEqual([]);
  expect(sealedStored()).toBeGreaterThanOrEqual(3);
});
