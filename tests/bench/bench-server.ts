// Files held in memory, served on loopback under any name a browser is told to look for here.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface BenchServer {
  readonly port: number;
  /** Path ("/page.html") to what stands there. */
  readonly files: Map<string, string | Uint8Array>;
  close(): void;
}

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
};

export async function openBenchServer(): Promise<BenchServer> {
  const files = new Map<string, string | Uint8Array>();
  const server = createServer((request, answer) => {
    const path = (request.url ?? "/").replace(/\?.*$/, "");
    const body = files.get(path);
    answer.writeHead(body === undefined ? 404 : 200, {
      "content-type": types[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream",
    });
    answer.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    files,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
