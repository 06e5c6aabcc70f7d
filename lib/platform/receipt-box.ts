// A pupil's receipts on the disk: closed, so that who holds it reads neither what a worry was about, nor whom it was
// told, nor when. Of a row only the worry's id stands open, which is made of chance.
import type { Vault } from "../app/ports.ts";
import type { WorryReceipt } from "../contract/message.ts";

export interface ClosedReceipt {
  readonly id: string;
  readonly closed: Uint8Array;
}

/** As an earlier version wrote it, or closed. */
export type StoredReceipt = WorryReceipt | ClosedReceipt;

export interface ReceiptBox {
  close(receipt: WorryReceipt): Promise<ClosedReceipt>;
  /** Undefined for what is damaged, or was closed elsewhere. Rejects where the keys cannot be had. */
  open(stored: StoredReceipt): Promise<WorryReceipt | undefined>;
}

export function createReceiptBox(vault: Vault): ReceiptBox {
  return {
    close: async (receipt) => ({
      id: receipt.id,
      closed: await vault.close(JSON.stringify(receipt)),
    }),
    async open(stored) {
      if (!("closed" in stored)) return stored;
      const text = await vault.open(stored.closed);
      return text === undefined ? undefined : (JSON.parse(text) as WorryReceipt);
    },
  };
}

/** The receipt of a worry that the collector has stored, or that somebody has opened; the same object: no news. */
export function receiptAfter(
  receipt: WorryReceipt,
  news: { readonly isStored: boolean; readonly seenAtMs?: number | undefined },
  atMs: number,
): WorryReceipt {
  const { isStored, seenAtMs } = news;
  if (receipt.state === "seen") return receipt;
  if (seenAtMs !== undefined) {
    return { ...receipt, sentAtMs: receipt.sentAtMs ?? atMs, state: "seen", seenAtMs };
  }
  return isStored && receipt.state === "kept"
    ? { ...receipt, state: "sent", sentAtMs: atMs }
    : receipt;
}
