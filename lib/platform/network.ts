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
        if (size > longestAnswerBytes) return { kind: "failed", why: "larger than 64 MiB" };
        return { kind: "text", text: await answer.text(), etag: answer.headers.get("etag") ?? "" };
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
