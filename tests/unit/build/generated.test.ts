// What is made from the rules and the contract, checked against its source.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildBaselineRuleset } from "../../../lib/build/baseline-ruleset.ts";
import type { BuiltInCategory } from "../../../lib/build/baseline-ruleset.ts";
import {
  generateAll,
  generatedFiles,
  generatedFolder,
  GenerateError,
  loadCategories,
  packLanguage,
} from "../../../lib/build/generate.ts";
import { buildManagedSchema } from "../../../lib/build/managed-schema.ts";
import { managedConfigSchema } from "../../../lib/contract/managed-config.ts";
import type { DnrRule } from "../../../lib/core/dnr/types.ts";
import { findBadRules, matchRules } from "../../support/dnr-model.ts";

const categories = loadCategories();
const ruleset = buildBaselineRuleset(categories);

describe("managed schema", () => {
  it("has every key of the contract as a flat text with a description, and no other", () => {
    const { properties } = buildManagedSchema();
    expect(Object.keys(properties)).toEqual(Object.keys(managedConfigSchema.shape));
    for (const { type, title, description } of Object.values(properties)) {
      expect(type).toBe("string");
      expect(title.length).toBeGreaterThan(3);
      expect(description.length).toBeGreaterThan(10);
    }
  });
});

describe("baseline ruleset", () => {
  it("is a ruleset that Chromium takes", () => {
    expect(findBadRules(ruleset)).toEqual([]);
    expect(ruleset.length).toBeGreaterThan(20);
  });

  const gambling = categories.find(({ id }) => id === "gambling")?.hosts[0] ?? "";
  it.each([
    [
      "a blocked page goes to the block page",
      `https://www.${gambling}/x`,
      "main_frame",
      "redirect",
    ],
    ["a blocked frame is refused", `https://${gambling}/`, "sub_frame", "block"],
    ["a blocked picture is refused", `https://${gambling}/a.png`, "image", "block"],
    ["a help site is open", "https://www.childline.org.uk/", "main_frame", "allow"],
    ["an ordinary page is nobody's business", "https://www.example.org/", "main_frame", "none"],
  ] as const)("%s", (_name, address, type, outcome) => {
    expect(matchRules(ruleset, address, type).type).toBe(outcome);
  });

  it("blocks every host of every category that the baseline blocks", () => {
    for (const { id, strictest, hosts } of categories) {
      for (const host of hosts) {
        const { type } = matchRules(ruleset, `https://${host}/`, "main_frame");
        if (strictest === "block") expect(`${id} ${host} ${type}`).toBe(`${id} ${host} redirect`);
      }
    }
  });
});

// Packing the lexicons is work for seconds where other tests share the cores: it is done once.
describe("generateAll", { timeout: 600_000 }, () => {
  it("writes what it names, the same bytes every time, then nothing until something changes", async () => {
    const folder = await mkdtemp(join(tmpdir(), "schoolgate-generated-"));
    try {
      // What the build made, in a process of its own.
      await generateAll();
      expect((await generateAll(folder)).skipped).toBe(false);
      expect((await generateAll(folder)).skipped).toBe(true);
      const written = JSON.parse(
        await readFile(join(folder, "categories.json"), "utf8"),
      ) as BuiltInCategory[];
      expect(written).toEqual(categories);
      expect(JSON.parse(await readFile(join(folder, "baseline-ruleset.json"), "utf8"))).toEqual(
        ruleset as DnrRule[],
      );
      expect((await readdir(folder)).sort()).toEqual([...generatedFiles, "stamp.json"].sort());
      for (const name of generatedFiles) {
        const again = await readFile(join(folder, name));
        expect(`${name} ${again.equals(await readFile(join(generatedFolder, name)))}`).toBe(
          `${name} true`,
        );
      }
      // One that is gone, and one that was made from something else: these are made, and no other.
      const stamp = JSON.parse(await readFile(join(folder, "stamp.json"), "utf8")) as object;
      await writeFile(
        join(folder, "stamp.json"),
        JSON.stringify({ ...stamp, "categories.json": "0" }),
      );
      await rm(join(folder, "lexicon-so.bin"));
      expect((await generateAll(folder)).made).toEqual(["categories.json", "lexicon-so.bin"]);
      expect(await readdir(folder)).toContain("lexicon-so.bin");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("says in which file and line of a language something is wrong", async () => {
    const folder = await mkdtemp(join(tmpdir(), "schoolgate-language-"));
    try {
      await writeFile(
        join(folder, "bullying.txt"),
        "theme bullying\nlanguage pl\n## names\nsixty medium | słoń\n",
      );
      const packed = packLanguage("pl", folder);
      await expect(packed).rejects.toThrow(GenerateError);
      await expect(packed).rejects.toThrow("pl/bullying.txt:4");
      await expect(packLanguage("cy", join(folder, "none"))).rejects.toThrow("rules/lexicons/cy");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
