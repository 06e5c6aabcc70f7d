// What is shipped names its source and the day of its last review; else it is not packed.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GenerateError, packLanguage } from "../../../lib/build/generate.ts";
import { loadLexiconFolder } from "../../../lib/build/lexicon-folder.ts";

const head =
  "theme bullying\nlanguage pl\nsource written for this test\nreviewed 2026-11-22\nspeaker never\n";
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "schoolgate-lexicons-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("a file with all of its headers is packed", async () => {
  await writeFile(join(folder, "a.txt"), `${head}40 low | owl\n`);
  const { lexicon, problems } = await loadLexiconFolder(folder);
  expect(problems).toEqual([]);
  expect(lexicon).toBeDefined();
});

test.each([
  ["no source", /^source.*\n/m, "", "a.txt", "no source"],
  ["an empty source", /^source.*$/m, "source", "a.txt", "no source"],
  ["no date", /^reviewed.*\n/m, "", "a.txt", "no date of review"],
  ["an empty date", /^reviewed.*$/m, "reviewed", "a.txt:4", "reviewed “”"],
  ["no word of a speaker", /^speaker.*\n/m, "", "a.txt", "no word of a speaker"],
  ["a speaker who is no day", /never/, "soon", "a.txt:5", "speaker “soon”"],
  ["a day that is none", /2026-11-22/, "2026-13-45", "a.txt:4", "reviewed “2026-13-45”"],
])("%s is an error with its place, said once", async (_name, from, to, path, what) => {
  await writeFile(join(folder, "a.txt"), `${head.replace(from, to)}40 low | owl\n`);
  const { lexicon, problems } = await loadLexiconFolder(folder);
  expect(problems).toMatchObject([{ path, what, level: "error" }]);
  expect(lexicon).toBeUndefined();
  const packed = packLanguage("pl", folder);
  await expect(packed).rejects.toThrow(GenerateError);
  await expect(packed).rejects.toThrow(`pl/${path}: ${what}`);
});

test("the day on which a speaker read it will do; English needs none", async () => {
  await writeFile(join(folder, "a.txt"), `${head.replace("never", "2026-11-20")}40 low | owl\n`);
  const english = head.replace(" pl\n", " en\n").replace("speaker never\n", "");
  await writeFile(join(folder, "b.txt"), `${english}40 low | kite\n`);
  expect((await loadLexiconFolder(folder)).problems).toEqual([]);
});

test("a file of classes is asked for them, too", async () => {
  await writeFile(join(folder, "a.txt"), `${head}40 low | {bird}\n`);
  await writeFile(join(folder, "classes.txt"), "class bird: owl | kite\n");
  const { problems } = await loadLexiconFolder(folder);
  expect(problems.map(({ path, what }) => `${path} ${what}`)).toEqual([
    "classes.txt no source",
    "classes.txt no date of review",
  ]);
});
