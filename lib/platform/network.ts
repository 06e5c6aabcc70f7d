// The only fetches that leave the device: the policy with its lists, and batches to the collector.
import type { FetchedBytes, FetchedText, Network, PostedBatch } from "../app/ports.ts";

const fetchDeadlineMs = 30_000;
const postDeadlineMs = 30_000;
const longestAnswerBytes = 64 * 1024 * 1024;
/** 500 ids with reasons are a tenth of it. */
const longestBatchAnswerBytes = 1024 * 1024;

/** What a hotel's or a train's Wi-Fi says to somebody who has not signed in there. */
const sentElsewhere = "sent on to another address, as a network's sign-in page does";
const somethingElse = "answered something else, as a network's sign-in page does";

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === "TimeoutError") return "no answer in time";
  return "no connection";
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined || token === "" ? {} : { authorization: `Bearer ${token}` };
}

/** No cookies, no referrer, no cache of the browser's: what is asked is said, and nothing more. */
const plain = {
  credentials: "omit",
  cache: "no-store",
  referrerPolicy: "no-referrer",
} as const;

const tooLarge = { kind: "failed", why: "larger than 64 MiB" } as const;

function isAsSafe(asked: string, answered: string): boolean {
  return answered.startsWith("https:") || !asked.startsWith("https:");
}

/** The body; undefined where it is larger than it may be, which its head need not say. */
async function readChunks(
  answer: Response,
  bytesMost = longestAnswerBytes,
): Promise<Uint8Array[] | undefined> {
  const chunks: Uint8Array[] = [];
  if (answer.body === null) return chunks;
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMost) return undefined;
    chunks.push(chunk);
  }
  return chunks;
}

function toText(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

function toBytes(chunks: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole.buffer;
}

/** The moment the answer was made, by its own head; {} where that says nothing. */
function dateOf(answer: Response): { readonly dateMs?: number } {
  const dateMs = Date.parse(answer.headers.get("date") ?? "");
  return Number.isNaN(dateMs) ? {} : { dateMs };
}

type Got =
  | { readonly kind: "chunks"; readonly chunks: readonly Uint8Array[]; readonly answer: Response }
  | { readonly kind: "same" }
  | { readonly kind: "failed"; readonly why: string };

async function get({ address, token, etag }: Parameters<Network["fetchText"]>[0]): Promise<Got> {
  try {
    const answer = await fetch(address, {
      ...plain,
      // A token never follows a redirect to somewhere else.
      redirect: token === undefined ? "follow" : "error",
      headers: {
        ...bearer(token),
        ...(etag === undefined || etag === "" ? {} : { "if-none-match": etag }),
      },
      signal: AbortSignal.timeout(fetchDeadlineMs),
    });
    if (answer.status === 304) return { kind: "same" };
    if (!answer.ok) return { kind: "failed", why: `answered ${answer.status}` };
    const size = Number(answer.headers.get("content-length") ?? 0);
    if (size > longestAnswerBytes) return tooLarge;
    // Asked of https, answered by https, however often it was sent on.
    if (answer.redirected && !isAsSafe(address, answer.url)) {
      return { kind: "failed", why: "sent on to an address that is not https" };
    }
    const chunks = await readChunks(answer);
    return chunks === undefined ? tooLarge : { kind: "chunks", chunks, answer };
  } catch (error) {
    return { kind: "failed", why: reasonOf(error) };
  }
}

export function createNetwork(): Network {
  return {
    async fetchText(request): Promise<FetchedText> {
      const got = await get(request);
      if (got.kind !== "chunks") return got;
      const etag = got.answer.headers.get("etag") ?? "";
      return { kind: "text", text: toText(got.chunks), etag, ...dateOf(got.answer) };
    },
    async fetchBytes(request): Promise<FetchedBytes> {
      const got = await get(request);
      if (got.kind !== "chunks") return got;
      const etag = got.answer.headers.get("etag") ?? "";
      return { kind: "bytes", bytes: toBytes(got.chunks), etag };
    },
    async postBatch({ address, token, body, headers, deadlineMs }): Promise<PostedBatch> {
      try {
        const answer = await fetch(address, {
          ...plain,
          method: "POST",
          // Never followed: the token and the events go to the collector or nowhere.
          redirect: "manual",
          headers: { "content-type": "application/json", ...bearer(token), ...headers },
          body: typeof body === "string" ? body : new Uint8Array(body),
          signal: AbortSignal.timeout(deadlineMs ?? postDeadlineMs),
        });
        if (answer.type === "opaqueredirect" || isRedirect(answer.status)) {
          return { kind: "failed", why: sentElsewhere, retryAfter: null };
        }
        const retryAfter = answer.headers.get("retry-after");
        const { status } = answer;
        if (status === 413) return { kind: "too-large" };
        if (!answer.ok) return { kind: "failed", why: `answered ${status}`, retryAfter, status };
        const chunks = await readChunks(answer, longestBatchAnswerBytes);
        if (chunks === undefined) return { kind: "failed", why: somethingElse, retryAfter: null };
        const value: unknown = JSON.parse(toText(chunks));
        return { kind: "answered", body: value, ...dateOf(answer) };
      } catch (error) {
        const why = error instanceof SyntaxError ? somethingElse : reasonOf(error);
        return { kind: "failed", why, retryAfter: null };
      }
    },
  };
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
