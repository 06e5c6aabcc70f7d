// Releases of the policy: serials, stages, going back.
import fc from "fast-check";
import { expect, test } from "vitest";
import { changesBetween } from "../../../collector/policy/changes.ts";
import { proposeEntry } from "../../../collector/policy/propose.ts";
import { planRelease, releaseBefore, releaseFor } from "../../../collector/policy/release.ts";
import type { PolicyRelease } from "../../../collector/store/staff-store.ts";
import { parsePolicy } from "../../../lib/contract/parse-policy.ts";
import { smallPolicy } from "../../support/collector-policy.ts";

const text = JSON.stringify(smallPolicy);
const who = { who: "dsl", why: "a reason", day: "2026-11-23" };

test("a serial is above all that a device can have seen, and the rest stays as it was written (law)", () => {
  const serial = fc.integer({ min: 1, max: 1e9 });
  fc.assert(
    fc.property(fc.option(serial, { nil: undefined }), fc.nat(1e9), (given, highest) => {
      const written = { ...smallPolicy, ...(given === undefined ? {} : { serial: given }) };
      const planned = planRelease({ text: JSON.stringify(written), highest, ...who });
      if (!planned.ok) throw new Error("a policy");
      expect(planned.value.serial).toBeGreaterThan(Math.max(highest, given ?? 0));
      const made = JSON.parse(planned.value.text) as Record<string, unknown>;
      expect(made["serial"]).toBe(planned.value.serial);
      expect(made["change"]).toEqual({ by: "dsl", why: "a reason", on: "2026-11-23" });
      const { serial: _serial, change: _change, ...rest } = made;
      expect(rest).toEqual(smallPolicy);
    }),
  );
});

const step = (stage: string, serial: number) => ({ stage, serial, atMs: 1, who: "dsl" });
test.each<[name: string, stage: string, serial: number | undefined]>([
  ["everybody", "", 5],
  ["a stage with a newer one", "pilot", 6],
  ["a stage with an older one", "early", 5],
  ["a stage that nobody named", "other", 5],
])("what a stage has: %s", (_name, stage, serial) => {
  expect(releaseFor([step("", 5), step("pilot", 6), step("early", 3)], stage)).toBe(serial);
});
test("a stage may have one before everybody does", () => {
  expect(releaseFor([step("pilot", 1)], "pilot")).toBe(1);
  expect(releaseFor([step("pilot", 1)], "")).toBeUndefined();
});

const release = (serial: number, origin = serial): PolicyRelease => ({
  serial,
  origin,
  atMs: serial,
  who: "dsl",
  why: "",
  version: String(origin),
});
test.each<[name: string, given: PolicyRelease[], serial: number | undefined]>([
  ["of the only one: nothing", [release(1)], undefined],
  ["of the newest: the one before", [release(1), release(2), release(3)], 2],
  ["of one gone back to: the one before that", [release(1), release(2), release(3, 1)], undefined],
  ["over one gone back to", [release(1), release(2), release(3), release(4, 2)], 1],
  ["of a new one after going back", [release(1), release(2), release(3, 1), release(4)], 2],
])("going back, %s", (_name, given, serial) => {
  const current = given.at(-1);
  if (current === undefined) throw new Error("there is one");
  expect(releaseBefore(given, current)?.serial).toBe(serial);
});

test("a proposed entry is the one change, and proposing it twice changes nothing more", () => {
  const entry = {
    host: "puzzles.example.test:8443",
    profile: "ks3",
    list: "allow",
    why: "Maths club",
    by: "Ms Maple",
  } as const;
  const once = proposeEntry(text, entry);
  if (!once.ok) throw new Error("a policy");
  const twice = proposeEntry(once.value, entry);
  expect(twice.ok && twice.value).toBe(once.value);
  const changes = changesBetween(text, once.value);
  expect(changes.length).toBeGreaterThan(0);
  for (const change of changes) expect(change).toContain("puzzles.example.test");
  expect(parsePolicy(once.value).ok).toBe(true);
});

test("an entry with a path is another place and stays", () => {
  const block = [{ host: "puzzles.example.test", path: "/bad" }, "other.example.test"];
  const ks3 = { ...smallPolicy.profiles.ks3, block };
  const given = JSON.stringify({ ...smallPolicy, profiles: { ks3 } });
  const entry = { profile: "ks3", list: "allow", why: "x", by: "y" } as const;
  const made = proposeEntry(given, { ...entry, host: "Puzzles.example.test" });
  if (!made.ok) throw new Error("a policy");
  const { profiles } = JSON.parse(made.value) as { profiles: { ks3: { block: unknown[] } } };
  expect(profiles.ks3.block).toEqual(block);
});

test("what changes: none for the same, all for the first, nothing for what is no policy", () => {
  expect(changesBetween(text, JSON.stringify({ ...smallPolicy, serial: 9 }))).toEqual([]);
  expect(changesBetween(undefined, text)).toHaveLength(1);
  expect(changesBetween(text, "{")).toEqual([]);
});
