// Which database the command line and the environment name.
import { expect, test } from "vitest";
import { readOptions } from "../../../collector/options.ts";

const address = "postgres://school:secret@db.example-academy.test/school";

test.each<
  [name: string, args: readonly string[], env: Record<string, string>, url: string | undefined]
>([
  ["none: the embedded one", ["--data", "d"], {}, undefined],
  ["the option", ["--data", "d", "--database", address], {}, address],
  ["the variable", ["--data", "d"], { DATABASE_URL: address }, address],
  [
    "the option before the variable",
    ["--data", "d", "--database", address],
    { DATABASE_URL: "postgres://other/x" },
    address,
  ],
  [
    "an empty option: the embedded one",
    ["--data", "d", "--database="],
    { DATABASE_URL: address },
    undefined,
  ],
  ["an empty variable: the embedded one", ["--data", "d"], { DATABASE_URL: "" }, undefined],
  ["a look at a database without a folder", ["--verify-audit", "--database", address], {}, address],
])("%s", (_name, args, env, url) => {
  const read = readOptions(args, env);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  expect(read.value.databaseUrl).toBe(url);
});

test.each<[name: string, args: readonly string[], env: Record<string, string>, path: string]>([
  [
    "another kind of database",
    ["--data", "d", "--database", "mysql://u:secret@h/x"],
    {},
    "--database",
  ],
  [
    "the same in the variable",
    ["--data", "d"],
    { DATABASE_URL: "mysql://u:secret@h/x" },
    "DATABASE_URL",
  ],
  ["a collector needs its folder, whatever the database", ["--database", address], {}, "--data"],
  ["a command on the embedded one, too", ["--verify-audit"], {}, "--data"],
])("refused, and no password said: %s", (_name, args, env, path) => {
  const read = readOptions(args, env);
  if (read.ok) throw new Error("it is refused");
  expect(read.error.map((one) => one.path)).toEqual([path]);
  expect(JSON.stringify(read.error)).not.toContain("secret");
});
