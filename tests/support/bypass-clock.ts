// A collector whose clock differs from the device's: to the device this is the same as a clock of its own that is
// wrong. Stands between the two as the network does, and moves the times that an answer names.
import { createServer, request as forwardRequest } from "node:http";
import type { AddressInfo } from "node:net";

export interface ShiftedCollector {
  /** What the device is told is the collector. */
  readonly address: string;
  /** How far the collector's time is ahead of the device's, in milliseconds; negative: behind. */
  aheadMs: number;
  /** Whether the device reaches it. */
  isReachable: boolean;
  close(): Promise<void>;
}

/** `to`: the collector's own address. Answers have to travel unpinned: a signature would show what is done here. */
export async function openShiftedCollector(to: string): Promise<ShiftedCollector> {
  const state = { aheadMs: 0, isReachable: true };
  const shifted = (text: string): string =>
    text.replace(
      /("nowMs\\?":)(\d+)/g,
      (_all, name: string, atMs: string) => `${name}${Number(atMs) + state.aheadMs}`,
    );
  const server = createServer((incoming, outgoing) => {
    if (!state.isReachable) {
      incoming.destroy();
      return;
    }
    const forward = forwardRequest(
      new URL(incoming.url ?? "/", to),
      {
        method: incoming.method,
        headers: { ...incoming.headers, host: new URL(to).host, connection: "close" },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          const body = shifted(Buffer.concat(parts).toString("utf8"));
          const { "content-length": _length, ...headers } = answer.headers;
          outgoing.writeHead(answer.statusCode ?? 502, {
            ...headers,
            date: new Date(Date.now() + state.aheadMs).toUTCString(),
          });
          outgoing.end(body);
        });
      },
    );
    forward.on("error", () => outgoing.destroy());
    incoming.on("error", () => forward.destroy());
    incoming.pipe(forward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    get aheadMs() {
      return state.aheadMs;
    },
    set aheadMs(aheadMs) {
      state.aheadMs = aheadMs;
    },
    get isReachable() {
      return state.isReachable;
    },
    set isReachable(isReachable) {
      state.isReachable = isReachable;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
