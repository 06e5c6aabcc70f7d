// The small rules of the desk: decisions, access, attempts, rates, passwords, options.
import { describe, expect, test } from "vitest";
import {
  createAttempts,
  createSignInLimit,
  signInRules,
} from "../../../collector/auth/attempts.ts";
import { checkPassword, hashPassword, makePassword } from "../../../collector/auth/password.ts";
import { createRateLimit } from "../../../collector/auth/rate.ts";
import { readOptions } from "../../../collector/options.ts";
import { may, type Ability, type Role } from "../../../collector/review/access.ts";
import { concernOf } from "../../../collector/review/case.ts";
import type { KeptTry } from "../../../collector/store/store.ts";
import { decideCase, type CaseDecision } from "../../../collector/review/decision.ts";
import { makeFinding } from "../../support/collector-seed.ts";

const cheap = { N: 2 ** 10, r: 8, p: 1 };

describe("deciding a case", () => {
  const known = concernOf(makeFinding(), 1e12);
  if (known === undefined) throw new Error("a finding is a concern");
  const rows: readonly [name: string, decision: CaseDecision, missing: string | undefined][] = [
    ["look into it", { state: "looking" }, undefined],
    [
      "close whole",
      { state: "closed", outcome: "referred", reason: "Told the agency." },
      undefined,
    ],
    ["close without outcome", { state: "closed", reason: "why" }, "outcome"],
    ["close without reason", { state: "closed", outcome: "referred" }, "reason"],
    [
      "close with blanks for a reason",
      { state: "closed", outcome: "referred", reason: " \n" },
      "reason",
    ],
    ["back to new", { state: "new" }, undefined],
  ];
  test.each(rows)("%s", (_name, decision, missing) => {
    const decided = decideCase(known, decision, 5000);
    if (decided.ok) {
      expect(missing).toBeUndefined();
      expect(decided.value).toMatchObject({
        state: decision.state,
        closedAtMs: decision.state === "closed" ? 5000 : null,
        version: known.version + 1,
      });
    } else expect(decided.error[0]?.path).toBe(missing);
  });
  test("opening again clears outcome and reason", () => {
    const closed = {
      ...known,
      state: "closed" as const,
      outcome: "referred" as const,
      reason: "x",
      closedAtMs: 1,
    };
    const decided = decideCase(closed, { state: "looking" }, 5000);
    expect(decided.ok && decided.value).toMatchObject({
      outcome: null,
      reason: "",
      closedAtMs: null,
    });
  });
});

test.each<[Role, Ability, boolean]>([
  ["dsl", "read-cases", true],
  ["dsl", "read-audit", true],
  ["deputy", "decide-cases", true],
  ["head", "read-cases", true],
  ["head", "read-activity", true],
  ["head", "manage-accounts", true],
  ["deputy", "release-policy", false],
  ["deputy", "manage-accounts", false],
  ["it", "release-policy", true],
  ["it", "read-filtering", true],
  ["it", "open-for-a-time", false],
  ["staff", "open-for-a-time", true],
  ["staff", "read-requests", false],
  ["staff", "read-cases", false],
  ["staff", "read-audit", false],
  ["it", "read-cases", false],
  ["deputy", "answer-requests", true],
  ["it", "read-requests", true],
  ["it", "answer-requests", true],
  ["it", "read-activity", false],
  ["it", "read-audit", false],
])("%s may %s: %s", (role, ability, allowed) => {
  expect(may(role, ability)).toBe(allowed);
});

