// The only fetches that leave the device: the policy with its lists, and batches to the collector.
import type { FetchedText, Network, PostedBatch } from "../app/ports.ts";

const fetchDeadlineMs = 30_000;
const postDeadlineMs = 30_000;
const longestAnswerBytes = 64 * 1024 * 1024;

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

/** The body as text; undefined where it is larger than it may be, which its head need not say. */
async function readText(answer: Response): Promise<string | undefined> {
  if (answer.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (bytes > longestAnswerBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

export function createNetwork(): Network {
  return {
    async fetchText({ address, token, etag }): Promise<FetchedText> {
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
        const text = await readText(answer);
        if (text === undefined) return tooLarge;
        return { kind: "text", text, etag: answer.headers.get("etag") ?? "" };
      } catch (error) {
        return { kind: "failed", why: reasonOf(error) };
      }
    },
    async postBatch({ address, token, body }): Promise<PostedBatch> {
      try {
        const answer = await fetch(address, {
          ...plain,
          method: "POST",
          redirect: "error",
          headers: { "content-type": "application/json", ...bearer(token) },
          body,
          signal: AbortSignal.timeout(postDeadlineMs),
        });
        if (answer.status === 413) return { kind: "too-large" };
        if (!answer.ok) {
          return {
            kind: "failed",
            why: `answered ${answer.status}`,
            retryAfter: answer.headers.get("retry-after"),
          };
        }
        const value: unknown = await answer.json();
        return { kind: "answered", body: value };
      } catch (error) {
        const why = error instanceof SyntaxError ? "answered something else" : reasonOf(error);
        return { kind: "failed", why, retryAfter: null };
      }
    },
  };
}
