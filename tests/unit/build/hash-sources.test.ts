// What is made by a module is made anew when that module, or one it imports, changes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { hashFiles, modulesOf, textsOf } from "../../../lib/build/hash-sources.ts";

const root = mkdtempSync(join(tmpdir(), "schoolgate-sources-"));
afterAll(() => rmSync(root, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(root, name), text);
mkdirSync(join(root, "deep"));
write("entry.ts", 'import { a } from "./a.ts";\nimport type { B } from "./b.ts";\nimport "zod";\n');
write("a.ts", 'export {\n  c,\n  d,\n} from "./deep/c.ts";\nexport const a = 1;\n');
write("b.ts", "export interface B {}\n");
write("deep/c.ts", 'import "../entry.ts";\nexport const c = () => import("./lazy.ts");\n');
write("deep/lazy.ts", "export const lazy = 1;\n");
write("words.txt", "words\n");
write("deep/more.txt", "more\n");
write("read.me", "not a text\n");

describe("modulesOf", () => {
  test("follows imports, re-exports and late imports, round circles, and no types", async () => {
    const found = await modulesOf([join(root, "entry.ts")]);
    expect(found.map((path) => path.slice(root.length + 1))).toEqual([
      "a.ts",
      "deep/c.ts",
      "deep/lazy.ts",
      "entry.ts",
    ]);
  });

  test("a module that is not there is an error", async () => {
    await expect(modulesOf([join(root, "none.ts")])).rejects.toThrow("none.ts");
  });
});

describe("textsOf", () => {
  test.each([
    [false, ["words.txt"]],
    [true, ["deep/more.txt", "words.txt"]],
  ])("deep %s", async (deep, names) => {
    expect(await textsOf(root, deep)).toEqual(names.map((name) => join(root, name)));
  });
});

describe("hashFiles", () => {
  test("goes by what files hold and how they are called", async () => {
    const of = (...names: string[]) =>
      hashFiles(
        root,
        names.map((name) => join(root, name)),
      );
    const before = await of("words.txt");
    expect(await of("words.txt")).toBe(before);
    expect(await of("words.txt", "b.ts")).not.toBe(before);
    write("words.txt", "other words\n");
    expect(await of("words.txt")).not.toBe(before);
  });
});
