// The documentation of the policy names every field of the schema and no other.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parsePolicy } from "../../../lib/contract/parse-policy.ts";
import { policySchema } from "../../../lib/contract/policy.ts";

const readme = readFileSync(
  resolve(import.meta.dirname, "../../../rules/policies/README.md"),
  "utf8",
);

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

  it("gives examples that are JSON", () => {
    for (const row of rows) {
      const example = (row[3] ?? "").replaceAll("{…}", "{}");
      expect(() => JSON.parse(example), row[1] ?? "").not.toThrow();
    }
  });

  it("shows a smallest policy that is one", () => {
    const sample = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    expect(parsePolicy(sample).ok).toBe(true);
  });
});
