// What looks after people before something goes wrong: the nudge beside a field, the card beside a search about
// something hard, the note on long use (requirements S2, S8). Nothing of it becomes an event, and nothing is kept of it
// but when card and note were last shown, for as long as the browser runs.
import type { MessageReply, PageCare } from "../../contract/message.ts";
import { pageLanguages } from "../../contract/vocabulary.ts";
import type { CareAnswer, CareTopic, PageLanguage } from "../../contract/vocabulary.ts";
import { searchTermsOf } from "../../core/match/search-terms.ts";
import { careTopicOf } from "../../core/nudge/care-topic.ts";
import { careOf } from "../../core/policy/effective-care.ts";
import { hostCovers, parseWebAddress } from "../../core/policy/host.ts";
import { createShelter } from "../../core/policy/known-good.ts";
import type { MessageFrom, NavigationSeen, World } from "../ports.ts";
import type { Judged, JudgeService } from "./judge-service.ts";
import { answerWith } from "./outcome.ts";
import { placesOf } from "./page-places.ts";
import type { SearchService } from "./search-service.ts";

export interface CareService {
  /** Somebody types in a frame: brings what nudges, where it is wanted there. */
  typing(from: MessageFrom): Promise<MessageReply<"page/typing">>;
  /** What is wanted in a frame, once `care.js` stands in it; the words of other languages are brought first. */
  wanted(from: MessageFrom, language: string): Promise<MessageReply<"page/care">>;
  seen(what: CareAnswer): Promise<MessageReply<"page/care-seen">>;
  openWorry(): Promise<MessageReply<"page/worry">>;
  /** A page was opened, or moved within itself. Never rejects. */
  lookAtSearch(seen: NavigationSeen): Promise<void>;
  /** A minute is over. Never rejects. */
  noteMinute(): Promise<void>;
}

const minuteMs = 60_000;
/** A card that was shown does not come with each search; one that was put away is away for the day at school. */
const quietShownMs = 30 * minuteMs;
const quietAwayMs = 8 * 60 * minuteMs;
/** So long without a page in front is a break. */
const breakMs = 15 * minuteMs;
/** Alarms come early by a little; a minute is counted once. */
const leastMinuteMs = 50_000;

/** In `storage.session`: gone when the browser ends. */
interface CareState {
  readonly quietUntilMs: number;
  /** Minutes in use since the last break, and when the last of them was counted, Unix ms. */
  readonly minutes: number;
  readonly minuteAtMs: number;
  /** At how many of those minutes the note was shown last. */
  readonly restAt: number;
}
const nothing: CareState = { quietUntilMs: 0, minutes: 0, minuteAtMs: 0, restAt: 0 };

