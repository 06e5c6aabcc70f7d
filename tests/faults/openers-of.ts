// Who has opened cases, as the audit says: once for each opening, in order.
import type { AuditStore } from "../../collector/store/audit-store.ts";

const atOnce = 1000;

export async function openersOf(store: Pick<AuditStore, "readAuditChain">): Promise<string[]> {
  const who: string[] = [];
  for (let after = 0; ;) {
    const entries = await store.readAuditChain(after, atOnce);
    if (entries.length === 0) return who;
    after = entries.at(-1)?.number ?? after;
    for (const entry of entries) if (entry.act === "case-opened") who.push(entry.who);
  }
}
