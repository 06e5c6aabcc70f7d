// Requests over kept connections of loopback, with as little of this process's own time as can be: bytes made before go
// out, and an answer is read to its end and looked at after the clock has stopped.
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { BatchAnswer } from "../../lib/contract/batch.ts";
import type { MadeRequest } from "./collector-batches.ts";

export interface Answered {
  readonly status: number;
  readonly body: Buffer;
}

interface Connection {
  ask(request: MadeRequest): Promise<Answered>;
  close(): void;
}

/** An answer that does not come is no figure. */
const answerMostMs = 30_000;

const headEnd = Buffer.from("\r\n\r\n");

function open(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let waiting: { resolve: (value: Answered) => void; reject: (why: Error) => void } | undefined;
    let come = Buffer.alloc(0);
    const fail = (why: Error) => {
      waiting?.reject(why);
      waiting = undefined;
      reject(why);
    };
    socket.setTimeout(answerMostMs, () => socket.destroy(new Error("no answer")));
    socket.on("error", fail);
    socket.on("close", () => fail(new Error("the connection was closed")));
    socket.on("data", (data) => {
      come = come.length === 0 ? data : Buffer.concat([come, data]);
      const end = come.indexOf(headEnd);
      if (end < 0) return;
      const head = come.toString("latin1", 0, end);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) return fail(new Error(`an answer without a length: ${head}`));
      const whole = end + headEnd.length + length;
      if (come.length < whole) return;
      const body = come.subarray(end + headEnd.length, whole);
      come = come.subarray(whole);
      const asked = waiting;
      waiting = undefined;
      asked?.resolve({ status: Number(head.slice(9, 12)), body });
    });
    socket.on("connect", () =>
      resolve({
        ask: (request) =>
          new Promise((done, failed) => {
            waiting = { resolve: done, reject: failed };
            socket.write(request.bytes);
          }),
        close: () => {
          socket.removeAllListeners("close");
          socket.destroy();
        },
      }),
    );
  });
}

export interface Driven {
  readonly seconds: number;
  /** Of each request, ms: from the moment at which it was to go. */
  readonly waitsMs: readonly number[];
  readonly answers: readonly Answered[];
}

/** How many connections at once: "several" Chromebooks' requests are always under way. */
export interface Drive {
  /** Each connection sends its next request as soon as it has its answer. */
  atOnce(requests: readonly MadeRequest[]): Promise<Driven>;
  /**
   * So many a second, by a schedule that does not wait for answers: a request that finds all connections taken waits, and
   * its waiting counts.
   */
  byClock(requests: readonly MadeRequest[], perSecond: number): Promise<Driven>;
}

export function createDrive(address: string, connections: number): Drive {
  const port = Number(new URL(address).port);

  /** `dueMs`: when the request of this place is to go, of `performance.now()`; undefined: at once. */
  async function run(
    requests: readonly MadeRequest[],
    dueMs: ((place: number) => number) | undefined,
  ): Promise<Driven> {
    // Anew for each run: a collector closes what is silent for some seconds, and making batches takes longer.
    const opened = await Promise.all(Array.from({ length: connections }, () => open(port)));
    const answers: Answered[] = [];
    const waitsMs: number[] = [];
    let next = 0;
    const begunMs = performance.now();
    await Promise.all(
      opened.map(async (connection) => {
        for (;;) {
          const place = next;
          const request = requests[place];
          if (request === undefined) return;
          next += 1;
          const dueAtMs = dueMs?.(place) ?? performance.now();
          const earlyMs = dueAtMs - performance.now();
          if (earlyMs > 1) await delay(earlyMs);
          answers[place] = await connection.ask(request);
          waitsMs[place] = performance.now() - dueAtMs;
        }
      }),
    );
    const seconds = (performance.now() - begunMs) / 1000;
    for (const connection of opened) connection.close();
    return { seconds, waitsMs, answers };
  }

  return {
    atOnce: (requests) => run(requests, undefined),
    byClock(requests, perSecond) {
      let begunMs: number | undefined;
      return run(requests, (place) => {
        begunMs ??= performance.now();
        return begunMs + (place * 1000) / perSecond;
      });
    },
  };
}

/** Throws where anything was not taken as it should be: a rate of refusals is no rate. */
export function checkTaken(requests: readonly MadeRequest[], { answers }: Driven): void {
  for (const [place, request] of requests.entries()) {
    const answer = answers[place];
    const text = answer?.body.toString("utf8") ?? "";
    if (answer?.status !== 200) throw new Error(`${answer?.status ?? 0}: ${text.slice(0, 300)}`);
    if (request.ids.length === 0) continue;
    const { stored } = JSON.parse(text) as BatchAnswer;
    if (stored.length !== request.ids.length) throw new Error(`not all was stored: ${text}`);
  }
}

/** The value below which so many hundredths are. */
export function percentile(numbers: readonly number[], hundredths: number): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return (
    sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * hundredths) / 100) - 1)] ??
    Number.NaN
  );
}
