// A web on loopback that stands in for named hosts, over http and https on one port, and remembers each request:
// "no request left the browser" is then something that can be counted.
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createSocketServer, type AddressInfo, type Socket } from "node:net";
import { makeSelfSigned } from "./self-signed.ts";

export interface StandInRequest {
  readonly method: string;
  readonly host: string;
  /** With query. */
  readonly path: string;
  readonly atMs: number;
}

export interface StandInAnswer {
  readonly status?: number;
  /** Default: text/html. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers one request to a site, or undefined for "not found". */
export type StandInSite = (request: StandInRequest) => StandInAnswer | undefined;

export interface StandInWeb {
  readonly port: number;
  /** For `launchManagedChromium`: each host to this server. */
  readonly hostMap: Readonly<Record<string, string>>;
  readonly trustedKeyHash: string;
  readonly requests: readonly StandInRequest[];
  requestsTo(host: string): readonly StandInRequest[];
  close(): Promise<void>;
}

/** First byte of a TLS handshake record (RFC 8446, 5.1). */
const tlsHandshake = 0x16;

/**
 * Opens the stand-in web on 127.0.0.1. `sites` maps a host ("example.test") or all hosts below one
 * ("*.example.test") to what answers for it.
 */
export async function openStandInWeb(
  sites: Readonly<Record<string, StandInSite>>,
  options: { readonly port?: number } = {},
): Promise<StandInWeb> {
  const requests: StandInRequest[] = [];
  const certificate = makeSelfSigned("Schoolgate stand-in", Date.now());

  const siteOf = (host: string): StandInSite | undefined =>
    sites[host] ??
    Object.entries(sites).find(
      ([name]) => name.startsWith("*.") && host.endsWith(name.slice(1)),
    )?.[1];

  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const host = (incoming.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    const request = {
      method: incoming.method ?? "GET",
      host,
      path: incoming.url ?? "/",
      atMs: Date.now(),
    };
    requests.push(request);
    incoming.resume();
    const said = siteOf(host)?.(request);
    outgoing.writeHead(said?.status ?? (said === undefined ? 404 : 200), {
      "content-type": said?.type ?? "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...said?.headers,
    });
    outgoing.end(said?.body ?? "<!doctype html><title>Not here</title><p>Nothing stands here.</p>");
  };

  const plain = createHttpServer(answer);
  const secure = createTlsServer(
    { key: certificate.keyPem, cert: certificate.certificatePem },
    answer,
  );
  const sockets = new Set<Socket>();
  const front = createSocketServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === tlsHandshake ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  secure.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve, reject) => {
    front.once("error", reject);
    front.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = front.address() as AddressInfo;
  return {
    port,
    hostMap: Object.fromEntries(
      Object.keys(sites).map((host) => [host, `127.0.0.1:${port}`] as const),
    ),
    trustedKeyHash: certificate.keyHash,
    requests,
    requestsTo: (host) => requests.filter((request) => request.host === host),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        front.close(() => resolve());
      }),
  };
}
