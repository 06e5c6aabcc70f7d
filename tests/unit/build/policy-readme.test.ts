// The documentation of the policy names every field of the schema and no other, and its examples are right.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isPublicSuffix } from "../../../lib/build/categories.ts";
import { checkOwnPhrases } from "../../../lib/build/own-phrases.ts";
import { loadCategories } from "../../../lib/build/generate.ts";
import { checkPolicyShape, parsePolicy } from "../../../lib/contract/parse-policy.ts";
import { policySchema } from "../../../lib/contract/policy.ts";
import { hasErrors } from "../../../lib/contract/result.ts";
import { checkPolicy } from "../../../lib/core/policy/check-policy.ts";

const folder = resolve(import.meta.dirname, "../../../rules/policies");
const readme = readFileSync(resolve(folder, "README.md"), "utf8");
const academy = JSON.parse(readFileSync(resolve(folder, "example-academy.json"), "utf8")) as object;
const known = loadCategories().map(({ id }) => id);
const atMs = Date.parse("2026-11-22T12:00:00Z");

interface Field {
  readonly path: string;
  readonly needed: boolean;
}

/** Every named field of a schema, as the table spells paths. */
function fieldsOf(schema: z.core.$ZodType, path = ""): Field[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return fieldsOf(schema.def.innerType, path);
  }
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => fieldsOf(option, path));
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, `${path}[]`);
  if (schema instanceof z.ZodRecord) {
    // Records with a closed set of names, and records of plain values, are one field.
    if (schema.keyType instanceof z.ZodEnum) return [];
    return fieldsOf(schema.valueType, `${path}.<id>`).filter(
      (field) => field.path !== `${path}.<id>`,
    );
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  return Object.entries(shape).flatMap(([key, inner]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const needed = !z.safeParse(inner, undefined).success;
    return [{ path: at, needed }, ...fieldsOf(inner, at)];
  });
}

const rows = readme
  .slice(readme.indexOf("<!-- fields"))
  .split("\n")
  .map((line) => /^\| `([^`]+)` +\| (.*?) +\| `(.*)` +\|$/.exec(line))
  .filter((row) => row !== null);

describe("rules/policies/README.md", () => {
  it("names exactly the fields of the schema, in its order", () => {
    expect(rows.map((row) => row[1])).toEqual(fieldsOf(policySchema).map(({ path }) => path));
  });

  it("says of each field whether it is needed", () => {
    const said = rows.filter((row) => row[2]?.startsWith("_needed_")).map((row) => row[1]);
    expect(said).toEqual(
      fieldsOf(policySchema)
        .filter(({ needed }) => needed)
        .map(({ path }) => path),
    );
  });

  it.each(rows.map((row) => [row[1] ?? "", row[3] ?? ""] as const))(
    "the example of %s is right in its place",
    (path, example) => {
      const policy = structuredClone(academy);
      const place = putAt(policy, path.split("."), exampleOf(path, example));
      const shape = checkPolicyShape(policy);
      expect(shape.ok ? [] : shape.error).toEqual([]);
      // What "{…}" leaves out is filled with what is needed, which need not make sense together.
      if (!shape.ok || example.includes("{…}")) return;
      const here = checkPolicy(shape.value, known, atMs, {
        isPublicSuffix,
        checkPhrases: checkOwnPhrases,
      }).filter(
        (one) => one.level === "error" && (one.path === place || one.path.startsWith(`${place}.`)),
      );
      expect(here).toEqual([]);
    },
  );

  const samples = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map((found) => found[1] ?? "");

  it("shows a smallest policy that is one", () => {
    const parsed = parsePolicy(samples[0] ?? "");
    expect(parsed.ok).toBe(true);
    if (parsed.ok) expect(hasErrors(checkPolicy(parsed.value, known, atMs))).toBe(false);
  });

  it("shows six pieces of policies", () => {
    expect(readme.match(/<!-- example: /g)).toHaveLength(6);
    expect(samples).toHaveLength(7);
  });

  it.each(samples.slice(1).map((sample) => [sample]))(
    "shows a piece that is right in the smallest policy: %s",
    (sample) => {
      const smallest = JSON.parse(samples[0] ?? "") as object;
      const piece = JSON.parse(sample) as object;
      const shape = checkPolicyShape({ ...smallest, ...piece });
      expect(shape.ok ? [] : shape.error).toEqual([]);
      if (!shape.ok) return;
      const problems = checkPolicy(shape.value, known, atMs, {
        isPublicSuffix,
        checkPhrases: checkOwnPhrases,
      }).filter(
        // What the smallest policy leaves out for the sake of being small.
        ({ path }) => !["school.head", "agreements"].includes(path),
      );
      expect(problems).toEqual([]);
    },
  );

  it("names the steps of the ladder in its order", () => {
    const ladder = readme.slice(readme.indexOf("## How an address is decided"));
    const steps = [...ladder.matchAll(/^(\d+)\. /gm)].map((found) => Number(found[1]));
    expect(steps).toEqual(Array.from({ length: 16 }, (_, place) => place + 1));
  });
});

/** The example with what "{…}" leaves out: the examples of the needed fields below it. */
function exampleOf(path: string, example: string): unknown {
  if (!example.includes("{…}")) return JSON.parse(example) as unknown;
  const isList = example.startsWith("[");
  const isNamed = example.startsWith('{"');
  const below = `${path}${isList ? "[]" : isNamed ? ".<id>" : ""}.`;
  const inner = Object.fromEntries(
    rows
      .filter((row) => {
        const rest = row[1]?.startsWith(below) === true ? row[1].slice(below.length) : "";
        return rest !== "" && !/[.[]/.test(rest) && row[2]?.startsWith("_needed_") === true;
      })
      .map((row) => [(row[1] ?? "").slice(below.length), exampleOf(row[1] ?? "", row[3] ?? "")]),
  );
  return JSON.parse(example.replaceAll("{…}", JSON.stringify(inner))) as unknown;
}

/** Puts a value where a field stands, in the first entry of each list and the first thing of each name. */
function putAt(root: object, path: readonly string[], value: unknown): string {
  let holder = root as Record<string, unknown>;
  const place: string[] = [];
  for (const [step, part] of path.entries()) {
    const isLast = step === path.length - 1;
    const isEntry = part.endsWith("[]");
    const soFar = path.slice(0, step + 1).join(".");
    const name = part === "<id>" ? firstName(holder, path, step) : part.replace("[]", "");
    place.push(name);
    if (isLast && !isEntry) {
      holder[name] = value;
      break;
    }
    const inner = holder[name] ?? exampleAbove(soFar.replace(/\[\]$/, ""));
    holder[name] = inner;
    if (isEntry) {
      const list = inner as unknown[];
      place.push("0");
      // A site may stand there as a bare host.
      if (typeof list[0] !== "object") list[0] = { host: list[0] };
      holder = list[0] as Record<string, unknown>;
    } else holder = inner as Record<string, unknown>;
  }
  return place.join(".");
}

/** Profiles by their id, times by theirs; else whatever is there. */
function firstName(holder: object, path: readonly string[], step: number): string {
  const above = path[step - 1];
  if (above === "profiles") return "ks3";
  if (above === "at") return "lunch";
  return Object.keys(holder)[0] ?? "";
}

function exampleAbove(path: string): unknown {
  const row = rows.find((one) => one[1] === path);
  return row === undefined ? {} : exampleOf(path, row[3] ?? "");
}