describe("attempts", () => {
  const rules = { free: 2, waitMostMs: 8000, forgetMs: 60_000 };
  test("free tries, then doubling waits up to the most, then forgotten", () => {
    const attempts = createAttempts(rules);
    const waits: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      waits.push(attempts.waitMs("a", 1000));
      attempts.failed("a", 1000);
    }
    expect(waits).toEqual([0, 0, 1000, 2000, 4000, 8000, 8000, 8000]);
    expect(attempts.waitMs("b", 1000)).toBe(0);
    expect(attempts.waitMs("a", 5000)).toBe(4000);
    expect(attempts.waitMs("a", 1000 + 60_001)).toBe(0);
  });
  test("success forgives", () => {
    const attempts = createAttempts(rules);
    for (let count = 0; count < 5; count += 1) attempts.failed("a", 0);
    attempts.succeeded("a");
    expect(attempts.waitMs("a", 0)).toBe(0);
  });
  test("counts from before go on where they stood", () => {
    const before = createSignInLimit(signInRules);
    let kept: readonly KeptTry[] = [];
    for (let count = 0; count < 6; count += 1) kept = before.failed("dsl", "10.0.0.9", 1000);
    const after = createSignInLimit(signInRules, kept);
    expect(after.waitMs("dsl", "10.0.0.9", 1000)).toBe(before.waitMs("dsl", "10.0.0.9", 1000));
    expect(after.waitMs("dsl", "10.0.0.9", 1000)).toBe(4000);
    expect(after.succeeded("dsl", "10.0.0.9")).toHaveLength(3);
    expect(after.waitMs("dsl", "10.0.0.9", 1000)).toBe(0);
  });
  test("a clock set back makes no wait longer than the rule's", () => {
    const attempts = createAttempts(rules);
    for (let count = 0; count < 8; count += 1) attempts.failed("a", 1e12);
    expect(attempts.waitMs("a", 1000)).toBe(8000);
  });
  test("one address failing on a name does not lock that name out elsewhere", () => {
    const limit = createSignInLimit(signInRules);
    for (let count = 0; count < 10; count += 1) limit.failed("dsl", "10.0.0.9", 0);
    expect(limit.waitMs("dsl", "10.0.0.9", 0)).toBeGreaterThan(0);
    expect(limit.waitMs("dsl", "10.0.0.1", 0)).toBe(0);
  });
  test("changing names does not help one address", () => {
    const limit = createSignInLimit(signInRules);
    for (let count = 0; count < 25; count += 1) limit.failed(`name ${count}`, "10.0.0.9", 0);
    expect(limit.waitMs("another", "10.0.0.9", 0)).toBeGreaterThan(0);
  });
  test("changing addresses does not help for ever against one name", () => {
    const limit = createSignInLimit(signInRules);
    for (let count = 0; count < 70; count += 1) limit.failed("dsl", `10.0.0.${count}`, 0);
    expect(limit.waitMs("dsl", "10.0.1.1", 0)).toBeGreaterThan(0);
  });
});

test("the rate: a burst, then as many as the bucket refills", () => {
  const rate = createRateLimit({ burst: 2, perSecond: 10 });
  expect([rate.take("t", 0), rate.take("t", 0)]).toEqual([0, 0]);
  expect(rate.take("t", 0)).toBe(100);
  expect(rate.take("other", 0)).toBe(0);
  expect(rate.take("t", 50)).toBe(50);
  expect(rate.take("t", 100)).toBe(0);
});

describe("passwords", () => {
  test("the right one, and no other, opens", async () => {
    const kept = await hashPassword("an invented password", cheap);
    expect(kept).not.toContain("invented");
    expect(await checkPassword("an invented password", kept)).toBe(true);
    expect(await checkPassword("an invented passwore", kept)).toBe(false);
    expect(await checkPassword("", kept)).toBe(false);
  });
  test("two hashes of one password differ; the cost is kept beside it", async () => {
    const [one, two] = [await hashPassword("same", cheap), await hashPassword("same", cheap)];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^scrypt\$1024\$8\$1\$/);
  });
  test("letters composed in either way are the same password", async () => {
    const kept = await hashPassword("caf\u00e9 sur mer", cheap);
    expect(await checkPassword("cafe\u0301 sur mer", kept)).toBe(true);
  });
  test.each(["", "plain", "argon2$1$2$3$4$5", "scrypt$1024$8$1"])(
    "a kept text %j opens to nothing",
    async (kept) => {
      expect(await checkPassword("x", kept)).toBe(false);
    },
  );
  test("a made password can be read out and is not made twice", () => {
    const made = new Set(Array.from({ length: 200 }, makePassword));
    expect(made.size).toBe(200);
    for (const password of made)
      expect(password).toMatch(/^[b-df-hj-kmnp-tv-z2-9]{4}(-[b-df-hj-kmnp-tv-z2-9]{4}){2}$/);
  });
});

test.each<[name: string, args: string[], wrong: string | undefined]>([
  ["all given", ["--data", "d", "--port", "0", "--host", "127.0.0.1", "--ready-json"], undefined],
  ["help alone", ["--help"], undefined],
  ["no folder", [], "--data"],
  ["a port that is none", ["--data", "d", "--port", "http"], "--port"],
  ["a port too high", ["--data", "d", "--port", "65536"], "--port"],
  ["an unknown option", ["--data", "d", "--prot", "1"], "arguments"],
  [
    "a public address that is none",
    ["--data", "d", "--public-address", "desk"],
    "--public-address",
  ],
])("options: %s", (_name, args, wrong) => {
  const read = readOptions(args);
  expect(read.ok ? undefined : read.error[0]?.path).toBe(wrong);
});
