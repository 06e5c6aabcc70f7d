// Errors as people and programs can read them: {"error": {"what", "expected"}}.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

export function refuse(
  c: Context,
  status: ContentfulStatusCode,
  what: string,
  expected: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return c.json({ error: { what, expected } }, status, { ...headers });
}

/** 429 with whole seconds, rounded up. */
export function refuseForNow(c: Context, what: string, waitMs: number): Response {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return refuse(c, 429, what, `another try in ${seconds} s`, { "Retry-After": String(seconds) });
}
