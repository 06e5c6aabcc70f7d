// The school's safeguarding keys as the collector keeps them: it can read whose they are, and open none.
import { z } from "zod";
import {
  safeguardingKeySchema,
  safeguardingKeysSchema,
  type SafeguardingKeys,
} from "../../lib/contract/safeguarding-keys.ts";
import { err, ok, problem, type Result } from "../../lib/contract/result.ts";
import { signedSchema } from "../../lib/contract/signed.ts";

/** A JWE in compact form. */
const wrapped = z
  .string()
  .max(4000)
  .regex(/^[\w-]+(?:\.[\w-]*){4}$/, "a wrapped key (JWE)");

export const heldKeySchema = z.strictObject({
  /** The account it belongs to. */
  account: z.string().min(1).max(60),
  key: safeguardingKeySchema,
  byPassphrase: wrapped,
  byRecovery: wrapped,
});
export type HeldKey = z.output<typeof heldKeySchema>;

/** All of it, written as one: a list without the keys to it would be of no use. */
export const keepingSchema = z.strictObject({
  /** What devices fetch: `safeguardingKeysSchema`, signed by the root. */
  list: signedSchema,
  /** The root's private half, sealed to each key (JWE, JSON). */
  sealedRoot: z.string().max(20_000),
  held: z.array(heldKeySchema).max(20),
});
export type Keeping = z.output<typeof keepingSchema>;

/** What stands in a signed list; undefined where it is none. The signature is checked by who has the root. */
export function listOf(keeping: Pick<Keeping, "list">): SafeguardingKeys | undefined {
  try {
    return safeguardingKeysSchema.safeParse(JSON.parse(keeping.list.payload)).data;
  } catch {
    return undefined;
  }
}

/** What a lead's browser asks for: another list, and the keys that are new in it. */
export const keyChangeSchema = z.strictObject({
  list: signedSchema,
  sealedRoot: keepingSchema.shape.sealedRoot,
  add: z.array(heldKeySchema).max(5),
});
export type KeyChange = z.output<typeof keyChangeSchema>;

/**
 * What is kept after a change. The collector cannot judge the signature's right (devices do), but it holds the change to
 * what keeps a school from locking itself out (a key that was asked for counts as it was asked for): the next number, the same root, and for each key the wrapped half.
 */
export function changeKeeping(
  before: Keeping | undefined,
  asking: readonly HeldKey[],
  change: KeyChange,
): Result<Keeping> {
  const next = listOf(change);
  if (next === undefined) return refuse("list", "no list of keys", "format 1");
  const known = before === undefined ? undefined : listOf(before);
  const serial = (known?.serial ?? 0) + 1;
  if (next.serial !== serial) return refuse("serial", String(next.serial), String(serial));
  if (known !== undefined && next.root !== known.root) {
    return refuse("root", "another root key", "the root that the school began with");
  }
  const byKid = new Map(
    [...(before?.held ?? []), ...change.add, ...asking].map((held) => [held.key.kid, held]),
  );
  const held: HeldKey[] = [];
  for (const key of next.keys) {
    const one = byKid.get(key.kid);
    if (one === undefined)
      return refuse("keys", `nobody holds ${key.kid}`, "each key with its holder");
    if (one.key.x !== key.x || one.key.y !== key.y) {
      return refuse("keys", `another key under ${key.kid}`, "the key as it was made");
    }
    held.push({ ...one, key });
  }
  return ok({ list: change.list, sealedRoot: change.sealedRoot, held });
}

function refuse(path: string, what: string, expected: string): Result<never> {
  return err([problem(path, what, expected)]);
}
