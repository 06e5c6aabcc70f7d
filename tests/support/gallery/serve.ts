// Every page in every state on a local server. `npm run gallery` follows edits and has the desk beside it; what tests and
// pictures use is built once, for speed.
import { createServer as createHttpServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build, createServer } from "vite";
import { openDeskServer } from "./desk-server.ts";
import { galleryConfig, galleryEntries, galleryIndex } from "./gallery-pages.ts";

export interface Gallery {
  /** "http://127.0.0.1:PORT" */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const kinds: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Builds the pages into a temporary folder (well under a second) and serves them. */
export async function serveGallery(): Promise<Gallery> {
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-gallery-"));
  await build({
    ...galleryConfig,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "chrome130",
      modulePreload: false,
      minify: false,
      reportCompressedSize: false,
      rollupOptions: { input: galleryEntries },
    },
  });
  const server = createHttpServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://gallery.test");
    if (pathname === "/") {
      response.writeHead(200, { "content-type": kinds[".html"] }).end(galleryIndex(""));
      return;
    }
    // Normalised from the root down, a path cannot leave the folder.
    readFile(join(folder, normalize(`/${decodeURIComponent(pathname)}`))).then(
      (bytes) => {
        const type = kinds[extname(pathname)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type, "cache-control": "max-age=600" });
        response.end(bytes);
      },
      () => response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: originOf(server.address()),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function originOf(address: unknown): string {
  if (typeof address !== "object" || address === null || !("port" in address)) {
    throw new Error("the gallery's server has no port");
  }
  return `http://127.0.0.1:${String(address.port)}`;
}

/** The pages as they are edited, and the desk with an invented school's day; until it is interrupted. */
async function showByHand(): Promise<void> {
  const desk = await openDeskServer();
  const where = `The desk: ${desk.address}/desk/ (password: ${desk.password})`;
  const server = await createServer({
    ...galleryConfig,
    server: { host: "127.0.0.1", port: 5290 },
    optimizeDeps: {
      include: ["preact", "preact/hooks", "preact/jsx-dev-runtime"],
      noDiscovery: true,
    },
    cacheDir: "node_modules/.vite-gallery",
    plugins: [
      ...galleryConfig.plugins,
      {
        name: "gallery-index",
        configureServer: ({ middlewares }) => {
          middlewares.use((request, response, next) => {
            if (request.url !== "/") return next();
            response.setHeader("content-type", "text/html; charset=utf-8");
            response.end(galleryIndex(where));
          });
        },
      },
    ],
  });
  await server.listen();
  console.log(`Every page in every state: ${originOf(server.httpServer?.address())}/`);
  console.log(where);
  console.log("Ctrl+C ends it.");
  const end = (): void => {
    void Promise.all([server.close(), desk.close()]).then(() => process.exit(0));
  };
  process.once("SIGINT", end).once("SIGTERM", end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await showByHand();
