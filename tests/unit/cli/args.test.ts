import { describe, expect, it } from "vitest";
import { readArgs } from "../../../cli/args.ts";
import type { ArgsPlan } from "../../../cli/args.ts";

const plan: ArgsPlan = {
  usage: "",
  words: ["FILE", "URL"],
  lastRepeats: true,
  values: ["profile", "at"],
  flags: ["json"],
  required: ["profile"],
};

describe("readArgs", () => {
  it("reads words, values and flags in any order", () => {
    const read = readArgs(
      ["--json", "a.json", "--profile", "ks3", "x.test", "--at=2026-01-01", "y.test"],
      plan,
    );
    expect(read).toEqual({
      ok: true,
      value: {
        words: ["a.json", "x.test", "y.test"],
        values: new Map([
          ["profile", "ks3"],
          ["at", "2026-01-01"],
        ]),
        flags: new Set(["json"]),
      },
    });
  });

  it("takes everything after -- as words", () => {
    const read = readArgs(["--profile", "ks3", "--", "a.json", "--json"], plan);
    expect(read.ok && read.value.words).toEqual(["a.json", "--json"]);
  });

  it("takes a value that begins with dashes after an equals sign", () => {
    const read = readArgs(["a", "--profile=--x"], plan);
    expect(read.ok && read.value.values.get("profile")).toBe("--x");
  });

  it.each([
    ["no word", ["--profile", "ks3"], "FILE is missing"],
    ["a required value left out", ["a.json"], "--profile is missing"],
    ["a value left out at the end", ["a.json", "--profile"], "--profile needs a value"],
    [
      "a value left out before an option",
      ["a.json", "--profile", "--json"],
      "--profile needs a value",
    ],
    ["an empty value", ["a.json", "--profile="], "--profile needs a value"],
    [
      "an unknown option",
      ["a.json", "--frofile", "ks3"],
      '--frofile is not an option here (did you mean "profile"?)',
    ],
    ["a value twice", ["a", "--profile", "b", "--profile", "c"], "--profile is given twice"],
    ["a flag with a value", ["a", "--json=yes"], "--json takes no value"],
    ["a single dash", ["a", "-p", "ks3"], '"-p" is not known; options begin with two dashes'],
  ])("refuses %s", (_name, args, error) => {
    expect(readArgs(args, plan)).toEqual({ ok: false, error });
  });

  it("refuses a word too many", () => {
    const read = readArgs(["a", "b"], { usage: "", words: ["FILE"] });
    expect(read).toEqual({ ok: false, error: '"b" is one word too many' });
  });
});
