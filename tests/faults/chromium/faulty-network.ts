// The network between a real Chromebook and a real collector, on loopback, that fails on command: once with the next
// batch, or for a while at whatever is asked.
import {
  createServer,
  request as forwardRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { freePort } from "../../../cli/kit/free-port.ts";
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import type { Dice } from "../chance.ts";

export const networkFaults = [
  "connection cut before",
  "connection cut in the middle",
  "connection cut after",
  "answer cut in the middle",
  "answer that names only some",
  "429",
  "429 with Retry-After",
  "500",
  "503",
  "413",
  "slow loris",
  "wrong content",
  "captive portal",
  "captive portal that sends on",
] as const;
export type NetworkFault = (typeof networkFaults)[number];

export interface SeenBatch {
  readonly events: readonly SchoolgateEvent[];
  readonly atMs: number;
  /** When it was over, however; undefined while it is under way. */
  endedAtMs: number | undefined;
  readonly fault: NetworkFault | undefined;
  /** What the collector itself answered, where it was asked and the device was told. */
  status: number | undefined;
  /** Ids that the device has been told are stored. */
  settled: readonly string[];
  /** The device had no room just then: what is grave goes past its disk. */
  readonly wasFull: boolean;
}

export interface ClockSet {
  readonly fromMs: number;
  untilMs: number;
}

export interface FaultyNetwork {
  /** What the extension is told is the collector. */
  readonly address: string;
  readonly batches: readonly SeenBatch[];
  /** The next batch meets it; settles when one has. */
  arm(fault: NetworkFault): Promise<void>;
  /** Nothing is armed any more. */
  disarm(): void;
  /** Nobody listens there for so long. */
  loseFor(ms: number): Promise<void>;
  /** Until then the device has no room, or is still about what it did then; Unix ms. */
  fullUntilMs: number;
  /** What the collector's clock is ahead, as the device hears it: its own is wrong by as much. */
  aheadMs: number;
  /** When it was set, each time, until a device that sent something has heard of it; Unix ms. */
  readonly clockSets: readonly ClockSet[];
  close(): Promise<void>;
}

const batchPath = "/api/v1/batches";
const portal = "<!doctype html><title>Welcome</title><p>Sign in to use this network";
/** Longer than the device waits for any answer. */
const slowestMs = 40_000;
/** Between an answer and the device going by it. */
const learnMs = 1_000;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export async function openFaultyNetwork(collectorPort: number, dice: Dice): Promise<FaultyNetwork> {
  const port = await freePort(0);
  const batches: SeenBatch[] = [];
  const slow = new Set<NodeJS.Timeout>();
  /** Failed alone: another such failure might convict them, as it should, and this run has no days to wait. */
  const failedAlone = new Set<string>();
  let armed: { readonly fault: NetworkFault; readonly met: () => void } | undefined;
  const clockSets: ClockSet[] = [];
  let aheadMs = 0;
  let fullUntilMs = 0;
  let server: Server | undefined;

  /** As it came, or but for `headers`. */
  function forward(
    incoming: IncomingMessage,
    body: Buffer,
    headers = incoming.headers,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const to = forwardRequest(
        {
          host: "127.0.0.1",
          port: collectorPort,
          method: incoming.method,
          path: incoming.url,
          headers: { ...headers, connection: "close" },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("error", reject);
          answer.on("end", () => resolve(dated(answer, Buffer.concat(parts))));
        },
      );
      to.on("error", reject);
      to.end(body);
    });
  }

  function dated({ statusCode = 502, headers }: IncomingMessage, body: Buffer): Answer {
    const { "content-length": _length, "transfer-encoding": _encoding, ...rest } = headers;
    const date = new Date(Date.now() + aheadMs).toUTCString();
    const isText = (headers["content-type"] ?? "").includes("json");
    const moved = (text: string) =>
      text.replace(
        /("nowMs\\?":)(\d+)/g,
        (_all, name: string, atMs: string) => `${name}${Number(atMs) + aheadMs}`,
      );
    return {
      status: statusCode,
      headers: { ...rest, date },
      body: isText && aheadMs !== 0 ? Buffer.from(moved(body.toString("utf8"))) : body,
    };
  }

  const give = (outgoing: ServerResponse, { status, headers, body }: Answer): void => {
    outgoing.writeHead(status, headers as Record<string, string>);
    outgoing.end(body);
  };
  const refuse = (
    outgoing: ServerResponse,
    status: number,
    headers: Record<string, string> = {},
  ): void => {
    const type = { "content-type": "application/json" };
    outgoing.writeHead(status, { ...type, ...headers });
    outgoing.end(JSON.stringify({ error: { what: "no", expected: "" } }));
  };

  /** Bytes of an answer, one after the other, and never all of them. */
  function drip(outgoing: ServerResponse, answer: Answer): void {
    outgoing.writeHead(answer.status, answer.headers as Record<string, string>);
    let place = 0;
    const timer = setInterval(() => {
      if (place < answer.body.length - 1) outgoing.write(answer.body.subarray(place, place + 1));
      place += 1;
      if (place * 500 > slowestMs) outgoing.destroy();
    }, 500);
    slow.add(timer);
    outgoing.once("close", () => {
      clearInterval(timer);
      slow.delete(timer);
    });
  }

  /** The ids that the device learns are stored. */
  async function underFault(
    fault: NetworkFault,
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
  ): Promise<readonly string[]> {
    switch (fault) {
      case "connection cut before":
        incoming.destroy();
        return [];
      case "connection cut in the middle": {
        const { "content-length": _length, ...headers } = incoming.headers;
        const half = body.subarray(0, dice.whole(body.length));
        await forward(incoming, half, headers).catch(() => undefined);
        incoming.destroy();
        return [];
      }
      case "connection cut after":
        await forward(incoming, body);
        incoming.destroy();
        return [];
      case "answer cut in the middle": {
        const answer = await forward(incoming, body);
        outgoing.writeHead(answer.status, {
          ...(answer.headers as Record<string, string>),
          "content-length": String(answer.body.length),
        });
        outgoing.write(answer.body.subarray(0, dice.whole(Math.max(1, answer.body.length - 1))));
        await pause(20);
        outgoing.destroy();
        return [];
      }
      case "answer that names only some": {
        const answer = await forward(incoming, body);
        const value = JSON.parse(answer.body.toString("utf8")) as { stored?: string[] };
        const some = (value.stored ?? []).filter(() => dice.chance(0.5));
        give(outgoing, {
          ...answer,
          body: Buffer.from(JSON.stringify({ ...value, stored: some })),
        });
        return some;
      }
      case "429":
        refuse(outgoing, 429);
        return [];
      case "429 with Retry-After":
        refuse(outgoing, 429, { "retry-after": String(1 + dice.whole(2)) });
        return [];
      case "500":
        refuse(outgoing, 500);
        return [];
      case "503":
        refuse(outgoing, 503, dice.chance(0.5) ? { "retry-after": "1" } : {});
        return [];
      case "413":
        refuse(outgoing, 413);
        return [];
      case "slow loris":
        drip(outgoing, await forward(incoming, body));
        return [];
      case "wrong content": {
        const texts = ['{"welcome":true}', "[]", "null", '{"schoolgate":"batch-answer"}'] as const;
        outgoing.writeHead(200, { "content-type": "application/json" });
        outgoing.end(dice.pick(texts));
        return [];
      }
      case "captive portal":
        outgoing.writeHead(200, { "content-type": "text/html" });
        outgoing.end(portal);
        return [];
      case "captive portal that sends on":
        outgoing.writeHead(302, { location: `http://127.0.0.1:${port}/sign-in` });
        outgoing.end();
        return [];
    }
    return fault satisfies never;
  }

  function eventsOf(incoming: IncomingMessage, body: Buffer): readonly SchoolgateEvent[] {
    const plain = incoming.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    return (JSON.parse(plain.toString("utf8")) as { events: SchoolgateEvent[] }).events;
  }

  /** What is armed, where this batch may meet it. */
  function faultFor(events: readonly SchoolgateEvent[]): NetworkFault | undefined {
    if (armed === undefined || events.length === 0) return undefined;
    const { fault } = armed;
    const [only] = events.length === 1 ? events : [];
    // A batch is too large for many events, never for one small one.
    if (fault === "413" && only !== undefined) return undefined;
    if (fault === "500" && only !== undefined) {
      if (failedAlone.has(only.id)) return undefined;
      failedAlone.add(only.id);
    }
    armed.met();
    armed = undefined;
    return fault;
  }

  /** With the answer the device hears what time it is. */
  function hearOfClock(outgoing: ServerResponse): void {
    const set = clockSets.at(-1);
    if (set === undefined || set.untilMs !== Number.POSITIVE_INFINITY) return;
    outgoing.once("close", () => (set.untilMs = Math.min(set.untilMs, Date.now() + learnMs)));
  }

  async function answerBatch(
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
  ): Promise<void> {
    const events = eventsOf(incoming, body);
    const fault = faultFor(events);
    const atMs = Date.now();
    const wasFull = atMs < fullUntilMs;
    const seen: SeenBatch = {
      events,
      atMs,
      endedAtMs: undefined,
      fault,
      status: undefined,
      settled: [],
      wasFull,
    };
    if (events.length > 0) batches.push(seen);
    outgoing.once("close", () => (seen.endedAtMs = Date.now()));
    if (fault !== undefined) {
      seen.settled = await underFault(fault, incoming, body, outgoing);
      return;
    }
    const answer = await forward(incoming, body);
    seen.status = answer.status;
    if (answer.status === 200) {
      const { stored } = JSON.parse(answer.body.toString("utf8")) as { stored?: string[] };
      seen.settled = stored ?? [];
      hearOfClock(outgoing);
    } else if (answer.status === 500) for (const { id } of events) failedAlone.add(id);
    give(outgoing, answer);
  }

  function listen(): Promise<void> {
    const listening = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", () => undefined);
      outgoing.on("error", () => undefined);
      incoming.on("end", () => {
        const body = Buffer.concat(chunks);
        const isBatch = incoming.method === "POST" && incoming.url === batchPath;
        const answered = isBatch
          ? answerBatch(incoming, body, outgoing)
          : forward(incoming, body).then((answer) => give(outgoing, answer));
        // Nobody is there: the connection ends as it does then.
        answered.catch(() => incoming.destroy());
      });
    });
    server = listening;
    return new Promise((resolve, reject) => {
      listening.once("error", reject);
      listening.listen(port, "127.0.0.1", resolve);
    });
  }

  function stop(): Promise<void> {
    for (const timer of slow) clearInterval(timer);
    slow.clear();
    return new Promise((resolve) => {
      if (server === undefined) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  await listen();
  return {
    address: `http://127.0.0.1:${port}`,
    batches,
    arm: (fault) => new Promise((met) => (armed = { fault, met })),
    disarm: () => (armed = undefined),
    async loseFor(ms) {
      await stop();
      await pause(ms);
      await listen();
    },
    get fullUntilMs() {
      return fullUntilMs;
    },
    set fullUntilMs(atMs) {
      fullUntilMs = atMs;
    },
    get aheadMs() {
      return aheadMs;
    },
    set aheadMs(ms) {
      aheadMs = ms;
      clockSets.push({ fromMs: Date.now(), untilMs: Number.POSITIVE_INFINITY });
    },
    clockSets,
    close: stop,
  };
}
