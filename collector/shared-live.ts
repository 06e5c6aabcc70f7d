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
  devices: true,
};

/** While devices send, cases change many times a second: the other collectors hear of a change at once, of more by turns. */
const togetherMs = 200;

/** One for each kind of thing: itself where it is the only one, else that several have changed. */
function summed(changes: readonly LiveChange[]): readonly LiveChange[] {
  const byWhat = Map.groupBy(changes, ({ what }) => what);
  return [...byWhat].flatMap(([what, [first, ...more]]) =>
    first === undefined ? [] : more.length === 0 ? [first] : [{ what, caseId: null, tab: "" }],
  );
}

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
  const say = (change: LiveChange) => {
    store.sayNotice(JSON.stringify({ from: self, change })).catch(() => {
      log("fault: live the other collectors were not told of a change");
    });
  };
  /** What came within a moment of the last that was said; undefined: nothing was said for a while. */
  let gathered: LiveChange[] | undefined;
  let timer: NodeJS.Timeout | undefined;
  const sayGathered = () => {
    const changes = summed(gathered ?? []);
    gathered = changes.length === 0 ? undefined : [];
    for (const change of changes) say(change);
    timer = gathered === undefined ? undefined : setTimeout(sayGathered, togetherMs).unref();
  };
  return {
    publish(change) {
      here.publish(change);
      if (gathered !== undefined) {
        gathered.push(change);
        return;
      }
      gathered = [];
      say(change);
      timer = setTimeout(sayGathered, togetherMs).unref();
    },
    subscribe: (listener) => here.subscribe(listener),
    end() {
      clearTimeout(timer);
      for (const change of summed(gathered ?? [])) say(change);
      gathered = undefined;
      end();
    },
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
