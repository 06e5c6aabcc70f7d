// The desks of several collectors on one database: what changes at one is heard at all.
import { randomBytes } from "node:crypto";
import type { Live, LiveChange } from "./live.ts";
import type { NoticeStore } from "./store/notice-store.ts";

const everything: Readonly<Record<LiveChange["what"], true>> = {
  cases: true,
  requests: true,
  activity: true,
  orders: true,
  policy: true,
  lists: true,
  accounts: true,
  alerts: true,
};

export interface SharedLive extends Live {
  end(): void;
}

/**
 * `here` for this collector's own desks, and the store's notices for those of the others. Where the line to the database
 * was cut, everything may have changed: open desks ask anew.
 */
export async function shareLive(
  store: NoticeStore,
  here: Live,
  log: (line: string) => void,
): Promise<SharedLive> {
  const self = randomBytes(9).toString("base64");
  const hear = (text: string) => {
    const said = readNotice(text);
    if (said !== undefined && said.from !== self) here.publish(said.change);
  };
  const end = await store.hearNotices(hear, () => {
    for (const what of Object.keys(everything)) {
      here.publish({ what: what as LiveChange["what"], caseId: null, tab: "" });
    }
  });
  return {
    publish(change) {
      here.publish(change);
      store.sayNotice(JSON.stringify({ from: self, change })).catch(() => {
        log("fault: live the other collectors were not told of a change");
      });
    },
    subscribe: (listener) => here.subscribe(listener),
    end,
  };
}

interface Notice {
  readonly from: string;
  readonly change: LiveChange;
}

/** Another version of the collector may say what this one does not know: that is passed over. */
function readNotice(text: string): Notice | undefined {
  try {
    const { from, change } = JSON.parse(text) as Partial<Notice>;
    if (typeof from !== "string" || typeof change !== "object") return undefined;
    const { what, caseId, tab } = change as Partial<LiveChange>;
    if (what === undefined || !Object.hasOwn(everything, what)) return undefined;
    if (caseId === undefined || typeof tab !== "string") return undefined;
    return { from, change: { what, caseId, tab } };
  } catch {
    return undefined;
  }
}
