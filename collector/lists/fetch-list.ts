// Fetches a publisher's file: https only (or this machine), a deadline, a limit on the size, nothing sent but tags.

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
  if (protocol === "https:") return true;
  const isOwnMachine =
    /^127(?:\.\d+){3}$/.test(hostname) || hostname === "localhost" || hostname === "[::1]";
  return protocol === "http:" && isOwnMachine;
}

/** Never rejects. Each redirect is held to the same rule as the address itself. */
export async function fetchList(
  { address, etag, lastModified }: ListRequest,
  limits: FetchLimits = usualLimits,
): Promise<FetchedList> {
  const failed = (why: string): FetchedList => ({ kind: "failed", why });
  const signal = AbortSignal.timeout(limits.deadlineMs);
  let at = address;
  try {
    for (let hops = 0; hops <= redirectsMost; hops += 1) {
      if (!isFetchable(at)) {
        return failed(
          hops === 0 ? "not an https address" : "sent on to an address that is not https",
        );
      }
      const answer = await fetch(at, {
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
        at = new URL(next, at).href;
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