export function createCareService(
  world: Pick<World, "clock" | "session" | "tabs">,
  parts: {
    readonly judge: Pick<JudgeService, "judge" | "current">;
    readonly searches: Pick<SearchService, "themesOf">;
  },
): CareService {
  const { clock, session, tabs } = world;
  const { judge, searches } = parts;
  const shelterOf = createShelter();

  async function state(): Promise<CareState> {
    const kept = await session.care();
    return typeof kept === "object" && kept !== null ? { ...nothing, ...kept } : nothing;
  }

  /** The school's own and allowed services, help sites, education and the public sector: no strangers. */
  function isOwn({ decision, enforcement }: Judged, address: string): boolean {
    const host = parseWebAddress(address)?.host;
    if (host === undefined || decision.protected || decision.step === "school-host") return true;
    const isNamed = decision.step === "site" || decision.step === "locked";
    if (isNamed && decision.action === "allow") return true;
    const { ownServices } = careOf(enforcement.effective);
    return ownServices.some((own) => hostCovers(own, host)) || isPublic(host);
  }
  const isPublic = (host: string): boolean =>
    /\.(?:gov|nhs|ac|sch)\.uk$/.test(host) && shelterOf(host) !== undefined;

  async function isNudging(from: MessageFrom): Promise<boolean> {
    const { frame, around } = await placesOf(from, tabs);
    const isTop = from.frameId === 0;
    const judged = await judge.judge(
      frame,
      isTop ? "main_frame" : "sub_frame",
      isTop ? [] : around,
    );
    return careOf(judged.enforcement.effective).nudges && !isOwn(judged, frame);
  }

  async function topicOf(judged: Judged, address: string): Promise<CareTopic | undefined> {
    const { effective } = judged.enforcement;
    if (!careOf(effective).helpCard || judged.decision.protected) return undefined;
    const terms = searchTermsOf(address)?.terms ?? "";
    if (terms === "" || clock.nowMs() < (await state()).quietUntilMs) return undefined;
    const plain = careTopicOf(terms);
    if (plain !== undefined) return plain;
    const themes = await searches.themesOf(terms, effective.monitoring).catch(() => []);
    return careTopicOf("", themes);
  }

  /** Minutes of use, where the policy wishes the note now. */
  async function restOf(longUseMinutes: number | undefined): Promise<number | undefined> {
    if (longUseMinutes === undefined) return undefined;
    const { minutes, restAt } = await state();
    return minutes - restAt >= longUseMinutes ? minutes : undefined;
  }

  function languageOf(wished: string | undefined, browser: string): PageLanguage {
    const tags = [wished, browser.toLowerCase().split("-")[0]];
    return (
      pageLanguages.find((one) => one === tags[0]) ??
      pageLanguages.find((one) => one === tags[1]) ??
      "en"
    );
  }

  return {
    async typing(from) {
      const { id: tabId } = from.tab ?? {};
      const isWanted = tabId !== undefined && from.frameId !== undefined && (await isNudging(from));
      if (isWanted) await tabs.injectCare(tabId, from.frameId ?? 0, "care");
      return answerWith<"page/typing">({ isBrought: isWanted });
    },
    async wanted(from, browserLanguage) {
      const { effective } = await judge.current();
      const language = languageOf(effective.school.language, browserLanguage);
      if (language !== "en" && from.tab?.id !== undefined && from.frameId !== undefined) {
        await tabs.injectCare(from.tab.id, from.frameId, "words");
      }
      let view: PageCare = { reading: effective.reading, language, nudges: await isNudging(from) };
      if (from.frameId === 0) {
        // A page of results moves within itself: what counts is where its tab is by now.
        const address = from.tab?.url ?? from.url ?? "";
        const card = await topicOf(await judge.judge(address, "main_frame"), address);
        const restMinutes = await restOf(careOf(effective).longUseMinutes);
        view = {
          ...view,
          ...(card === undefined ? {} : { card }),
          ...(restMinutes === undefined ? {} : { restMinutes }),
        };
      }
      return answerWith<"page/care">(view);
    },
    async seen(what) {
      const now = await state();
      if (what === "rest-shown") await session.keepCare({ ...now, restAt: now.minutes });
      else {
        const quietMs = what === "card-away" ? quietAwayMs : quietShownMs;
        const quietUntilMs = Math.max(now.quietUntilMs, clock.nowMs() + quietMs);
        await session.keepCare({ ...now, quietUntilMs });
      }
      return answerWith<"page/care-seen">({ isNoted: true });
    },
    async openWorry() {
      return answerWith<"page/worry">({ isOpened: await tabs.openWorry() });
    },
    async lookAtSearch({ tabId, address }) {
      try {
        if (searchTermsOf(address) === undefined) return;
        const judged = await judge.judge(address, "main_frame");
        if ((await topicOf(judged, address)) !== undefined) await tabs.injectCare(tabId, 0, "care");
      } catch {
        // Nobody's search waits for a card.
      }
    },
    async noteMinute() {
      try {
        const { longUseMinutes } = careOf((await judge.current()).effective);
        const tab = longUseMinutes === undefined ? undefined : await tabs.active();
        if (longUseMinutes === undefined || tab === undefined) return;
        if (parseWebAddress(tab.address) === undefined) return;
        const [now, nowMs] = [await state(), clock.nowMs()];
        const sinceMs = nowMs - now.minuteAtMs;
        if (sinceMs >= 0 && sinceMs < leastMinuteMs) return;
        const isBreak = sinceMs < 0 || sinceMs > breakMs;
        const begun = isBreak ? { ...now, minutes: 0, restAt: 0 } : now;
        await session.keepCare({ ...begun, minutes: begun.minutes + 1, minuteAtMs: nowMs });
        if ((await restOf(longUseMinutes)) !== undefined) await tabs.injectCare(tab.id, 0, "care");
      } catch {
        // A minute that is not counted hurts nobody.
      }
    },
  };
}
