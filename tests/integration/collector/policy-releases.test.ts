// Releases of the policy: checked, staged, served signed, rolled back, and what is refused.
import { createPublicKey, verify } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PolicyCheckAnswer, PolicyPage } from "../../../collector/desk-types.ts";
import { parsePolicy } from "../../../lib/contract/parse-policy.ts";
import type { Policy, PolicyInput } from "../../../lib/contract/policy.ts";
import { signedSchema } from "../../../lib/contract/signed.ts";
import { smallPolicy } from "../../support/collector-policy.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
let cookie: string;
const file = () => join(app.folder, "policy.json");
beforeEach(async () => {
  app = await runApp((folder) => ({ policyPath: join(folder, "policy.json") }));
  writeFileSync(file(), JSON.stringify(smallPolicy));
  cookie = await app.signIn();
});
afterEach(() => app.close());

const post = (path: string, body: object) => app.desk(`/policy/${path}`, { cookie, body });
const page = async () => (await (await app.desk("/policy", { cookie })).json()) as PolicyPage;

function version(name: string, more: Partial<PolicyInput> = {}): string {
  return JSON.stringify({ ...smallPolicy, version: name, ...more });
}
async function release(text: string, stage = "", why = "a reason"): Promise<Response> {
  return post("release", { text, stage, why, now: (await page()).serial });
}

const fetchPolicy = (query = "", headers: Record<string, string> = {}) =>
  fetch(`${app.address}/policy/policy.json${query}`, {
    headers: { authorization: `Bearer ${deviceToken}`, ...headers },
  });

