// Fetches a publisher's file: https only (or this machine), a deadline, a limit on the size, nothing sent but tags.
import { isIP } from "node:net";
import { isOwnMachine, isPrivateAddress } from "../alerts/private-address.ts";

export interface ListRequest {
  readonly address: string;
  /** Of the last good answer; "" where there was none. */
  readonly etag: string;
  readonly lastModified: string;
}

export type FetchedList =
  | {
      readonly kind: "bytes";
      readonly bytes: Uint8Array;
      readonly etag: string;
      readonly lastModified: string;
    }
  | { readonly kind: "same" }
  /** One short sentence without content. */
  | { readonly kind: "failed"; readonly why: string };

export interface FetchLimits {
  readonly deadlineMs: number;
  readonly bytesMost: number;
}

const usualLimits: FetchLimits = { deadlineMs: 120_000, bytesMost: 64 * 1024 * 1024 };
const redirectsMost = 5;

/** Whether lists may be fetched from there. */
export function isFetchable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isOwnMachine(hostname));
}

/**
 * Whether a publisher may send the collector on from one address to another: not to this machine or into the network
 * around it, where other things answer who asks from here. A name that leads there is held by its certificate.
 */
function maySendOn(from: string, to: string): boolean {
  if (!isFetchable(to)) return false;
  const { hostname } = new URL(to);
  const bare = hostname.replace(/^\[|\]$/g, "");
  const isInside = isOwnMachine(hostname) || (isIP(bare) > 0 && isPrivateAddress(bare));
  return !isInside || isOwnMachine(new URL(from).hostname);
}

/** Never rejects. Each redirect is held to the same rule as the address itself, and leads no further inside. */
export async function fetchList(
  { address, etag, lastModified }: ListRequest,
  limits: FetchLimits = usualLimits,
  ask: typeof fetch = fetch,
): Promise<FetchedList> {
  const failed = (why: string): FetchedList => ({ kind: "failed", why });
  const signal = AbortSignal.timeout(limits.deadlineMs);
  let at = address;
  try {
    for (let hops = 0; hops <= redirectsMost; hops += 1) {
      if (hops === 0 && !isFetchable(at)) return failed("not an https address");
      const answer = await ask(at, {
        redirect: "manual",
        signal,
        headers: {
          "user-agent": "Schoolgate collector",
          ...(etag === "" ? {} : { "if-none-match": etag }),
          ...(lastModified === "" ? {} : { "if-modified-since": lastModified }),
        },
      });
      const next = answer.headers.get("location");
      if (answer.status >= 301 && answer.status <= 308 && answer.status !== 304 && next !== null) {
        await answer.body?.cancel();
        if (!URL.canParse(next, at)) return failed("sent on to no address");
        const to = new URL(next, at).href;
        if (!isFetchable(to)) return failed("sent on to an address that is not https");
        if (!maySendOn(at, to)) return failed("sent on into a private network");
        at = to;
        continue;
      }
      if (answer.status === 304) return { kind: "same" };
      if (!answer.ok) {
        await answer.body?.cancel();
        return failed(`answered ${answer.status}`);
      }
      const bytes = await readBytes(answer, limits.bytesMost);
      if (bytes === undefined) return failed(`larger than ${limits.bytesMost} bytes`);
      return {
        kind: "bytes",
        bytes,
        etag: (answer.headers.get("etag") ?? "").slice(0, 500),
        lastModified: (answer.headers.get("last-modified") ?? "").slice(0, 100),
      };
    }
    return failed("sent on too often");
  } catch (error) {
    const late = error instanceof DOMException && error.name === "TimeoutError";
    return failed(late ? "no answer in time" : "no connection");
  }
}

async function readBytes(answer: Response, most: number): Promise<Uint8Array | undefined> {
  if (answer.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    // Leaving the loop cancels the body.
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
