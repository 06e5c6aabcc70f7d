// The school's confidential list at the collector: read from the file that its owner gave, packed for devices, and kept
// in whole hashes in memory only. Neither an address nor a whole hash is ever logged, answered or written.
import { createHash, createHmac, createSecretKey, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { Problem } from "../../lib/contract/result.ts";
import {
  openConfidentialList,
  packConfidentialList,
  readConfidentialLines,
} from "../../lib/core/policy/confidential-list.ts";

const keyName = "confidential-key";
const packedName = "confidential-list.bin";
const keyBytes = 32;
/** The file is looked at no more often than this, however many devices ask. */
const lookEveryMs = 5000;
/** So many lines, then other requests have their turn: 200,000 take seconds. */
const linesInATurn = 500;
const bytesMost = 256 * 1024 * 1024;
const problemsTold = 5;
const problemsMost = 1000;

export interface PackedList {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Strong, in quotes: a hash of the content. */
  readonly etag: string;
  readonly entries: number;
  /** When the list came to have this content, Unix ms. */
  readonly madeAtMs: number;
}

export interface ConfidentialState {
  /** What devices are given; absent before any list has been read. */
  readonly packed?: PackedList;
  /** Whether a whole hash (base64) is on the list; absent while the file has not been read in this run. */
  readonly isListed?: (hash: string) => boolean;
  /** Lines that stand for nothing, by number. */
  readonly problems: readonly Problem[];
  /** Why the file as it is now is not in force; "" where it is. */
  readonly trouble: string;
}

export interface ConfidentialSource {
  /** What is in force, after a look at the file where the last is a while ago. Never rejects. */
  current(): Promise<ConfidentialState>;
}

/** The key in the data folder (mode 0600), made at the first use. Throws where the folder cannot be written. */
function loadKey(dataDir: string): Uint8Array {
  const path = join(dataDir, keyName);
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    // "wx": of two that start at once, one makes it and both read it.
    try {
      writeFileSync(path, randomBytes(keyBytes).toString("base64"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (!existsSync(path)) throw error;
    }
  }
  const key = Buffer.from(readFileSync(path, "utf8"), "base64");
  if (key.length !== keyBytes) throw new Error(`${keyName} in the data folder is not whole`);
  return new Uint8Array(key);
}

function toPacked(bytes: Uint8Array<ArrayBuffer>): PackedList | undefined {
  const list = openConfidentialList(bytes);
  if (!list.ok) return undefined;
  const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
  return { bytes, etag, entries: list.value.entries, madeAtMs: list.value.madeAtMs };
}

/** The same entries under the same key: only the moment may differ. */
function isSame(one: PackedList, other: PackedList): boolean {
  const momentAt = 8;
  const restAt = 16;
  return (
    Buffer.compare(one.bytes.subarray(0, momentAt), other.bytes.subarray(0, momentAt)) === 0 &&
    Buffer.compare(one.bytes.subarray(restAt), other.bytes.subarray(restAt)) === 0
  );
}

/** Names the fault, never its message: a message may quote what was being read. */
function nameOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === "string" ? code : "a fault while reading";
}

/**
 * `log` is told of each change of state, by counts and line numbers. Throws where the key cannot be kept: without it
 * every restart would give devices another list.
 */
export function openConfidentialSource(needs: {
  readonly listPath: string;
  readonly dataDir: string;
  readonly now: () => number;
  readonly log: (line: string) => void;
}): ConfidentialSource {
  const { listPath, dataDir, now } = needs;
  const key = loadKey(dataDir);
  const secret = createSecretKey(key);
  const packedPath = join(dataDir, packedName);
  let state: ConfidentialState = { ...keptState(), problems: [], trouble: "" };
  /** What the file looked like when it was read. */
  let readPrint = "";
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  function keptState(): Pick<ConfidentialState, "packed"> {
    try {
      const bytes = new Uint8Array(readFileSync(packedPath));
      const packed = toPacked(bytes);
      return packed === undefined ? {} : { packed };
    } catch {
      return {};
    }
  }

  function tell(next: ConfidentialState): void {
    const said = (one: ConfidentialState) =>
      JSON.stringify([one.trouble, one.packed?.etag, one.problems]);
    const isNews = said(state) !== said(next) || readPrint === "";
    state = next;
    if (!isNews) return;
    const { packed, problems, trouble } = next;
    const inForce =
      packed === undefined
        ? "NO LIST is in force"
        : `the list of ${new Date(packed.madeAtMs).toISOString()} is in force (entries: ${packed.entries})`;
    if (trouble !== "") {
      needs.log(`confidential list: NOT READ (${trouble}); ${inForce}`);
      return;
    }
    const first = problems.slice(0, problemsTold).map(({ path, what }) => `${path}: ${what}`);
    const left =
      problems.length === 0
        ? ""
        : `; ${problems.length >= problemsMost ? `at least ${problemsMost}` : problems.length} lines left out (${first.join(", ")})`;
    needs.log(`confidential list: ${inForce}${left}`);
  }

  async function printOf(): Promise<string> {
    const { mtimeMs, size, ino } = await stat(listPath);
    if (size > bytesMost) throw Object.assign(new Error(), { code: "a file that is too large" });
    return `${mtimeMs} ${size} ${ino}`;
  }

  /** Written beside and moved: after a crash there is the old file or the new one. */
  function keep(bytes: Uint8Array): void {
    const half = `${packedPath}.new`;
    writeFileSync(half, bytes, { mode: 0o600 });
    renameSync(half, packedPath);
  }

  async function read(): Promise<ConfidentialState> {
    const lines = (await readFile(listPath, "utf8")).split("\n");
    const problems: Problem[] = [];
    const hashes = new Map<string, Uint8Array>();
    for (let place = 0; place < lines.length; place += linesInATurn) {
      const part = lines.slice(place, place + linesInATurn).join("\n");
      const found = readConfidentialLines(part, place + 1);
      if (problems.length < problemsMost) problems.push(...found.problems);
      for (const form of found.forms) {
        const hash = createHmac("sha256", secret).update(form).digest();
        hashes.set(hash.toString("base64"), hash);
      }
      await turn();
    }
    if (hashes.size === 0) {
      // An empty file is more often a fault than a wish.
      return { ...state, problems, trouble: "it holds no entries" };
    }
    // The map is not kept: what lasts is text alone, which is smaller.
    const whole = new Set(hashes.keys());
    const isListed = (hash: string) => whole.has(hash);
    const made = toPacked(
      packConfidentialList({ key, madeAtMs: now(), hashes: [...hashes.values()] }),
    );
    if (made === undefined) return { ...state, problems, trouble: "it could not be packed" };
    const before = state.packed;
    if (before !== undefined && isSame(before, made)) {
      return { packed: before, isListed, problems, trouble: "" };
    }
    keep(made.bytes);
    return { packed: made, isListed, problems, trouble: "" };
  }

  async function look(): Promise<void> {
    try {
      const print = await printOf();
      if (print === readPrint) return;
      const next = await read();
      // Written to while it was read: half a list is none. The next look reads it again.
      if ((await printOf()) !== print) return;
      tell(next);
      readPrint = print;
    } catch (error) {
      tell({ ...state, trouble: nameOf(error) });
      readPrint = "gone";
    }
  }

  return {
    async current() {
      if (looking === undefined && Math.abs(now() - lookedAtMs) >= lookEveryMs) {
        lookedAtMs = now();
        looking = look().finally(() => (looking = undefined));
      }
      // The first reading is waited for; later ones go on beside the list that is in force.
      if (state.isListed === undefined) await looking;
      return state;
    },
  };
}
