// The real pages (index.html, main.tsx) on a local server, with a messenger that answers from samples.
// By hand: `node tests/support/gallery/serve.ts`, then open the printed address.
import { fileURLToPath } from "node:url";
import { createServer, type ViteDevServer } from "vite";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const fake = fileURLToPath(new URL("fake-send.ts", import.meta.url));

export interface Gallery {
  /** "http://127.0.0.1:PORT" */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export async function serveGallery(port = 0): Promise<Gallery> {
  const server: ViteDevServer = await createServer({
    root,
    configFile: false,
    logLevel: "warn",
    server: { host: "127.0.0.1", port, hmr: false, watch: null },
    optimizeDeps: {
      include: ["preact", "preact/hooks", "preact/jsx-dev-runtime"],
      noDiscovery: true,
    },
    cacheDir: "node_modules/.vite-gallery",
    plugins: [
      {
        name: "fake-messenger",
        enforce: "pre",
        resolveId: (source) => (source.endsWith("platform/send-message.ts") ? fake : undefined),
      },
    ],
  });
  await server.listen();
  const address = server.httpServer?.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    origin: `http://127.0.0.1:${bound}`,
    close: () => server.close(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const gallery = await serveGallery();
  console.log(`${gallery.origin}/entrypoints/report/index.html?state=teen`);
}
