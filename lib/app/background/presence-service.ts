// The steady sign that this browser is looked after, and the page that says how, shown again every so often where the
// policy wishes it (requirement S6).
import type { World } from "../ports.ts";
import type { JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { menuTitle, toolbarTitle } from "./toolbar-title.ts";

export interface PresenceService {
  /** The toolbar's button says whose school this is; it and the menu of a page speak its language. Never rejects. */
  showSign(): Promise<void>;
  /**
   * Opens "What is watched here" where that is due. Asked as the browser starts, so that nobody is interrupted; never
   * while a lesson list runs. Never rejects.
   */
  showNoticeIfDue(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;

export function createPresenceService(
  { clock, tabs, self, toolbar }: Pick<World, "clock" | "tabs" | "self" | "toolbar">,
  memory: Memory,
  judge: JudgeService,
): PresenceService {
  let shown = "";

  async function isDue(everyDays: number): Promise<boolean> {
    const [last, user] = await Promise.all([memory.noticeShown.read(), memory.user.read()]);
    // A date to come was written by a clock that was wrong.
    const agoMs = clock.nowMs() - last.atMs;
    return last.user !== user || agoMs < 0 || agoMs >= everyDays * dayMs;
  }

  return {
    async showSign() {
      try {
        const { effective } = await judge.current();
        const title = toolbarTitle(effective, toolbar.language);
        if (title === shown) return;
        await toolbar.setTitle(title);
        await toolbar.setMenu(menuTitle(effective, toolbar.language));
        shown = title;
      } catch {
        // The button keeps the name it has.
      }
    },
    async showNoticeIfDue() {
      try {
        const { effective } = await judge.current();
        const everyDays = effective.school.noticeEveryDays;
        if (everyDays === undefined || effective.withdrawn !== undefined) return;
        if ((await judge.lesson()) !== undefined || !(await isDue(everyDays))) return;
        // Noted first: a death in between shows it once too seldom, and never at every start.
        await memory.noticeShown.write({ user: await memory.user.read(), atMs: clock.nowMs() });
        await tabs.open(`${self.origin}/notice.html`);
      } catch {
        // The next start asks again.
      }
    },
  };
}
