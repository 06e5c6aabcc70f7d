// A stand-in publisher of lists on loopback: what it answers can be changed, and what it was asked is kept.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";

export interface Answer {
  readonly status?: number;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Never ends. */
  readonly hangs?: boolean;
}

export interface Publisher {
  readonly address: string;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  answers: Record<string, Answer>;
  close(): Promise<void>;
}

export async function startPublisher(): Promise<Publisher> {
  const asked: Publisher["asked"] = [];
  const publisher: { answers: Record<string, Answer> } = { answers: {} };
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push({ path, headers: request.headers });
    const answer = publisher.answers[path] ?? { status: 404 };
    const tag = answer.headers?.["etag"];
    if (
      answer.status === undefined &&
      tag !== undefined &&
      request.headers["if-none-match"] === tag
    ) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(answer.status ?? 200, answer.headers);
    if (answer.hangs === true) response.write("a");
    else response.end(answer.body ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(publisher, {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}
