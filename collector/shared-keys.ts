// Collectors of one database must hold the same secrets: a device pins one policy key, and a code that is made at one
// collector's desk is looked at with one unlock key.
import { createHash } from "node:crypto";
import type { Store } from "./store/store.ts";

/** A secret's name in the data folder, and a print of it that gives nothing away. */
export interface KeyPrint {
  readonly file: string;
  readonly print: string;
}

/** SHA-256 over a secret of at least 32 random bytes, or over a public key. */
export function printOf(key: string): string {
  return createHash("sha256").update(key, "utf8").digest("hex");
}

/**
 * Names the files that are not those of the database's other collectors. The first collector's stand. `take`: these
 * stand from now on.
 */
export async function strangeKeys(
  store: Pick<Store, "settleSetting" | "writeSetting">,
  prints: readonly KeyPrint[],
  take: boolean,
): Promise<readonly string[]> {
  const strange: string[] = [];
  for (const { file, print } of prints) {
    const name = `key ${file}` as const;
    if (take) await store.writeSetting(name, print);
    else if ((await store.settleSetting(name, print)) !== print) strange.push(file);
  }
  return strange;
}
