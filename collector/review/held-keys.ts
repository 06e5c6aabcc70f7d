// The school's safeguarding keys as the collector keeps them: it can read whose they are, and open none.
import { z } from "zod";
import {
  safeguardingKeySchema,
  safeguardingKeysSchema,
} from "../../lib/contract/safeguarding-keys.ts";
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
  held: z.array(heldKeySchema).min(1).max(20),
});
export type Keeping = z.output<typeof keepingSchema>;

/** What stands in a signed list; undefined where it is none. The signature is checked by who has the root. */
export function listOf(
  keeping: Pick<Keeping, "list">,
): z.output<typeof safeguardingKeysSchema> | undefined {
  try {
    return safeguardingKeysSchema.safeParse(JSON.parse(keeping.list.payload)).data;
  } catch {
    return undefined;
  }
}
