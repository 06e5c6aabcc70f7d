// The school's own phrases, packed once for each state of the policy and kept: a worker that starts anew packs nothing.
import type { PolicyPhrases } from "../../contract/policy.ts";
import { fingerprintText } from "../../core/dnr/fingerprint.ts";
import { formatVersion } from "../../core/match/format.ts";
import { openLexicon } from "../../core/match/open-lexicon.ts";
import type { Lexicon } from "../../core/match/types.ts";
import type { BlobStore } from "../ports.ts";

/** Packs lists for `openLexicon`; undefined where nothing of them can be used. Never throws. */
export type PackPhrases = (lists: readonly PolicyPhrases[]) => ArrayBuffer | undefined;

export interface PhraseService {
  /** The lists packed, in base64; undefined where there is nothing to look for. Never rejects. */
  packed(lists: readonly PolicyPhrases[]): Promise<string | undefined>;
  /** The same opened, for what the worker scans itself. Never rejects. */
  opened(lists: readonly PolicyPhrases[]): Promise<Lexicon | undefined>;
}

const blobName = "own-phrases";
/** Code points that `String.fromCharCode` takes at once. */
const bytesAtOnce = 8192;

interface KeptPack {
  readonly print: string;
  readonly packed: string;
}

function isKept(value: unknown): value is KeptPack {
  return typeof value === "object" && value !== null && "print" in value && "packed" in value;
}

export function createPhraseService(
  blobs: Pick<BlobStore, "get" | "set">,
  pack: PackPhrases,
): PhraseService {
  let inMemory: KeptPack | undefined;
  const printOf = new WeakMap<readonly PolicyPhrases[], string>();

  function fingerprint(lists: readonly PolicyPhrases[]): string {
    let print = printOf.get(lists);
    if (print === undefined) {
      print = fingerprintText(`${formatVersion} ${JSON.stringify(lists)}`);
      printOf.set(lists, print);
    }
    return print;
  }

  async function packed(lists: readonly PolicyPhrases[]): Promise<string | undefined> {
    if (lists.length === 0) return undefined;
    const print = fingerprint(lists);
    if (inMemory?.print !== print) {
      const stored = await blobs.get(blobName).catch(() => undefined);
      inMemory = isKept(stored) && stored.print === print ? stored : undefined;
    }
    if (inMemory === undefined) {
      const bytes = pack(lists);
      inMemory = { print, packed: bytes === undefined ? "" : base64Of(new Uint8Array(bytes)) };
      // Where there is no room it is packed again in the worker's next life.
      await blobs.set(blobName, inMemory).catch(() => {});
    }
    return inMemory.packed === "" ? undefined : inMemory.packed;
  }

  let last: { readonly packed: string; readonly lexicon: Lexicon | undefined } | undefined;

  return {
    packed,
    async opened(lists) {
      const text = await packed(lists);
      if (text === undefined) return undefined;
      if (last?.packed !== text) {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const lexicon = openLexicon(bytes.buffer);
        last = { packed: text, lexicon: lexicon.ok ? lexicon.value : undefined };
      }
      return last.lexicon;
    },
  };
}

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += bytesAtOnce) {
    text += String.fromCharCode(...bytes.subarray(from, from + bytesAtOnce));
  }
  return btoa(text);
}
