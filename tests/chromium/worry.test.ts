// A worry from the toolbar to the desk, with the network down and up.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../../cli/kit/desk-client.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { deskPassword, openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";

let school: ManagedSchool;
beforeAll(async () => {
  school = await openManagedSchool();
  await school.policyInForce("test-1");
});
afterAll(() => school?.close());

const worry = {
  what: "unkind",
  tell: "dsl",
  words: "Somebody keeps hiding my bag. Zebra-marker.",
  reach: "In form time",
  address: "",
  named: true,
} as const;

async function receipt(id: string) {
  const reply = await school.send("worry/receipts", {});
  return reply.ok ? reply.value.receipts.find((one) => one.id === id) : undefined;
}

test("kept while the network is away, sent when it is back, seen when a person has opened it", async () => {
  school.gate.mode = "shut";
  const sent = await school.send("worry/send", {
    ...worry,
    claim: "claim-free".replace("-", "0").padEnd(20, "1"),
  });
  expect(sent).toMatchObject({ ok: true, value: { state: "kept", what: "unkind" } });
  if (!sent.ok) return;
  const { id, reference } = sent.value;
  expect(reference).toMatch(/^\w{3}-\w{3}$/);
  expect(school.arrived().filter((event) => event.kind === "worry")).toEqual([]);

  school.gate.mode = "open";
  await waitUntil("the receipt says sent", async () => (await receipt(id))?.state === "sent", {
    deadlineMs: 60_000,
  });
  expect(school.arrived().filter((event) => event.kind === "worry")).toEqual([
    expect.objectContaining({ id, words: worry.words, tell: "dsl", reach: worry.reach }),
  ]);

  const desk = await openDesk(school.collector.address, { name: "dsl", password: deskPassword });
  const [first] = await desk.cases();
  expect(first).toMatchObject({ id, kind: "worry", state: "new", reference });
  await desk.read(`/cases/${id}`);
  // Nothing else is sent from here: a quiet Chromebook asks, and hears of its own worries.
  await waitUntil("the receipt says seen", async () => (await receipt(id))?.state === "seen", {
    deadlineMs: 60_000,
  });
});

test("a pupil can remove their own copy, and the desk keeps the worry", async () => {
  const reply = await school.send("worry/receipts", {});
  const receipts = reply.ok ? reply.value.receipts : [];
  expect(receipts.length).toBeGreaterThan(0);
  for (const { id } of receipts) {
    expect(await school.send("worry/forget", { id })).toMatchObject({ ok: true });
  }
  expect(await school.send("worry/receipts", {})).toMatchObject({
    ok: true,
    value: { receipts: [] },
  });
  expect(school.arrived().filter((event) => event.kind === "worry").length).toBe(1);
  expect(await school.everythingKept()).not.toContain("Zebra-marker");
});

test("a web page cannot send one", async () => {
  const before = school.arrived().length;
  const page = await school.page();
  await page.goto(`http://127.0.0.1:${school.web.port}/`).catch(() => undefined);
  const reached = await page.evaluate(
    (id) =>
      typeof chrome !== "undefined" && typeof chrome.runtime?.sendMessage === "function" && id,
    school.extensionId,
  );
  expect(reached).toBe(false);
  expect(school.arrived().length).toBe(before);
  await page.close();
});
