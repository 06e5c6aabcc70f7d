// The live line to one open desk: server-sent events for as long as its session lasts.
import type { Context, Handler } from "hono";
import { getCookie } from "hono/cookie";
import { streamSSE } from "hono/streaming";
import { readSession, sessionCookie } from "./auth/session.ts";
import type { DeskEnv } from "./desk-session-routes.ts";
import type { Live, LiveChange } from "./live.ts";
import { may, type Ability, type Role } from "./review/access.ts";
import type { Store } from "./store/store.ts";

const needed: Readonly<Record<LiveChange["what"], readonly Ability[]>> = {
  cases: ["read-cases"],
  requests: ["read-requests"],
  activity: ["read-activity", "read-filtering"],
  orders: ["open-for-a-time"],
  policy: ["release-policy"],
  lists: ["read-filtering"],
  accounts: ["manage-accounts"],
  alerts: ["read-cases"],
  devices: ["read-filtering"],
};

function mayHear(role: Role, { what }: LiveChange): boolean {
  return needed[what].some((ability) => may(role, ability));
}

/** How often a line is proven alive, and its session looked at again. */
const heartbeatMs = 15_000;

interface Needs {
  readonly store: Store;
  readonly now: () => number;
  readonly live: Live;
  /** Aborted when the collector ends. */
  readonly ending: AbortSignal;
}

/** "hello" at the start, then "changed" with a `LiveChange` each time. The guard of the desk stands before it. */
export function liveRoute({ store, now, live, ending }: Needs): Handler {
  return (c) =>
    streamSSE(c, async (stream) => {
      let wake: () => void = () => undefined;
      const waiting: string[] = [];
      const { role } = (c as Context<DeskEnv>).var.signedIn.account;
      const end = live.subscribe((change) => {
        // Not even that there is a case, where cases are not for this reader.
        if (!mayHear(role, change)) return;
        waiting.push(JSON.stringify(change));
        wake();
      });
      stream.onAbort(() => wake());
      const stop = () => wake();
      ending.addEventListener("abort", stop);
      try {
        await stream.writeSSE({ event: "hello", data: "{}", retry: 3000 });
        for (;;) {
          const secret = getCookie(c, sessionCookie);
          if (stream.aborted || ending.aborted) break;
          if ((await readSession(store, secret, now(), false)) === undefined) break;
          for (const data of waiting.splice(0)) await stream.writeSSE({ event: "changed", data });
          if (waiting.length > 0) continue;
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, heartbeatMs);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
            if (stream.aborted || ending.aborted) wake();
          });
          if (waiting.length === 0 && !stream.aborted && !ending.aborted)
            await stream.write(": still here\n\n");
        }
      } finally {
        end();
        ending.removeEventListener("abort", stop);
      }
    });
}
