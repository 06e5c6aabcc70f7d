// The packed list on this device: fetched from the collector, kept as it came, and what of that went wrong.
import { openConfidentialList } from "../../core/policy/confidential-list.ts";
import type { ConfidentialList } from "../../core/policy/confidential-list.ts";
import type { World } from "../ports.ts";
import type { Memory } from "./memory.ts";
import { belowAddress } from "./safe-address.ts";

const blobName = "confidential-1";
/** Apart from the list: small, and written at each look. */
const lookName = "confidential-look-1";
/** The worker wakes many times an hour; the collector is asked this often, and sooner where the last look failed. */
const lookEveryMs = 60 * 60_000;
const lookAgainMs = 5 * 60_000;
const listPath = "confidential/list.bin";

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

export interface ConfidentialFile {
  /** The list in force, if there is one. Rejects where the store does. */
  list(): Promise<ConfidentialList | undefined>;
  /** Fetches where a look is due. True where another list is in force now. Rejects where the store does. */
  refresh(): Promise<boolean>;
  /** Takes it off the device. True where there was one. Rejects where the store does. */
  remove(): Promise<boolean>;
  /** What went wrong at the last look; "" where nothing did. */
  trouble(): string;
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

function open(file: unknown): KeptList | undefined {
  if (!isKeptFile(file)) return undefined;
  const list = openConfidentialList(new Uint8Array(file.bytes));
  return list.ok ? { etag: file.etag, list: list.value } : undefined;
}

export function createConfidentialFile(
  world: Pick<World, "blobs" | "network" | "clock">,
  memory: Pick<Memory, "managed">,
): ConfidentialFile {
  const { blobs, network, clock } = world;
  let kept: Promise<KeptList | undefined> | undefined;
  let trouble = "";

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

  async function fetchList(address: string, token: string | undefined): Promise<boolean> {
    const before = await known();
    if (await isFresh(address, before !== undefined)) return false;
    const got = await network.fetchBytes({ address, token, etag: before?.etag });
    const list = got.kind === "bytes" ? openConfidentialList(new Uint8Array(got.bytes)) : undefined;
    trouble = "";
    if (got.kind === "failed") trouble = `the collector has none to give: ${got.why}`;
    if (list !== undefined && !list.ok) trouble = `the collector sent ${list.error}`;
    const isNew = got.kind === "bytes" && list?.ok === true;
    if (isNew) {
      // Stored before it is believed.
      const file: KeptFile = { etag: got.etag, bytes: got.bytes };
      await blobs.set(blobName, file);
      kept = Promise.resolve({ etag: got.etag, list: list.value });
    }
    const look: Look = { address, atMs: clock.nowMs(), trouble };
    await blobs.set(lookName, look);
    return isNew;
  }

  async function remove(): Promise<boolean> {
    trouble = "";
    const names = await blobs.names();
    for (const name of [blobName, lookName]) if (names.includes(name)) await blobs.remove(name);
    kept = Promise.resolve(undefined);
    return names.includes(blobName);
  }

  return {
    list: async () => (await known())?.list,
    async refresh() {
      const { collectorAddress = "", deviceToken } = await memory.managed.read();
      const address = belowAddress(collectorAddress, listPath);
      if (address !== undefined) return fetchList(address, deviceToken);
      trouble = "no collector is configured (collectorAddress)";
      return false;
    },
    remove,
    trouble: () => trouble,
  };
}
