// Zod's issues in words for whoever edits the policy: what stands there, what would be right, which name was meant.
import { z } from "zod";
import { joinPath } from "./json-place.ts";
import { didYouMean } from "./nearest-name.ts";
import { policySchema } from "./policy.ts";
import { problem } from "./result.ts";
import type { Problem } from "./result.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const typeWords: Readonly<Record<string, string>> = {
  string: "a text in quotation marks",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list in square brackets",
  object: "an object in braces",
  record: "an object in braces",
};

const formatWords: Readonly<Record<string, string>> = {
  date: 'a day of the calendar as "2026-12-31"',
  url: 'a web address such as "https://schoolgate.example.org"',
  email: 'an e-mail address such as "office@example.org"',
};

/** A value as a person would point at it: short, with its kind where that is what is wrong. */
function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") {
    return value.length > 60
      ? `${JSON.stringify(value.slice(0, 60))}… (${value.length} characters)`
      : JSON.stringify(value);
  }
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const keys = Object.keys(value);
  return keys.length === 0
    ? "an empty object"
    : `an object with ${keys
        .slice(0, 4)
        .map((key) => JSON.stringify(key.slice(0, 40)))
        .join(", ")}${keys.length > 4 ? ", …" : ""}`;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** The schema below a path, with wrappers taken off; unions answer with their object branch. */
function schemaAt(path: Path): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = bare(policySchema);
  for (const key of path) {
    if (schema instanceof z.ZodObject) {
      const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
      schema = Object.hasOwn(shape, key) ? shape[String(key)] : undefined;
    } else if (schema instanceof z.ZodArray) schema = schema.element;
    else if (schema instanceof z.ZodRecord) schema = schema.valueType;
    else return undefined;
    if (schema !== undefined) schema = bare(schema);
  }
  return schema;
}

function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return bare(schema.def.innerType);
  }
  if (schema instanceof z.ZodUnion) {
    const objects = schema.options.map(bare).find((option) => option instanceof z.ZodObject);
    return objects ?? schema;
  }
  return schema;
}

/** The names an object may hold at a path, for "did you mean". */
function knownKeys(path: Path): string[] {
  const schema = schemaAt(path);
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    return schema.keyType.options.map(String);
  }
  return [];
}

/** One issue as problems; an unknown key gives one for each key. `root` is the whole value that was checked. */
export function describeIssue(issue: Issue, root: unknown, above: Path = []): Problem[] {
  const path: Path = [...above, ...issue.path];
  const at = path.length === 0 ? "policy" : joinPath(path);
  const value = valueAt(root, path);
  const one = (expected: string, what = showValue(value)) => [problem(at, what, expected)];

  switch (issue.code) {
    case "unrecognized_keys": {
      const known = knownKeys(path);
      return issue.keys.map((key) =>
        problem(
          joinPath([...path, key]),
          `a name that is not known here: "${key.slice(0, 80)}"`,
          known.length === 0
            ? "only the names that README.md lists"
            : `one of ${known.join(", ")}${didYouMean(key, known)}`,
        ),
      );
    }
    case "invalid_value": {
      const values = issue.values.map((allowed) =>
        typeof allowed === "string" ? allowed : String(allowed),
      );
      const meant = typeof value === "string" ? didYouMean(value, values) : "";
      return one(values.length === 1 ? `${values[0]}` : `one of ${values.join(", ")}${meant}`);
    }
    case "invalid_type":
      return one(typeWords[issue.expected] ?? issue.expected);
    case "invalid_format":
      return one(
        formatWords[issue.format] ??
          (issue.message.startsWith("Invalid")
            ? `a text in the form ${issue.format}`
            : issue.message),
      );
    case "too_small":
    case "too_big":
      return one(sizeWords(issue), sizeFound(issue.origin, value));
    case "invalid_union": {
      const branch = issue.errors.at(-1) ?? [];
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return one('a host as a text, or an object with "host"');
      }
      return branch.flatMap((inner) => describeIssue(inner, root, path));
    }
    case "invalid_key": {
      const key = String(path.at(-1) ?? "");
      const inner = issue.issues[0];
      return one(inner?.message ?? "another name", `the name ${showValue(key)}`);
    }
    case "invalid_element":
    case "not_multiple_of":
    case "custom":
      return one(issue.message);
    default:
      return one("a value as README.md describes it");
  }
}

function sizeWords(issue: Extract<Issue, { code: "too_small" | "too_big" }>): string {
  const bound =
    issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  if (issue.origin === "string") {
    return issue.code === "too_small" && Number(issue.minimum) === 1
      ? "a text that is not empty"
      : `${bound} characters`;
  }
  if (issue.origin === "array") return `${bound} in the list`;
  return `a number of ${bound}`;
}

function sizeFound(origin: string, value: unknown): string {
  if (origin === "array" && Array.isArray(value)) {
    return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  }
  return showValue(value);
}
