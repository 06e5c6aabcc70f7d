// The command line on a collector's data folder: sign, release, go back, with the collector running.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runMain } from "../../../cli/main.ts";
import { signedSchema } from "../../../lib/contract/signed.ts";
import { startCollector } from "../../support/collector-process.ts";
import { smallPolicy } from "../../support/collector-policy.ts";
import { recordIo } from "../../support/command-io.ts";

const token = "a-token-for-the-command-line";
let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-release-"));
  data = join(folder, "data");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(version: string, more: object = {}): string {
  const path = join(folder, `${version}.json`);
  writeFileSync(path, JSON.stringify({ ...smallPolicy, version, ...more }));
  return path;
}

async function run(...args: readonly string[]) {
  const io = recordIo();
  const code = await runMain([...args], io);
  return { code, out: io.printed(), notes: io.notes() };
}

const who = ["--by", "Ms Maple", "--why", "a reason"];

test("released, staged and taken back beside a running collector", async () => {
  const collector = await startCollector({ data, env: { SCHOOLGATE_DEVICE_TOKEN: token } });
  const served = async (query = "") => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${collector.address}/policy/policy.json${query}`, { headers });
    const { payload } = signedSchema.parse(await response.json());
    const { version, serial } = JSON.parse(payload) as { version: string; serial: number };
    return [version, serial];
  };
  const first = await run("policy", "release", put("one"), "--data", data, ...who);
  expect([first.code, JSON.parse(first.out)]).toEqual([
    0,
    { schoolgate: "policy-release", serial: 1, version: "one", origin: 1 },
  ]);
  expect(await served()).toEqual(["one", 1]);
  const staged = put("two");
  await run("policy", "release", staged, "--data", data, ...who, "--stage", "pilot");
  expect([await served("?stage=pilot"), await served()]).toEqual([
    ["two", 2],
    ["one", 1],
  ]);
  await run("policy", "release", staged, "--data", data, ...who);
  const back = await run("policy", "rollback", "--data", data, ...who);
  expect(back.code).toBe(0);
  expect(await served("?stage=pilot")).toEqual(["one", 4]);
  await collector.stop();
});

test("a policy with mistakes is refused with their places; nothing is released", async () => {
  const wrong = put("wrong", { strictest: "ks9" });
  const refused = await run("policy", "release", wrong, "--data", data, ...who);
  expect(refused.code).toBe(1);
  expect(refused.notes).toContain("strictest");
  expect((await run("policy", "rollback", "--data", data, ...who)).code).toBe(1);
});

test("signing prints the text in an envelope of this folder's key, the same each time", async () => {
  const path = put("one");
  const [first, second] = [
    await run("policy", "sign", path, "--data", data),
    await run("policy", "sign", path, "--data", data),
  ];
  expect(first.code).toBe(0);
  expect(JSON.parse(signedSchema.parse(JSON.parse(first.out)).payload)).toMatchObject({
    version: "one",
  });
  expect(second.out).toBe(first.out);
});

test.each<[name: string, args: readonly string[], said: string]>([
  ["no reason", ["release", "x.json", "--data", "d", "--by", "Ms Maple"], "--why is missing"],
  ["no folder", ["rollback", ...who], "--data is missing"],
  ["a stage that is none", ["rollback", "--data", "d", ...who, "--stage", "Pilot 1"], "--stage"],
  ["a serial that is none", ["rollback", "--data", "d", ...who, "--to", "x"], "--to"],
])("wrong usage, %s: exit 2", async (_name, args, said) => {
  const done = await run("policy", ...args);
  expect([done.code, done.notes.includes(said)]).toEqual([2, true]);
});
