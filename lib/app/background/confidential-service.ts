// The confidential list (requirement F2): looked up here by cut hashes, confirmed by the collector, known to nobody.
// Only the managed configuration says whether and where: a policy, an unlock or a lesson has no say in it.
import { carriedAddresses } from "../../core/policy/carried-address.ts";
import { confidentialForms } from "../../core/policy/confidential-address.ts";
import { openConfidentialList } from "../../core/policy/confidential-list.ts";
import type { ConfidentialList } from "../../core/policy/confidential-list.ts";
import type { StatusView } from "../../contract/message.ts";
import type { World } from "../ports.ts";
import type { Memory } from "./memory.ts";
import { belowAddress } from "./safe-address.ts";

/** How long a page waits for the collector's word; without it the page counts as listed. */
export const confirmDeadlineMs = 700;
/** A collector that did not answer is asked again after this. */
const unansweredForMs = 30_000;
const mostAnswers = 500;
/** So many addresses within one are looked up: a page cannot make the look-up long by carrying hundreds. */
const mostCarried = 8;

const blobName = "confidential-1";
const listPath = "confidential/list.bin";
const confirmPath = "api/v1/confidential/confirm";

interface KeptFile {
  readonly etag: string;
  readonly bytes: ArrayBuffer;
}

interface KeptList {
  readonly etag: string;
  readonly list: ConfidentialList;
}

/** What was learnt of one hash in this life of the worker. `untilMs`: nothing was learnt, and it is asked again then. */
interface Answer {
  readonly isListed: boolean;
  readonly untilMs?: number;
}

export interface ConfidentialService {
  /**
   * Whether the address, or one that it carries, stands on the list; false where none is configured or none has arrived. A look-up is local; a hit
   * waits for the collector, up to `confirmDeadlineMs`, and counts as listed without its word. Never rejects.
   */
  isListed(address: string): Promise<boolean>;
  /** Fetches what has changed; what cannot be had leaves the last good list in force. Never rejects. */
  refresh(): Promise<void>;
  /** For the status page; undefined where no list is configured. */
  check(): Promise<StatusView["checks"][number] | undefined>;
}

function isKeptFile(value: unknown): value is KeptFile {
  return (
    typeof value === "object" &&
    value !== null &&
    "etag" in value &&
    typeof value.etag === "string" &&
    "bytes" in value &&
    value.bytes instanceof ArrayBuffer
  );
}

