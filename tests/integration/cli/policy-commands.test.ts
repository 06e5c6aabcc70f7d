// policy check under a trust and at a moment, policy compile by layers, policy diff: as a person and a script meet them.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMain } from "../../../cli/main.ts";
import type { PolicyInput } from "../../../lib/contract/policy.ts";
import { wholePolicy } from "../../fixtures/policies/whole-policy.ts";
import { recordIo } from "../../support/command-io.ts";

const root = resolve(import.meta.dirname, "../../..");
const academy = join(root, "rules/policies/example-academy.json");
const trust = join(root, "rules/policies/example-trust.json");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schoolgate-policy-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function run(...args: string[]) {
  const io = recordIo();
  const code = await runMain(args, io);
  return { code, out: io.printed(), notes: io.notes() };
}

async function put(name: string, value: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof value === "string" ? value : JSON.stringify(value, null, 2));
  return path;
}

describe("policy check --trust", () => {
  it("finds nothing wrong with a school under its trust", async () => {
    const { code, out } = await run("policy", "check", academy, "--trust", trust);
    expect(code).toBe(0);
    expect(out).toContain("version 2026-11-16 + 2026-09");
  });

  it("warns of a line that the trust's lock keeps from effect, at its place in the school's file", async () => {
    const school: PolicyInput = wholePolicy();
    school.profiles["ks3"] = { ...school.profiles["ks3"], categories: { pornography: "warn" } };
    const file = await put("loose.json", school);
    const { code, out } = await run("policy", "check", file, "--trust", trust, "--json");
    const told = JSON.parse(out) as {
      ok: boolean;
      problems: { path: string; level: string; line?: number }[];
      trust: { problems: unknown[] };
    };
    expect(code).toBe(1);
    expect(told.trust.problems).toEqual([]);
    expect(told.problems).toEqual([
      expect.objectContaining({
        path: "profiles.ks3.categories.pornography",
        level: "warning",
        line: expect.any(Number),
      }),
    ]);
  });

  it("tells what is wrong with the trust's file apart from the school's", async () => {
    const broken = await put("broken-trust.json", '{"schoolgate": 1}');
    const { code, out } = await run("policy", "check", academy, "--trust", broken);
    expect(code).toBe(1);
    expect(out).toContain(`${broken}: `);
    expect(out).toContain(`${academy}: no problems`);
  });
});

describe("policy check --at", () => {
  it.each([
    ["2026-11-23T10:15", 'the time "lessons", until Monday, 23 November 2026 at 10:45'],
    // Summer time: the school's clocks, not UTC.
    ["2026-07-06T10:15", 'the time "home", until Wednesday, 2 September 2026 at 08:45'],
    ["2026-09-07T09:50:00Z", 'the time "break", until Monday, 7 September 2026 at 11:05'],
  ])("%s", async (at, said) => {
    const { out } = await run("policy", "check", academy, "--at", at, "--allow-warnings");
    expect(out).toContain(said);
  });
});

describe("policy compile", () => {
  it("shows the rules by layer, for the time of the moment", async () => {
    const compile = async (at: string) => {
      const { out } = await run(
        "policy",
        "compile",
        academy,
        "--profile",
        "ks4",
        "--at",
        at,
        "--json",
      );
      return JSON.parse(out) as {
        time: string;
        layers: { light: number; bulk: number };
        rules: unknown[];
      };
    };
    const inLessons = await compile("2026-11-24T09:00");
    const after = await compile("2026-11-24T16:00");
    expect([inLessons.time, after.time]).toEqual(["lessons", "after-school"]);
    expect(inLessons.layers.light + inLessons.layers.bulk).toBe(inLessons.rules.length);
    expect(Math.min(inLessons.layers.light, inLessons.layers.bulk)).toBeGreaterThan(0);
    expect(JSON.stringify(after.rules)).not.toBe(JSON.stringify(inLessons.rules));
    const { out } = await run("policy", "compile", academy, "--profile", "ks4");
    expect(out).toContain("What the policy says without its lists: ");
    expect(out).toContain("The lists: ");
  });
});

describe("policy diff", () => {
  it("says what changed", async () => {
    const before = await put("before.json", wholePolicy());
    const changed = wholePolicy();
    changed.version = "test-2";
    changed.profiles["base"] = { ...changed.profiles["base"], unknownSites: "warn" };
    const after = await put("after.json", changed);
    const { code, out } = await run("policy", "diff", before, after);
    expect(code).toBe(0);
    expect(out).toBe(
      'version: "test-2"; it was "test-1".\nprofiles.base.unknownSites: "warn"; it was not said.\n',
    );
    const json = await run("policy", "diff", before, after, "--json");
    expect(JSON.parse(json.out)).toEqual({ changes: out.trim().split("\n") });
  });

  it("says that nothing did", async () => {
    const { code, out } = await run("policy", "diff", academy, academy);
    expect({ code, out }).toEqual({ code: 0, out: "Nothing changed.\n" });
  });

  it("names the file that is no policy", async () => {
    const { code, out, notes } = await run("policy", "diff", academy, await put("no.json", "{"));
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(notes).toContain("no.json cannot be used");
  });
});
