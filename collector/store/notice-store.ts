// What one collector says to the others of its database: that something changed, never what it says.
import type { Driver } from "./driver.ts";

export interface NoticeStore {
  /** Says a short text to every collector of this database that listens, this one too. */
  sayNotice(text: string): Promise<void>;
  /** Hears them. `onGap`: the line was cut and stands again; what was said meanwhile is lost. Returns what ends it. */
  hearNotices(onText: (text: string) => void, onGap: () => void): Promise<() => void>;
}

const channel = "schoolgate";

export function noticeStore(driver: Driver): NoticeStore {
  return {
    sayNotice: (text) => driver.notify(channel, text),
    hearNotices: (onText, onGap) => driver.listen(channel, onText, onGap),
  };
}
