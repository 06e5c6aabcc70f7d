// What the collector says of the lists it serves: GET /lists/index.json, signed (`signed.ts`).
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hexadecimal");

const servedListSchema = z.strictObject({
  /** The list's id in the policy. */
  id: z.string().max(60),
  /** Of the file at `/lists/<id>/<sha256>.txt`: clean hosts, one a line, sorted, each line ended by "\n". */
  sha256,
  hosts: z.int().min(0),
  /** When the publisher's file was fetched, Unix ms. */
  fetchedAtMs: z.int().min(0),
  source: z.string().max(300),
  licence: z.string().max(120),
  attribution: z.string().max(300),
  /** What is wrong with it just now, or "". */
  problem: z.string().max(300),
  /**
   * Earlier versions from which `/lists/<id>/<from>-<sha256>.delta` leads here: lines "+host" and "-host", applied in
   * any order.
   */
  deltasFrom: z.array(sha256).max(10),
});

export const listIndexSchema = z.strictObject({
  schoolgate: z.literal("list-index"),
  /** Rises with every change: an older index is refused. */
  serial: z.int().min(1),
  madeAtMs: z.int().min(0),
  lists: z.array(servedListSchema).max(200),
});
export type ListIndex = z.output<typeof listIndexSchema>;
export type ServedList = z.output<typeof servedListSchema>;
