// The desk's page. All of it is read into memory once: there is no path from a request to the disk.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { Hono } from "hono";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Serves the folder `dir` (as `buildConsole` wrote it); without one, a page that says what is missing. */
export function consoleFiles(dir: string | undefined): Hono {
  const app = new Hono();
  const files = dir === undefined ? new Map<string, Uint8Array<ArrayBuffer>>() : readAll(dir);
  app.get("*", (c) => {
    const name = new URL(c.req.url).pathname.replace(/^\/desk\/?/, "") || "index.html";
    const body = files.get(name);
    const type = types[extname(name)];
    if (body === undefined || type === undefined) {
      return name === "index.html"
        ? c.text("The desk's pages are not built: start the collector with --console DIR.\n", 503)
        : c.text("No such page.\n", 404);
    }
    // Names of assets carry a hash of their content; the page itself does not.
    const cache = name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    return c.body(body, 200, { "Content-Type": type, "Cache-Control": cache });
  });
  return app;
}

function readAll(dir: string): Map<string, Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(dir.length + 1).replaceAll(sep, "/"), new Uint8Array(readFileSync(path)));
  }
  return files;
}
