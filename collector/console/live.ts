// The live line from the collector. EventSource reconnects by itself after a lost network, but not after a refusal
// (a restart behind a proxy, a session that ended): then this asks again, ever more slowly.
// Browsers allow six connections to one address over HTTP/1.1 for all tabs together: a hidden tab gives its line up.
import type { LiveChange } from "../live.ts";
import { tabName } from "./api.ts";

export type LiveState = "live" | "waiting";

export interface LiveLine {
  close(): void;
}

export interface LiveListener {
  /** What others did (never this tab's own changes), and after each time the line was down. */
  readonly changed: (change: LiveChange | "anything") => void;
  readonly state: (now: LiveState) => void;
  /** Once a minute while the tab is hidden. */
  readonly whileHidden: () => void;
}

const retryFirstMs = 2000;
const retryMostMs = 30_000;
const hiddenMs = 60_000;

/** Opens the line where the tab is shown; closes it while it is hidden. */
export function openLive({ changed, state, whileHidden }: LiveListener): LiveLine {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let glances: ReturnType<typeof setInterval> | undefined;
  let retryMs = retryFirstMs;
  let isLost = false;

  const open = () => {
    const line = new EventSource("/desk/api/live");
    source = line;
    line.addEventListener("hello", () => {
      retryMs = retryFirstMs;
      state("live");
      // Whatever happened while the line was down was not told.
      if (isLost) changed("anything");
      isLost = false;
    });
    line.addEventListener("changed", (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as LiveChange;
      if (change.tab !== tabName) changed(change);
    });
    line.addEventListener("error", () => {
      isLost = true;
      state("waiting");
      if (line.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, retryMs);
      retryMs = Math.min(retryMostMs, retryMs * 2);
      // If the session is over, the next question says so and the sign-in appears.
      changed("anything");
    });
  };
  const shut = () => {
    clearTimeout(timer);
    clearInterval(glances);
    source?.close();
  };
  const follow = () => {
    shut();
    if (document.hidden) {
      isLost = true;
      state("waiting");
      glances = setInterval(whileHidden, hiddenMs);
    } else open();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
  return {
    close() {
      document.removeEventListener("visibilitychange", follow);
      shut();
    },
  };
}
