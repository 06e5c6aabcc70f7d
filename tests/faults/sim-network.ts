// The network between a device and the collector, as the device's own adapter meets it: through `fetch`.
import type { Dice } from "./chance.ts";
import { isDeviceFault, type FaultKind } from "./fault-kinds.ts";
import type { SimCollector } from "./sim-collector.ts";

/** What becomes of the next post; each fault is used up by one. */
export interface Weather {
  next: FaultKind | undefined;
  /** Until then nothing is reached, true ms. */
  lostUntilMs: number;
  /** Posts that the device has given up and that are still on their way, with the moment at which they arrive. */
  late: { readonly atMs: number; readonly request: Request }[];
}

export interface SimNetwork {
  readonly weather: Weather;
  /** As the browser's. */
  fetch(address: string, init: RequestInit): Promise<Response>;
  /** Lets arrive what has been late until now. */
  arriveLate(nowMs: number): Promise<void>;
}

/** A batch takes a database's client about so many turns of the loop. */
const databaseTurns = 400;

const failed = (): never => {
  throw new TypeError("Failed to fetch");
};

export function createSimNetwork(given: {
  readonly collector: SimCollector;
  readonly dice: Dice;
  readonly now: () => number;
  readonly onFault: (kind: FaultKind) => void;
  readonly onBatch: (body: Uint8Array, headers: Headers) => void;
}): SimNetwork {
  const { collector, dice, now, onFault } = given;
  const weather: Weather = { next: undefined, lostUntilMs: 0, late: [] };

  async function reach(request: Request): Promise<Response> {
    try {
      return await collector.fetch(request);
    } catch {
      return failed();
    }
  }

  const html = "<!doctype html><title>Welcome</title><p>Sign in to use this network";
  const error = (status: number, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify({ error: { what: "no", expected: "" } }), { status, headers });

  async function underFault(kind: FaultKind, request: Request): Promise<Response> {
    if (isDeviceFault(kind)) return reach(request);
    switch (kind) {
      case "collector killed before it keeps":
        collector.killNext("before");
        break;
      case "collector killed after it has kept":
        collector.killNext("after");
        break;
      case "database killed":
        // Anywhere between the first statement and the answer to the last.
        collector.killDatabaseNext(dice.whole(databaseTurns));
        break;
      case "connection cut before":
        return failed();
      case "connection cut in the middle": {
        const body = new Uint8Array(await request.arrayBuffer());
        const cut = body.subarray(0, dice.whole(body.length));
        await collector.fetch(new Request(request.url, { ...headOf(request), body: cut }));
        return failed();
      }
      case "connection cut after":
        await reach(request);
        return failed();
      case "answer cut in the middle": {
        const answer = await reach(request);
        const text = await answer.text();
        return new Response(text.slice(0, dice.whole(Math.max(1, text.length - 1))), answer);
      }
      case "answer that names only some": {
        const answer = await reach(request);
        const value = (await answer.json()) as { stored?: string[] };
        const some = (value.stored ?? []).filter(() => dice.chance(0.5));
        return new Response(JSON.stringify({ ...value, stored: some }), answer);
      }
      case "answer to another batch": {
        const stored = ["01ARZ3NDEKTSV4RRFFQ69G5FAV"];
        const answer = { schoolgate: "batch-answer", stored, refused: [], seen: [] };
        return new Response(JSON.stringify(answer));
      }
      case "429":
        return error(429);
      case "429 with Retry-After":
        return error(429, { "retry-after": String(1 + dice.whole(120)) });
      case "500":
        return error(500);
      case "503":
        return error(503, dice.chance(0.5) ? { "retry-after": String(1 + dice.whole(60)) } : {});
      case "413":
        return error(413);
      case "slow: too late for the device, not for the collector":
        weather.late.push({ atMs: now() + dice.whole(20 * 60_000), request });
        throw new DOMException("", "TimeoutError");
      case "wrong content":
        return new Response(
          dice.pick(['{"welcome":true}', "[]", "null", '{"schoolgate":"batch-answer"}']),
        );
      case "captive portal":
        return new Response(html, { headers: { "content-type": "text/html" } });
      case "captive portal that sends on":
        return new Response(null, { status: 302, headers: { location: "https://portal.test/" } });
      case "DNS lost for a while":
        weather.lostUntilMs = now() + dice.whole(30 * 60_000);
        return failed();
    }
    try {
      return await reach(request);
    } finally {
      collector.killNext(undefined);
      collector.killDatabaseNext(undefined);
    }
  }

  return {
    weather,
    async fetch(address, init) {
      const body = init.body as Uint8Array<ArrayBuffer> | string | undefined;
      const request = new Request(address, {
        method: init.method ?? "GET",
        headers: init.headers ?? {},
        ...(body === undefined ? {} : { body }),
      });
      if (new URL(address).pathname !== "/api/v1/batches") {
        return now() < weather.lostUntilMs ? failed() : reach(request);
      }
      given.onBatch(
        typeof body === "string" ? new TextEncoder().encode(body) : (body ?? new Uint8Array()),
        request.headers,
      );
      if (now() < weather.lostUntilMs) return failed();
      const kind = weather.next;
      weather.next = undefined;
      if (kind === undefined) return reach(request);
      onFault(kind);
      return underFault(kind, request);
    },
    async arriveLate(nowMs) {
      const due = weather.late.filter(({ atMs }) => atMs <= nowMs);
      weather.late = weather.late.filter(({ atMs }) => atMs > nowMs);
      for (const { request } of due) await collector.fetch(request).catch(() => undefined);
    },
  };
}

function headOf(request: Request): RequestInit {
  return { method: request.method, headers: request.headers };
}
