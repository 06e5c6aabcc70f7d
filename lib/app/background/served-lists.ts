// Lists that the collector fetched, cleaned and serves: a signed index, then a delta or the whole, each held to its hash.
import { listIndexSchema } from "../../contract/list-index.ts";
import type { ListIndex, ServedList } from "../../contract/list-index.ts";
import { err, ok } from "../../contract/result.ts";
import type { Result } from "../../contract/result.ts";
import { signedSchema } from "../../contract/signed.ts";
import { areCleanHosts } from "../../core/policy/clean-host-text.ts";
import { readListDelta } from "../../core/policy/list-delta.ts";
import type { World } from "../ports.ts";
import { applyToText } from "./list-blobs.ts";
import type { KeptList } from "./list-blobs.ts";
import { remember } from "./remember.ts";
import { belowAddress } from "./safe-address.ts";

export interface CollectorAt {
  readonly collector: string;
  readonly token: string;
  /** Public key of the collector, base64; undefined: no key is pinned. */
  readonly policyKey: string | undefined;
}

interface KeptIndex {
  readonly from: string;
  readonly etag: string;
  readonly index: ListIndex;
}

export interface ServedLists {
  /** What the collector serves. The error is a short sentence; the index that was good last comes with it. */
  index(
    at: CollectorAt,
  ): Promise<{ readonly index: ListIndex | undefined; readonly wrong: string | undefined }>;
  /** The list as it should be, from what is kept where a delta leads there. The error is a short sentence. */
  fetch(
    at: CollectorAt,
    served: ServedList,
    before: KeptList | undefined,
  ): Promise<Result<KeptList, string>>;
}

function isIndex(stored: unknown): KeptIndex | undefined {
  return typeof stored === "object" && stored !== null && "index" in stored
    ? (stored as KeptIndex)
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function createServedLists(world: Pick<World, "network" | "crypt" | "state">): ServedLists {
  const { network, crypt } = world;
  const kept = remember(world.state, "list-index-1", isIndex);

  async function hashOf(text: string): Promise<string> {
    const bytes = await crypt.sha256(new TextEncoder().encode(text));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function readIndex(
    text: string,
    key: string | undefined,
  ): Promise<Result<ListIndex, string>> {
    const signed = signedSchema.safeParse(parseJson(text));
    if (!signed.success) return err("the index of lists is none");
    const { payload, signature } = signed.data;
    if (key !== undefined && !(await crypt.isSigned(key, payload, signature))) {
      return err("the index of lists is not signed by the school's key");
    }
    const index = listIndexSchema.safeParse(parseJson(payload));
    return index.success ? ok(index.data) : err("the index of lists is none");
  }

  async function fetchText(at: CollectorAt, path: string, etag?: string) {
    const address = belowAddress(at.collector, path);
    if (address === undefined) return { kind: "failed", why: "no collector is named" } as const;
    const token = at.token === "" ? undefined : at.token;
    return network.fetchText({ address, token, etag });
  }

  async function fetchDelta(
    at: CollectorAt,
    served: ServedList,
    before: KeptList | undefined,
  ): Promise<string | undefined> {
    if (before === undefined || !served.deltasFrom.includes(before.print)) return undefined;
    const got = await fetchText(at, `lists/${served.id}/${before.print}-${served.sha256}.delta`);
    const delta = got.kind === "text" ? readListDelta(got.text) : undefined;
    if (delta?.ok !== true) return undefined;
    const hosts = applyToText(before.hosts, delta.value);
    return (await hashOf(`${hosts}\n`)) === served.sha256 ? hosts : undefined;
  }

  return {
    async index(at) {
      const before = await kept.read();
      // Of another collector or another key: nothing that was believed before is believed now.
      const from = `${at.collector} ${at.policyKey ?? ""}`;
      const known = before?.from === from ? before : undefined;
      const last = known?.index;
      const got = await fetchText(at, "lists/index.json", known?.etag);
      if (got.kind === "same") return { index: last, wrong: undefined };
      if (got.kind === "failed") return { index: last, wrong: got.why };
      const read = await readIndex(got.text, at.policyKey);
      if (!read.ok) return { index: last, wrong: read.error };
      if (last !== undefined && read.value.serial < last.serial) {
        return { index: last, wrong: "the index of lists is older than the one before" };
      }
      await kept.write({ from, etag: got.etag, index: read.value });
      return { index: read.value, wrong: undefined };
    },
    async fetch(at, served, before) {
      const address = `lists/${served.id}`;
      const done = (hosts: string) => ok({ address, etag: "", hosts, print: served.sha256 });
      const changed = await fetchDelta(at, served, before);
      if (changed !== undefined) return done(changed);
      const got = await fetchText(at, `lists/${served.id}/${served.sha256}.txt`);
      if (got.kind !== "text") return err(got.kind === "failed" ? got.why : "no answer");
      if ((await hashOf(got.text)) !== served.sha256)
        return err("a list with another hash than its own");
      if (!areCleanHosts(got.text)) return err("a list that is not clean");
      return done(got.text.replace(/\n$/, ""));
    },
  };
}
