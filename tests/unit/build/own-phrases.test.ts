// The school's own phrases, from the policy to the packed bytes.
import { describe, expect, it } from "vitest";
import { checkOwnPhrases, packOwnPhrases } from "../../../lib/build/own-phrases.ts";
import type { PolicyPhrases } from "../../../lib/contract/policy.ts";
import { policySchema } from "../../../lib/contract/policy.ts";
import { findHits } from "../../../lib/core/match/find-hits.ts";
import { openLexicon } from "../../../lib/core/match/open-lexicon.ts";
import { checkPolicy } from "../../../lib/core/policy/check-policy.ts";
import { mergeTrust } from "../../../lib/core/policy/merge-trust.ts";
import {
  ownPhraseFiles,
  nameOwnPhrase,
  placeInPolicy,
} from "../../../lib/core/phrases/own-lexicon.ts";
import { samplePhrases, samplePolicy } from "../../support/policies.ts";

function found(bytes: ArrayBuffer | undefined, text: string): string[] {
  const opened = openLexicon(bytes ?? new ArrayBuffer(0));
  if (!opened.ok) throw new Error("not packed");
  const { value } = opened;
  return findHits(value, text).map((hit) => value.phrases[hit.phrase]?.pattern ?? "");
}

describe("checkOwnPhrases", () => {
  it.each([
    ["a phrase", ["60 medium | binbag kid | said"]],
    ["a class and its use", ["class call: call | shout", "60 medium | {call} ..2 binbag"]],
    ["a heading and a comment", ["## names", "# since October", "60 medium | binbag kid"]],
  ])("says nothing of %s", (_name, lines) => {
    expect(checkOwnPhrases([samplePhrases(lines)])).toEqual([]);
  });

  it.each([
    ["an identity word", "60 medium | muslims", "who somebody is"],
    [
      "identity words in any order",
      "60 medium | (the|those) ..1 (gay|trans) (people|kids)",
      "who somebody is",
    ],
    ["everyday words", "60 medium | go to the", "everyday words"],
    ["a broken pattern", "60 medium | (binbag", "bracket"],
    ["a class of the product", "60 medium | {kin} binbag", "class {kin}"],
    ["a mark, which is for context", "60 medium | binbag kid | mark=hostile", "option “mark”"],
    ["a header that would change the theme", "theme excuse", "theme excuse"],
    ["two lines in one", "60 medium | binbag kid\ntheme excuse", "60 medium"],
    ["a word that is no line", "binbag kid", "binbag kid"],
  ])("refuses %s, with its place", (_name, line, what) => {
    const problems = checkOwnPhrases([
      samplePhrases(["60 medium | walk home with the bins"]),
      samplePhrases(["# first", line], { id: "other" }),
    ]);
    expect(problems).toMatchObject([{ path: "phrases.1.lines.1", level: "error" }]);
    expect(problems[0]?.what).toContain(what);
  });
});

describe("packOwnPhrases", () => {
  it("packs what the scanner's engine finds, disguised too", () => {
    const bytes = packOwnPhrases([
      samplePhrases(["class call: call | shout", "60 medium | {call} ..2 binbag"]),
    ]);
    expect(found(bytes, "they shout at the b1nbag again")).toEqual(["{call} ..2 binbag"]);
    expect(found(bytes, "put it in the bin bag")).toEqual([]);
  });

  it("leaves a wrong line out and keeps the others", () => {
    const bytes = packOwnPhrases([
      samplePhrases([
        "60 medium | (",
        "60 medium | muslims",
        "theme excuse",
        "60 medium | binbag kid",
      ]),
    ]);
    expect(found(bytes, "muslims, binbag kid")).toEqual(["binbag kid"]);
  });

  it("is undefined where nothing is left", () => {
    expect(packOwnPhrases([samplePhrases(["60 medium | muslims"])])).toBeUndefined();
    expect(packOwnPhrases([])).toBeUndefined();
  });

  it("gives the same bytes for the same lists", () => {
    const lists = [samplePhrases(["60 medium | binbag kid"])];
    const [one, other] = [packOwnPhrases(lists), packOwnPhrases(structuredClone(lists))];
    expect(
      Buffer.from(one ?? new ArrayBuffer(0)).equals(Buffer.from(other ?? new ArrayBuffer(1))),
    ).toBe(true);
  });
});

