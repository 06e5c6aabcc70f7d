// A school's first keys, made as the lead's browser makes them.
import { makeKey, makeRoot, rootBound, signKeys } from "../../collector/console/keyring.ts";
import { sealTo } from "../../collector/console/seal-to.ts";
import type { KeyChange } from "../../collector/review/held-keys.ts";
import type { SafeguardingKey } from "../../lib/contract/safeguarding-keys.ts";

export const passphrase = "four quiet green teapots";

export interface MadeSchool {
  readonly lead: Awaited<ReturnType<typeof makeKey>>;
  readonly root: string;
  readonly publicRoot: string;
  /** The signed list of these keys, as the next change. */
  change(
    serial: number,
    keys: readonly SafeguardingKey[],
    add: KeyChange["add"],
  ): Promise<KeyChange>;
}

export async function makeSafeguardingSchool(): Promise<MadeSchool> {
  const [lead, { publicKey, root }] = await Promise.all([
    makeKey("Ms Maple", passphrase, 0),
    makeRoot(),
  ]);
  return {
    lead,
    root,
    publicRoot: publicKey,
    change: async (serial, keys, add) => ({
      list: await signKeys(
        { format: 1, serial, madeAtMs: serial, root: publicKey, keys: [...keys] },
        root,
      ),
      sealedRoot: await sealTo(keys, root, rootBound),
      add,
    }),
  };
}
