// Walks the audit's chain from its first entry, and holds it to the heads that are kept apart.
import { createPublicKey, verify } from "node:crypto";
import { chainHash, emptyHead, type ChainHead } from "../review/audit-chain.ts";
import type { AuditSeal, AuditStore } from "../store/audit-store.ts";
import { headText, type SignedHead } from "./head-keeper.ts";

const atOnce = 1000;

export interface AuditChecked {
  readonly head: ChainHead;
  /** Seals that fit the chain and are signed with the key that was given. */
  readonly seals: number;
  /** Seals of other keys: of another collector, or of a key that was changed since. They fit the chain. */
  readonly otherSeals: number;
  /** The first thing that is wrong, in the order of the chain: `number` is the entry's place. */
  readonly broken: { readonly number: number; readonly why: string } | undefined;
}

export interface AuditCheckNeeds {
  readonly store: Pick<AuditStore, "readAuditChain" | "readSeals">;
  /** Ed25519, base64: the collector's own. Undefined: signatures of seals are not looked at. */
  readonly publicKey: string | undefined;
  /** The head beside the database; null: it cannot be read; undefined: there is none. */
  readonly file: SignedHead | null | undefined;
}

/** Rejects only where the store does. */
export async function checkAudit(needs: AuditCheckNeeds): Promise<AuditChecked> {
  const { store, publicKey, file } = needs;
  const seals = await store.readSeals();
  const wanted = new Map<number, string[]>();
  const want = ({ number, hash }: ChainHead) =>
    wanted.set(number, [...(wanted.get(number) ?? []), hash]);
  for (const seal of seals) want(seal);
  if (file !== null && file !== undefined) want(file);

  const count = { seals: 0, otherSeals: 0 };
  const end = (head: ChainHead, number: number, why: string): AuditChecked => ({
    head,
    ...count,
    broken: { number, why },
  });
  let head = emptyHead;
  for (;;) {
    const entries = await store.readAuditChain(head.number, atOnce);
    for (const { hash, ...entry } of entries) {
      const number = head.number + 1;
      if (entry.number !== number) {
        return end(head, number, `it is missing; the next one there is ${entry.number}`);
      }
      if (hash !== chainHash(entry, head.hash)) {
        return end(head, number, "it, or an entry before it, is not as it was written");
      }
      head = { number, hash };
      if (wanted.get(number)?.some((sealed) => sealed !== hash) === true) {
        return end(head, number, "up to here the chain is not the one that was sealed");
      }
    }
    if (entries.length < atOnce) break;
  }
  const furthest = Math.max(0, ...wanted.keys());
  if (furthest > head.number) {
    return end(head, head.number + 1, `it is missing; there were ${furthest} entries or more`);
  }
  for (const seal of seals) {
    if (publicKey === undefined || seal.publicKey !== publicKey) {
      count.otherSeals += 1;
    } else if (isSigned(seal, publicKey)) {
      count.seals += 1;
    } else {
      return end(head, seal.number, "its seal is not signed with this collector's key");
    }
  }
  if (file === null) return end(head, head.number, "the head beside the database is unreadable");
  if (file !== undefined && publicKey !== undefined && !isSigned(file, publicKey)) {
    return end(head, file.number, "the head beside the database is not signed with its key");
  }
  return { head, ...count, broken: undefined };
}

/** What an Ed25519 key in SubjectPublicKeyInfo (RFC 8410) has before its 32 bytes. */
const keyPrefix = Buffer.from("302a300506032b6570032100", "hex");

function isSigned(head: SignedHead | AuditSeal, publicKey: string): boolean {
  const der = Buffer.concat([keyPrefix, Buffer.from(publicKey, "base64")]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  return verify(
    null,
    Buffer.from(headText(head), "utf8"),
    key,
    Buffer.from(head.signature, "base64"),
  );
}
