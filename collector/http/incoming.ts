// Node's own request behind a request of the web: reading it there costs a busy collector a third of what it does here.
import { IncomingMessage } from "node:http";
import type { Context } from "hono";

/** Undefined where there is none: a request that a test has made. */
function nodeRequest(c: Context): IncomingMessage | undefined {
  const env: unknown = c.env;
  if (typeof env !== "object" || env === null || !("incoming" in env)) return undefined;
  return env.incoming instanceof IncomingMessage ? env.incoming : undefined;
}

/** For its body: undefined where somebody reads it already. */
export function incomingOf(c: Context): IncomingMessage | undefined {
  const incoming = nodeRequest(c);
  return incoming?.readableDidRead === false ? incoming : undefined;
}

/** The address that a request came from: IPv4 or IPv6, "" where it is not known; behind a proxy the one that it names. */
export function senderOf(c: Context, behindProxy: boolean): string {
  const named = behindProxy ? headerOf(c, "x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  const address = named ?? nodeRequest(c)?.socket.remoteAddress ?? "";
  return address.replace(/^::ffff:(?=[\d.]+$)/, "").slice(0, 60);
}

/** A header by its name in lower case. */
export function headerOf(c: Context, name: string): string | undefined {
  const incoming = nodeRequest(c);
  if (incoming === undefined) return c.req.header(name);
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}
