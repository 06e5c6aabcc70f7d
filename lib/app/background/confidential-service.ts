// The confidential list (requirement F2): looked up here by cut hashes, confirmed by the collector, known to nobody.
// Only the managed configuration says whether and where: a policy, an unlock or a lesson has no say in it.
import { carriedAddresses } from "../../core/policy/carried-address.ts";
import { confidentialForms } from "../../core/policy/confidential-address.ts";
import { parseWebAddress } from "../../core/policy/host.ts";
import { isProtected } from "../../core/policy/protected-sites.ts";
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
const mostSuspects = 100;

const blobName = "confidential-1";
/** Apart from the list: small, and written at each look. */
const lookName = "confidential-look-1";
/** The worker wakes many times an hour; the collector is asked this often, and sooner where the last look failed. */
const lookEveryMs = 60 * 60_000;
const lookAgainMs = 5 * 60_000;
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

interface Look {
  /** Whom it asked. */
  readonly address: string;
  readonly atMs: number;
  /** "" where it went well. */
  readonly trouble: string;
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
  /**
   * Whether the collector itself has said so, however late: nobody is written down for a stranger's page that was closed
   * because no word came. Never rejects.
   */
  isConfirmed(address: string): Promise<boolean>;
  /** Whether a look-up has hit and was not refuted: for whoever must answer while the collector is still being asked. */
  isSuspect(address: string): boolean;
  /**
   * Fetches what has changed, where a look is due; what cannot be had leaves the last good list in force. True where
   * another list is in force now. Never rejects.
   */
  refresh(): Promise<boolean>;
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

function isLook(value: unknown): value is Look {
  return (
    typeof value === "object" &&
    value !== null &&
    "address" in value &&
    "atMs" in value &&
    typeof value.atMs === "number" &&
    "trouble" in value &&
    typeof value.trouble === "string"
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
  const asking = new Map<string, Promise<Answer>>();
  const suspects = new Set<string>();

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

  function unanswered(): Answer {
    return { isListed: true, untilMs: clock.nowMs() + unansweredForMs };
  }

  async function ask(hash: string): Promise<Answer> {
    const { collectorAddress = "", deviceToken = "" } = await memory.managed.read();
    const address = belowAddress(collectorAddress, confirmPath);
    const posted =
      address === undefined
        ? undefined
        : await network.postBatch({ address, token: deviceToken, body: JSON.stringify({ hash }) });
    const isListed = posted?.kind === "answered" ? isListedIn(posted.body) : undefined;
    return isListed === undefined ? unanswered() : { isListed };
  }

  /** Asks, and remembers the answer also where it comes after the page has stopped waiting. */
  function askOnce(hash: string): Promise<Answer> {
    const under = asking.get(hash);
    if (under !== undefined) return under;
    const begun = ask(hash)
      .then((answer) => {
        answers.delete(hash);
        answers.set(hash, answer);
        const oldest = answers.keys().next().value;
        if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
        return answer;
      })
      .catch(() => unanswered())
      .finally(() => asking.delete(hash));
    asking.set(hash, begun);
    return begun;
  }

  /** What is known of a hash, or is about to be. */
  function answerTo(hash: string): Promise<Answer> {
    const answer = answers.get(hash);
    const isGood = answer?.untilMs === undefined || clock.nowMs() < answer.untilMs;
    return answer !== undefined && isGood ? Promise.resolve(answer) : askOnce(hash);
  }

  async function isClosed(hash: string): Promise<boolean> {
    const answer = await Promise.race([answerTo(hash), clock.after(confirmDeadlineMs)]);
    return answer?.isListed ?? true;
  }

  /** The whole hashes (base64) under which the list may hold the address. */
  async function hitsOf(address: string): Promise<readonly string[]> {
    const host = parseWebAddress(address)?.host;
    // Not even a hash of a help site's address ever leaves.
    if (host === undefined || isProtected(host) || (await wanted()) === "") return [];
    const list = (await known())?.list;
    if (list === undefined) return [];
    const hashes = await Promise.all(
      [...formsOf(address)].map((form) => crypt.hmacSha256(list.key, encoder.encode(form))),
    );
    return hashes.filter((hash) => list.mayHold(hash)).map(toBase64);
  }

  function suspect(address: string): void {
    suspects.delete(address);
    suspects.add(address);
    const oldest = suspects.values().next().value;
    if (suspects.size > mostSuspects && oldest !== undefined) suspects.delete(oldest);
  }

  async function lookUp(address: string): Promise<boolean> {
    const hits = await hitsOf(address);
    if (hits.length === 0) return false;
    suspect(address);
    const isListed = (await Promise.all(hits.map(isClosed))).includes(true);
    if (!isListed) suspects.delete(address);
    return isListed;
  }

  async function forget(): Promise<boolean> {
    trouble = "";
    const had = (await blobs.get(blobName)) !== undefined;
    if (had) await blobs.remove(blobName);
    if ((await blobs.get(lookName)) !== undefined) await blobs.remove(lookName);
    kept = Promise.resolve(undefined);
    answers.clear();
    suspects.clear();
    return had;
  }

  /** Whether the last look still counts; its trouble is then what is known. */
  async function isFresh(address: string, hasList: boolean): Promise<boolean> {
    const look = await blobs.get(lookName);
    if (!isLook(look) || look.address !== address) return false;
    const sinceMs = clock.nowMs() - look.atMs;
    const isGood = hasList && look.trouble === "";
    // A look from the future was noted by a clock that was wrong.
    if (sinceMs < 0 || sinceMs >= (isGood ? lookEveryMs : lookAgainMs)) return false;
    trouble = look.trouble;
    return true;
  }

  /** Fetches, checks and keeps. True where another list is in force now. */
  async function fetchList(address: string, token: string | undefined): Promise<boolean> {
    const before = await known().catch(() => undefined);
    if (await isFresh(address, before !== undefined)) return false;
    const got = await network.fetchBytes({ address, token, etag: before?.etag });
    const list = got.kind === "bytes" ? openConfidentialList(new Uint8Array(got.bytes)) : undefined;
    trouble = "";
    if (got.kind === "failed") trouble = `the collector has none to give: ${got.why}`;
    if (list !== undefined && !list.ok) trouble = `the collector sent ${list.error}`;
    const isNew = got.kind === "bytes" && list?.ok === true;
    if (isNew) {
      // Stored before it is believed; and what was learnt under the list before says nothing about this one.
      const file: KeptFile = { etag: got.etag, bytes: got.bytes };
      await blobs.set(blobName, file);
      kept = Promise.resolve({ etag: got.etag, list: list.value });
      answers.clear();
      suspects.clear();
    }
    const look: Look = { address, atMs: clock.nowMs(), trouble };
    await blobs.set(lookName, look);
    return isNew;
  }

  async function refresh(): Promise<boolean> {
    if ((await wanted()) === "") return forget();
    const { collectorAddress = "", deviceToken } = await memory.managed.read();
    const address = belowAddress(collectorAddress, listPath);
    if (address !== undefined) return fetchList(address, deviceToken);
    trouble = "no collector is configured (collectorAddress)";
    return false;
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
    async isConfirmed(address) {
      try {
        const answered = await Promise.all((await hitsOf(address)).map(answerTo));
        return answered.some((answer) => answer.isListed && answer.untilMs === undefined);
      } catch {
        return false;
      }
    },
    isSuspect: (address) => suspects.has(address),
    async refresh() {
      try {
        return await refresh();
      } catch {
        trouble = "this device could not keep the list";
        return false;
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
