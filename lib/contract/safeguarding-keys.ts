// Whom a school's safeguarding events are sealed to: a list of public keys, signed by the key the school began with.
// It travels as `signedSchema` (Ed25519); the root's private half never leaves the lead's browser but wrapped.
import { z } from "zod";

const coordinate = z.string().regex(/^[\w-]{43}$/, "32 bytes in base64url");

/** One person's key: P-256 as a JWK (RFC 7517); `kid` is its thumbprint (RFC 7638). */
export const safeguardingKeySchema = z.strictObject({
  kid: z.string().regex(/^[\w-]{43}$/, "a thumbprint of 43 letters"),
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: coordinate,
  y: coordinate,
  /** Who holds it, as colleagues know them. */
  holder: z.string().max(120),
  addedAtMs: z.int().min(0),
});
export type SafeguardingKey = z.output<typeof safeguardingKeySchema>;

export const safeguardingKeysSchema = z.strictObject({
  format: z.literal(1),
  /** Raised with each change: an older list is refused. */
  serial: z.int().min(1),
  madeAtMs: z.int().min(0),
  /** Ed25519 public key (base64) that signs this list and all after it. */
  root: z.string().max(60),
  /** Empty: nothing is sealed any more. */
  keys: z.array(safeguardingKeySchema).max(20),
});
export type SafeguardingKeys = z.output<typeof safeguardingKeysSchema>;
