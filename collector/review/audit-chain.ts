// The audit as a chain: each entry's hash is made of the entry and of the hash before it. Whoever changes, takes out or
// puts in an entry would have to make all later hashes anew; heads that are kept apart then no longer fit.
import { createHash } from "node:crypto";
import type { AuditEntry } from "./audit.ts";

/** An entry with its place: 1, 2, 3, … without a gap. */
export interface ChainedEntry extends AuditEntry {
  readonly number: number;
}

/** The last entry's place and hash: they stand for all entries up to it. */
export interface ChainHead {
  readonly number: number;
  readonly hash: string;
}

/** What the first entry follows. */
export const chainStart = "0".repeat(64);

export const emptyHead: ChainHead = { number: 0, hash: chainStart };

/** SHA-256, hexadecimal, over the JSON text of [number, atMs, who, act, caseId, detail, hash before]. */
export function chainHash(entry: ChainedEntry, before: string): string {
  const { number, atMs, who, act, caseId, detail } = entry;
  const text = JSON.stringify([number, atMs, who, act, caseId, detail, before]);
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** The entry as every database gives it back: whole characters only, and no U+0000. */
export function storableEntry(entry: AuditEntry): AuditEntry {
  const clean = (text: string) => text.toWellFormed().replaceAll("\0", "\uFFFD");
  return {
    ...entry,
    who: clean(entry.who),
    caseId: entry.caseId === null ? null : clean(entry.caseId),
    detail: clean(entry.detail),
  };
}