describe("names and places", () => {
  it("no field of a list begins a line of its own", () => {
    const sly = samplePhrases(["60 medium | binbag kid"], {
      title: "Names\ntheme excuse",
      source: "us\nclass kid: a | b",
    });
    const lines = ownPhraseFiles([sly])[0]?.text.split("\n") ?? [];
    expect(lines).toHaveLength(6);
    expect(found(packOwnPhrases([sly]), "binbag kid")).toEqual(["binbag kid"]);
    expect(checkOwnPhrases([sly])).toEqual([]);
  });

  const lists = [samplePhrases(["## names", "60 medium | (binbag|bin bag) kid | said"])];

  it("a line of the file is a line of the list", () => {
    const text = ownPhraseFiles(lists)[0]?.text.split("\n") ?? [];
    const line = text.findIndex((row) => row.startsWith("60")) + 1;
    expect(placeInPolicy(`phrases.0:${line}`)).toBe("phrases.0.lines.1");
    expect(placeInPolicy("phrases.0:1")).toBe("phrases.0");
    expect(placeInPolicy("bullying-en.txt:9")).toBe("bullying-en.txt:9");
  });

  it.each([
    [
      "the list's phrase",
      "bullying",
      "(binbag|bin bag) kid",
      "At the bus stop: (binbag|bin bag) kid",
    ],
    ["another phrase", "bullying", "binbag", "binbag"],
    ["the same of another theme", "hate", "(binbag|bin bag) kid", "(binbag|bin bag) kid"],
  ] as const)("names %s", (_name, theme, phrase, named) => {
    expect(nameOwnPhrase(lists, theme, phrase)).toBe(named);
  });

  it("names a phrase that a claim has cut, within the length of a claim", () => {
    const long = `(${Array.from({ length: 60 }, (_, place) => `word${place}`).join("|")}) kid`;
    const named = nameOwnPhrase(
      [samplePhrases([`60 medium | ${long}`])],
      "bullying",
      long.slice(0, 300),
    );
    expect(named.startsWith("At the bus stop: (word0|word1")).toBe(true);
    expect(named).toHaveLength(300);
  });
});

describe("in a policy", () => {
  const atMs = Date.parse("2026-11-22T12:00:00Z");
  const policyWith = (phrases: readonly PolicyPhrases[]) =>
    policySchema.parse({ ...samplePolicy(), phrases });
  const check = (phrases: readonly PolicyPhrases[]) =>
    checkPolicy(policyWith(phrases), [], atMs, { checkPhrases: checkOwnPhrases }).filter(
      ({ path }) => path.startsWith("phrases"),
    );
  const good = "60 medium | binbag kid";

  it.each([
    ["one name twice", [samplePhrases([good]), samplePhrases([good])], "phrases.1.id"],
    ["a wrong line", [samplePhrases([good, "60 medium | muslims"])], "phrases.0.lines.1"],
    ["a review to come", [samplePhrases([good], { reviewed: "2027-01-01" })], "phrases.0.reviewed"],
    ["an old review", [samplePhrases([good], { reviewed: "2023-01-01" })], "phrases.0.reviewed"],
    [
      "more lines than a page can bear",
      [samplePhrases(Array(1500).fill(good)), samplePhrases(Array(600).fill(good), { id: "b" })],
      "phrases",
    ],
  ] as const)("%s has its place", (_name, lists, path) => {
    expect(check(lists).map((one) => one.path)).toContain(path);
  });

  it("those of a trust come beside the school's, under their own names", () => {
    const trust = policyWith([samplePhrases([good]), samplePhrases([good], { id: "other" })]);
    const school = policyWith([
      samplePhrases([good]),
      samplePhrases([good], { id: "trust-other" }),
    ]);
    const { policy, problems } = mergeTrust(trust, school);
    expect(policy.phrases.map(({ id }) => id)).toEqual([
      "bus-stop",
      "trust-bus-stop",
      "trust-other",
    ]);
    expect(problems.map(({ path }) => path)).toContain("phrases.1.id");
  });
});
