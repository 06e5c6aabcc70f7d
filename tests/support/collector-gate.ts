// Stands between the extension and the collector, as the network does, and fails on command as the network does.
import { createServer, request as forwardRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * open: passes everything. shut: cuts every connection.
 * hold: takes the batch and neither forwards nor answers. hold-answer: the collector gets it, its answer is kept back.
 * drop-answer: the collector gets it, then the connection is cut.
 */
export type GateMode = "open" | "shut" | "hold" | "hold-answer" | "drop-answer";

export interface CollectorGate {
  /** What the extension is told is the collector. */
  readonly address: string;
  readonly port: number;
  mode: GateMode;
  /** Batches that reached the gate in any mode but "shut". */
  readonly batchesSeen: number;
  /** Cuts everything that is held. */
  cutHeld(): void;
  close(): Promise<void>;
}

/** `collectorPort` is asked for at each request: the collector may be started again on another. */
export async function openCollectorGate(collectorPort: () => number): Promise<CollectorGate> {
  const held = new Set<ServerResponse>();
  const state = { mode: "open" as GateMode, batchesSeen: 0 };
  const server = createServer((incoming, outgoing) => {
    const isBatch = incoming.url === "/api/v1/batches";
    const mode = isBatch || state.mode === "shut" ? state.mode : "open";
    if (mode === "shut") {
      incoming.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("error", () => undefined);
    incoming.on("end", () => {
      if (isBatch && incoming.method === "POST") state.batchesSeen += 1;
      if (mode === "hold") {
        held.add(outgoing);
        return;
      }
      const forward = forwardRequest(
        {
          host: "127.0.0.1",
          port: collectorPort(),
          method: incoming.method,
          path: incoming.url,
          headers: { ...incoming.headers, connection: "close" },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("end", () => {
            if (mode === "drop-answer") outgoing.destroy();
            else if (mode === "hold-answer") held.add(outgoing);
            else {
              outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
              outgoing.end(Buffer.concat(parts));
            }
          });
        },
      );
      forward.on("error", () => outgoing.destroy());
      forward.end(Buffer.concat(chunks));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const cutHeld = (): void => {
    for (const outgoing of held) outgoing.destroy();
    held.clear();
  };
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    get mode() {
      return state.mode;
    },
    set mode(mode) {
      state.mode = mode;
    },
    get batchesSeen() {
      return state.batchesSeen;
    },
    cutHeld,
    close: () =>
      new Promise((resolve) => {
        cutHeld();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
