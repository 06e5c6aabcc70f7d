// What every answer carries, and what every request at the desk must be.
import type { MiddlewareHandler } from "hono";
import { refuse } from "./answers.ts";

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const always = [
  ["Content-Security-Policy", contentPolicy],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), microphone=(), geolocation=()"],
] as const;

export function securityHeaders(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    // Not `c.header`: each call of it after the answer is made would make the answer anew.
    const { headers } = c.res;
    for (const [name, value] of always) headers.set(name, value);
    if (secure) headers.set("Strict-Transport-Security", "max-age=31536000");
    if (headers.get("Cache-Control") === null) headers.set("Cache-Control", "no-store");
  };
}

/**
 * Against requests forged by other sites, beside SameSite=Strict: what changes something must come from the desk's
 * own origin and be JSON. Reading must not come from elsewhere either where the browser says so.
 */
export function sameOriginOnly(publicAddress: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    const own =
      publicAddress === undefined
        ? `http://${c.req.header("host") ?? ""}`
        : new URL(publicAddress).origin;
    const origin = c.req.header("origin");
    const changes = c.req.method !== "GET" && c.req.method !== "HEAD";
    const foreign = origin === undefined ? changes : origin !== own;
    const site = c.req.header("sec-fetch-site");
    if (foreign || site === "cross-site" || site === "same-site") {
      return refuse(c, 403, "a request from another site", `a request from ${own}`);
    }
    return next();
  };
}
