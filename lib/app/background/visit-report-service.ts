// A day's use of the web, told once it is over, and only where the policy asks for it (requirements S5, S7): by host,
// pages opened and minutes. Never a help site, never what is closed, never an address, a title or a time of day.
import { parseWebAddress } from "../../core/policy/host.ts";
import { defaultTimeZone, zoneOffsetMs } from "../../core/policy/time-zone.ts";
import type { NavigationSeen, World } from "../ports.ts";
import type { EventService } from "./event-service.ts";
import type { Judged, JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { counted, emptyUse, reportOf } from "./visit-report.ts";
import type { DayUse } from "./visit-report.ts";

export interface VisitReportService {
  /** A page was opened. Never rejects. */
  noteVisit(seen: NavigationSeen): Promise<void>;
  /** A minute is over: what stands in front is counted. Never rejects. */
  noteMinute(): Promise<void>;
  /** Tells of a day that is over, or of a person who has left. Never rejects. */
  settle(): Promise<void>;
}

/** Alarms come early by a little; a minute is counted once. */
const leastMinuteMs = 50_000;

export function createVisitReportService(
  world: Pick<World, "clock" | "tabs">,
  memory: Pick<Memory, "dayUse" | "user" | "policy">,
  parts: {
    readonly judge: Pick<JudgeService, "judge" | "current">;
    readonly events: Pick<EventService, "make" | "store">;
  },
): VisitReportService {
  const { clock, tabs } = world;
  const { judge, events } = parts;

  async function today(): Promise<string> {
    const nowMs = clock.nowMs();
    const timeZone = (await memory.policy.read())?.policy.day?.timeZone ?? defaultTimeZone;
    return new Date(nowMs + zoneOffsetMs(timeZone, nowMs)).toISOString().slice(0, 10);
  }

  /** Undefined where this page is nobody's business, or the policy does not ask. */
  function hostOf({ decision, enforcement }: Judged, address: string): string | undefined {
    if (enforcement.effective.monitoring.visitReports !== true) return undefined;
    const isOpen = decision.action === "allow" || decision.action === "monitor";
    if (decision.protected || !isOpen || decision.step === "not-web") return undefined;
    return parseWebAddress(address)?.host;
  }

  async function note(address: string, more: { visits: number } | { minutes: number }) {
    if ((await judge.current()).effective.monitoring.visitReports !== true) return;
    const host = hostOf(await judge.judge(address, "main_frame"), address);
    if (host === undefined) return;
    await settle();
    const [day, user, nowMs] = [await today(), await memory.user.read(), clock.nowMs()];
    await memory.dayUse.update((use) => {
      const isSame = use.day === day && use.user === user;
      // Somebody else's was told just now; what could not be told waits, and this is not mixed with it.
      if (!isSame && use.day !== "") return use;
      const begun: DayUse = isSame ? use : { ...emptyUse, day, user, fromMs: nowMs };
      if ("visits" in more) return counted(begun, host, more);
      const sinceMs = nowMs - begun.minuteAtMs;
      if (sinceMs >= 0 && sinceMs < leastMinuteMs) return begun;
      return { ...counted(begun, host, more), minuteAtMs: nowMs };
    });
  }

  /** Stored first, forgotten then: a death between tells it again, which the claim makes one. */
  async function settle(): Promise<void> {
    const use = await memory.dayUse.read();
    if (use.day === "") return;
    const { effective } = await judge.current();
    const { visitReports, everWatched } = effective.monitoring;
    const isAsked = visitReports === true || everWatched?.visitReports === true;
    const isOver = use.day !== (await today()) || use.user !== (await memory.user.read());
    if (isAsked && !isOver) return;
    if (isAsked) {
      const claim = `use ${use.fromMs} ${use.day}`;
      const { hosts, others } = reportOf(use);
      const event = await events.make(
        { kind: "visit-report", day: use.day, hosts: [...hosts], others },
        { claim },
      );
      // Whose day it was, whoever is signed in by now.
      await events.store({ ...event, user: use.user }, { claim });
    }
    await memory.dayUse.update((now) => (now.fromMs === use.fromMs ? emptyUse : now));
  }

  return {
    // A count that fails is lost, and no page waits for it.
    noteVisit: ({ address }) => note(address, { visits: 1 }).catch(() => {}),
    async noteMinute() {
      try {
        const tab = await tabs.active();
        if (tab !== undefined) await note(tab.address, { minutes: 1 });
      } catch {
        // As above.
      }
    },
    settle: () => settle().catch(() => {}),
  };
}