function isListedIn(body: unknown): boolean | undefined {
  const listed =
    typeof body === "object" && body !== null && "listed" in body ? body.listed : undefined;
  return typeof listed === "boolean" ? listed : undefined;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Of the address itself, and of those that it carries: a translator or an archive shows the page all the same. */
function formsOf(address: string): ReadonlySet<string> {
  const carried = carriedAddresses(address).slice(0, mostCarried);
  return new Set([address, ...carried.map((one) => one.address)].flatMap(confidentialForms));
}

function countWords(entries: number): string {
  return entries === 1 ? "1 entry" : `${entries} entries`;
}

export function createConfidentialService(
  world: Pick<World, "blobs" | "network" | "clock" | "crypt">,
  memory: Pick<Memory, "managed">,
): ConfidentialService {
  const { blobs, network, clock, crypt } = world;
  const encoder = new TextEncoder();
  let kept: Promise<KeptList | undefined> | undefined;
  let trouble = "";
  /** By hash; in memory only, so that nothing of it ever stands on a disk. */
  const answers = new Map<string, Answer>();
  const asking = new Map<string, Promise<boolean>>();

  /** Any word counts: who misspells "required" is not left without the list. */
  async function wanted(): Promise<string> {
    return ((await memory.managed.read()).confidential ?? "").trim();
  }

  function open(file: unknown): KeptList | undefined {
    if (!isKeptFile(file)) return undefined;
    const list = openConfidentialList(new Uint8Array(file.bytes));
    return list.ok ? { etag: file.etag, list: list.value } : undefined;
  }

  function known(): Promise<KeptList | undefined> {
    if (kept !== undefined) return kept;
    const reading = blobs.get(blobName).then(open);
    kept = reading;
    // A read that failed is tried again by the next who asks.
    reading.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return reading;
  }

  async function ask(hash: string): Promise<Answer> {
    const { collectorAddress = "", deviceToken = "" } = await memory.managed.read();
    const address = belowAddress(collectorAddress, confirmPath);
    const posted =
      address === undefined
        ? undefined
        : await network.postBatch({ address, token: deviceToken, body: JSON.stringify({ hash }) });
    const isListed = posted?.kind === "answered" ? isListedIn(posted.body) : undefined;
    if (isListed !== undefined) return { isListed };
    return { isListed: true, untilMs: clock.nowMs() + unansweredForMs };
  }

  /** Asks, and remembers the answer also where it comes after the page has stopped waiting. */
  function askOnce(hash: string): Promise<boolean> {
    const under = asking.get(hash);
    if (under !== undefined) return under;
    const begun = ask(hash)
      .then((answer) => {
        answers.delete(hash);
        answers.set(hash, answer);
        const oldest = answers.keys().next().value;
        if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
        return answer.isListed;
      })
      .catch(() => true)
      .finally(() => asking.delete(hash));
    asking.set(hash, begun);
    return begun;
  }

  async function confirm(hash: string): Promise<boolean> {
    const answer = answers.get(hash);
    const isGood = answer?.untilMs === undefined || clock.nowMs() < answer.untilMs;
    if (answer !== undefined && isGood) return answer.isListed;
    return (await Promise.race([askOnce(hash), clock.after(confirmDeadlineMs)])) ?? true;
  }

  async function lookUp(address: string): Promise<boolean> {
    if ((await wanted()) === "") return false;
    const list = (await known())?.list;
    if (list === undefined) return false;
    const hashes = await Promise.all(
      [...formsOf(address)].map((form) => crypt.hmacSha256(list.key, encoder.encode(form))),
    );
    const hits = hashes.filter((hash) => list.mayHold(hash));
    if (hits.length === 0) return false;
    return (await Promise.all(hits.map((hash) => confirm(toBase64(hash))))).includes(true);
  }

  async function refresh(): Promise<void> {
    const { confidential = "", collectorAddress = "", deviceToken } = await memory.managed.read();
    if (confidential.trim() === "") {
      trouble = "";
      if ((await blobs.get(blobName)) !== undefined) await blobs.remove(blobName);
      kept = Promise.resolve(undefined);
      return;
    }
    const address = belowAddress(collectorAddress, listPath);
    if (address === undefined) {
      trouble = "no collector is configured (collectorAddress)";
      return;
    }
    const before = await known().catch(() => undefined);
    const got = await network.fetchBytes({ address, token: deviceToken, etag: before?.etag });
    if (got.kind === "same") {
      trouble = "";
      return;
    }
    if (got.kind === "failed") {
      trouble = `the collector has none to give: ${got.why}`;
      return;
    }
    const list = openConfidentialList(new Uint8Array(got.bytes));
    if (!list.ok) {
      trouble = `the collector sent ${list.error}`;
      return;
    }
    // Stored before it is believed; and what was learnt under the list before says nothing about this one.
    const file: KeptFile = { etag: got.etag, bytes: got.bytes };
    await blobs.set(blobName, file);
    kept = Promise.resolve({ etag: got.etag, list: list.value });
    answers.clear();
    trouble = "";
  }

  return {
    async isListed(address) {
      try {
        return await lookUp(address);
      } catch {
        // A store or a digest that fails tells nothing of any page: closing all of them would be no answer.
        trouble = "this device could not read the list";
        return false;
      }
    },
    async refresh() {
      try {
        await refresh();
      } catch {
        trouble = "this device could not keep the list";
      }
    },
    async check() {
      const word = await wanted();
      if (word === "") return undefined;
      const list = (await known().catch(() => undefined))?.list;
      const name = "Confidential list";
      const spelling = word === "required" ? "" : ` "${word}" was read as "required".`;
      const fault = trouble === "" ? "" : ` At the last look: ${trouble}.`;
      if (list === undefined) {
        const detail = `Configured, but none has arrived yet: listed pages are not closed.${fault}${spelling}`;
        return { name, ok: false, detail };
      }
      const day = new Date(list.madeAtMs).toISOString().slice(0, 10);
      return {
        name,
        ok: trouble === "" && spelling === "",
        detail: `In force, of ${day}; ${countWords(list.entries)}.${fault}${spelling}`,
      };
    },
  };
}
