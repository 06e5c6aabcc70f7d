// The confidential list (requirement F2): looked up here by cut hashes, confirmed by the collector, known to nobody.
// Only the managed configuration says whether and where: a policy, an unlock or a lesson has no say in it.
import type { StatusView } from "../../contract/message.ts";
import { carriedAddresses } from "../../core/policy/carried-address.ts";
import { confidentialForms } from "../../core/policy/confidential-address.ts";
import { parseWebAddress } from "../../core/policy/host.ts";
import { isProtected } from "../../core/policy/protected-sites.ts";
import type { World } from "../ports.ts";
import { createConfidentialFile } from "./confidential-file.ts";
import { createConfidentialWords } from "./confidential-word.ts";
import type { Memory } from "./memory.ts";

/** How long a page waits for the collector's word; without it the page counts as listed. */
export const confirmDeadlineMs = 700;
/** So many addresses within one are looked up: a page cannot make the look-up long by carrying hundreds. */
const mostCarried = 8;
const mostSuspects = 100;

export interface ConfidentialService {
  /**
   * Whether the address, or one that it carries, stands on the list; false where none is configured or none has arrived.
   * A look-up is local; a hit waits for the collector, up to `confirmDeadlineMs`, and counts as listed without its word.
   * Never rejects.
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
  const { clock, crypt } = world;
  const encoder = new TextEncoder();
  const file = createConfidentialFile(world, memory);
  const words = createConfidentialWords(world, memory);
  const suspects = new Set<string>();
  /** Both gates ask about one page within a few milliseconds. */
  const lookingUp = new Map<string, Promise<boolean>>();
  let fault = "";

  /** Any word counts: who misspells "required" is not left without the list. */
  async function wanted(): Promise<string> {
    return ((await memory.managed.read()).confidential ?? "").trim();
  }

  /** The whole hashes (base64) under which the list may hold the address. */
  async function hitsOf(address: string): Promise<readonly string[]> {
    const host = parseWebAddress(address)?.host;
    // Not even a hash of a help site's address ever leaves.
    if (host === undefined || isProtected(host) || (await wanted()) === "") return [];
    const list = await file.list();
    if (list === undefined) return [];
    const hashes = await Promise.all(
      [...formsOf(address)].map((form) => crypt.hmacSha256(list.key, encoder.encode(form))),
    );
    return hashes.filter((hash) => list.mayHold(hash)).map(toBase64);
  }

  async function isClosed(hash: string): Promise<boolean> {
    const word = await Promise.race([words.of(hash), clock.after(confirmDeadlineMs)]);
    return word?.isListed ?? true;
  }

  function suspect(address: string): void {
    suspects.delete(address);
    suspects.add(address);
    const oldest = suspects.values().next().value;
    if (suspects.size > mostSuspects && oldest !== undefined) suspects.delete(oldest);
  }

  async function lookUp(address: string): Promise<boolean> {
    try {
      const hits = await hitsOf(address);
      if (hits.length === 0) return false;
      suspect(address);
      const isListed = (await Promise.all(hits.map(isClosed))).includes(true);
      if (!isListed) suspects.delete(address);
      return isListed;
    } catch {
      // A store or a digest that fails tells nothing of any page: closing all of them would be no answer.
      fault = "this device could not read the list";
      return false;
    }
  }

  return {
    isListed(address) {
      const under = lookingUp.get(address);
      if (under !== undefined) return under;
      const begun = lookUp(address).finally(() => lookingUp.delete(address));
      lookingUp.set(address, begun);
      return begun;
    },
    async isConfirmed(address) {
      try {
        const said = await Promise.all((await hitsOf(address)).map((hash) => words.of(hash)));
        return said.some((word) => word.isListed && word.untilMs === undefined);
      } catch {
        return false;
      }
    },
    isSuspect: (address) => suspects.has(address),
    async refresh() {
      try {
        const isNew = (await wanted()) === "" ? await file.remove() : await file.refresh();
        fault = "";
        if (isNew) {
          words.forget();
          suspects.clear();
        }
        return isNew;
      } catch {
        fault = "this device could not keep the list";
        return false;
      }
    },
    async check() {
      const word = await wanted();
      if (word === "") return undefined;
      const list = await file.list().catch(() => undefined);
      const name = "Confidential list";
      const spelling = word === "required" ? "" : ` "${word}" was read as "required".`;
      const found = fault === "" ? file.trouble() : fault;
      const trouble = found === "" ? "" : ` At the last look: ${found}.`;
      if (list === undefined) {
        const detail = `Configured, but none has arrived yet: listed pages are not closed.${trouble}${spelling}`;
        return { name, ok: false, detail };
      }
      const day = new Date(list.madeAtMs).toISOString().slice(0, 10);
      return {
        name,
        ok: trouble === "" && spelling === "",
        detail: `In force, of ${day}; ${countWords(list.entries)}.${trouble}${spelling}`,
      };
    },
  };
}
