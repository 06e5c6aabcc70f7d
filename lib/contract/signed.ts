// A text with its signature: how a policy and the index of lists travel where a key is pinned.
import { z } from "zod";

export const signedSchema = z.strictObject({
  schoolgate: z.literal("signed"),
  /** The document itself, as JSON text, exactly as it was signed (UTF-8). */
  payload: z.string(),
  /** Ed25519 (RFC 8032) over the payload's bytes, base64. */
  signature: z.string().max(200),
});
export type Signed = z.output<typeof signedSchema>;