/** What a device that has pinned the key takes out of an answer. Throws where the signature is another's. */
async function served(query = ""): Promise<Policy> {
  const { payload, signature } = signedSchema.parse(await (await fetchPolicy(query)).json());
  const head = Buffer.from("302a300506032b6570032100", "hex");
  const { publicKey } = await page();
  const key = createPublicKey({
    key: Buffer.concat([head, Buffer.from(publicKey, "base64")]),
    format: "der",
    type: "spki",
  });
  expect(verify(null, Buffer.from(payload), key, Buffer.from(signature, "base64"))).toBe(true);
  const parsed = parsePolicy(payload);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

test("a plain file is served as it stands, and signed where that is asked for", async () => {
  expect(await (await fetchPolicy()).text()).toBe(readFileSync(file(), "utf8"));
  expect((await served("?signed=1")).version).toBe("2026-09-01");
  expect(await page()).toMatchObject({ from: "file", serial: 0, version: "2026-09-01", total: 0 });
});

test("a release goes to a stage first, then to all; serials only rise; who and why travel with it", async () => {
  expect((await release(version("2"), "pilot", "Try the new words")).status).toBe(200);
  const pilot = await served("?stage=pilot");
  expect(pilot).toMatchObject({ version: "2", serial: 2 });
  expect(pilot.change).toMatchObject({ by: "dsl", why: "Try the new words" });
  // The file that was served before is the first release: everybody else stays with it.
  expect(await served()).toMatchObject({ version: "2026-09-01", serial: 1 });
  expect(await served("?stage=other")).toMatchObject({ serial: 1 });
  expect(await served("?stage=../../etc")).toMatchObject({ serial: 1 });
  expect((await post("widen", { serial: 2, stage: "", why: "It went well" })).status).toBe(200);
  expect(await served()).toMatchObject({ version: "2", serial: 2 });
  // An older stage does not hold anybody back.
  await release(version("3"));
  expect(await served("?stage=pilot")).toMatchObject({ version: "3", serial: 3 });
  expect((await page()).releases.map(({ serial, stages }) => [serial, stages.toSorted()])).toEqual([
    [3, [""]],
    [2, ["", "pilot"]],
    [1, [""]],
  ]);
});

test("going back in one step: the content before under a new serial, and again one further", async () => {
  for (const name of ["2", "3"]) await release(version(name));
  expect((await post("back", { stage: "", why: "Too strict" })).status).toBe(200);
  expect(await served()).toMatchObject({ version: "2", serial: 4 });
  await post("back", { stage: "", why: "Still too strict" });
  expect(await served()).toMatchObject({ version: "2026-09-01", serial: 5 });
  expect((await post("back", { stage: "", why: "Further" })).status).toBe(409);
  await post("back", { serial: 3, stage: "", why: "It was right after all" });
  expect(await served()).toMatchObject({ version: "3", serial: 6 });
  const [latest] = (await page()).releases;
  expect(latest).toMatchObject({ serial: 6, origin: 3, why: "It was right after all" });
  const { entries } = await app.store.listAudit({ offset: 0, most: 1 });
  expect(entries[0]).toMatchObject({
    act: "policy-rolled-back",
    who: "dsl",
    detail: "6 (3, the content of 3) to everybody: It was right after all",
  });
});

test("a stage that tried something goes back to what everybody has", async () => {
  await release(version("2"));
  await release(version("3"), "pilot");
  await post("back", { stage: "pilot", why: "The words were wrong" });
  expect(await served("?stage=pilot")).toMatchObject({ version: "2", serial: 4 });
  expect(await served()).toMatchObject({ version: "2", serial: 2 });
});

test("a serial in the file or the given policy is never passed below", async () => {
  writeFileSync(file(), version("old", { serial: 40 }));
  await release(version("2", { serial: 7 }));
  expect(await served()).toMatchObject({ version: "2", serial: 42 });
  await release(version("3", { serial: 100 }));
  expect(await served()).toMatchObject({ serial: 101 });
});

test("the tag of a release stands until the next", async () => {
  await release(version("2"));
  const etag = (await fetchPolicy()).headers.get("etag") ?? "";
  expect((await fetchPolicy("", { "if-none-match": etag })).status).toBe(304);
  await release(version("3"));
  expect((await fetchPolicy("", { "if-none-match": etag })).status).toBe(200);
});

describe("refused", () => {
  test.each<[name: string, text: string]>([
    ["no JSON", "{"],
    ["no policy", "{}"],
    ["a profile that there is not", version("2", { strictest: "ks9" })],
    [
      "a category that there is not",
      version("2", { profiles: { ks3: { categories: { gamblng: "block" } } } }),
    ],
  ])("%s: with the place, and nothing is released", async (_name, text) => {
    const check = await post("check", { text, stage: "" });
    const { usable, problems } = (await check.json()) as PolicyCheckAnswer;
    expect(usable).toBe(false);
    expect(problems[0]?.path).not.toBe("");
    expect((await release(text)).status).toBe(400);
    expect(await page()).toMatchObject({ from: "file", total: 0 });
  });

  test("over a release that came in between", async () => {
    const { serial } = await page();
    await release(version("2"));
    const late = await post("release", { text: version("3"), stage: "", why: "x", now: serial });
    expect(late.status).toBe(409);
    expect(await served()).toMatchObject({ version: "2" });
  });

  test("without a reason, and to a stage with a name that is none", async () => {
    expect((await release(version("2"), "", " ")).status).toBe(400);
    expect((await release(version("2"), "Pilot One")).status).toBe(400);
  });

  test("a device without the credential", async () => {
    await release(version("2"));
    expect((await fetchPolicy("", { authorization: "Bearer no" })).status).toBe(401);
  });
});

test("the check says what would change, against what that stage has", async () => {
  const profiles = {
    ...smallPolicy.profiles,
    ks3: { ...smallPolicy.profiles.ks3, allow: ["puzzles.example.test"], block: [] },
  };
  const check = await post("check", { text: version("2", { profiles }), stage: "" });
  const { changes, usable } = (await check.json()) as PolicyCheckAnswer;
  expect(usable).toBe(true);
  expect(changes.join("\n")).toContain("puzzles.example.test");
  const same = await post("check", { text: JSON.stringify(smallPolicy), stage: "" });
  expect(((await same.json()) as PolicyCheckAnswer).changes).toEqual([]);
});

describe("“open it” at a request", () => {
  const asked = { host: "puzzles.example.test", profile: "ks3", list: "allow", why: "Maths club" };

  test("gives the policy with the entry in, out of the other list, and keeps nothing", async () => {
    const response = await post("propose", asked);
    const { text } = (await response.json()) as { text: string };
    const made = JSON.parse(text) as { profiles: { ks3: { allow: object[]; block: unknown[] } } };
    expect(made.profiles.ks3.allow).toEqual([
      { host: "puzzles.example.test", why: "Maths club", by: "Ms Maple" },
    ]);
    expect(made.profiles.ks3.block).toEqual([]);
    expect(await page()).toMatchObject({ from: "file", total: 0 });
    expect((await release(text)).status).toBe(200);
    expect((await served()).profiles["ks3"]?.allow).toHaveLength(1);
  });

  test.each<[name: string, more: object]>([
    ["a profile that there is not", { profile: "constructor" }],
    ["what is no host", { host: "not a host" }],
    ["a whole top-level domain", { host: "com" }],
    ["no reason", { why: "" }],
  ])("refused: %s", async (_name, more) => {
    expect((await post("propose", { ...asked, ...more })).status).toBe(400);
  });
});

test("how long things are kept, and the school's lists of the desk, follow the release", async () => {
  await release(version("2", { reporting: { keepDays: 30 } }));
  const keeping = await app.desk("/keeping", { cookie });
  expect(await keeping.json()).toEqual({ days: 30, from: "policy" });
});
