// What looks after people before something goes wrong: the nudge beside a field, the card beside a search or a page about
// something hard, the note on long use (requirements S2, S8). Nothing of it becomes an event, and nothing is kept of it
// but what `care-state.ts` names, for as long as the browser runs.
import type { MessageReply, PageCare } from "../../contract/message.ts";
import { pageLanguages } from "../../contract/vocabulary.ts";
import type { CareAnswer, CareTopic, PageLanguage, Theme } from "../../contract/vocabulary.ts";
import { searchTermsOf } from "../../core/match/search-terms.ts";
import { careTopicOf } from "../../core/nudge/care-topic.ts";
import { careOf } from "../../core/policy/effective-care.ts";
import { hostCovers, parseWebAddress } from "../../core/policy/host.ts";
import type { MessageFrom, NavigationSeen, World } from "../ports.ts";
import { createCareMemory } from "./care-state.ts";
import type { Judged, JudgeService } from "./judge-service.ts";
import { answerWith } from "./outcome.ts";
import { placesOf } from "./page-places.ts";
import type { SearchService } from "./search-service.ts";

export interface CareService {
  /** Somebody types in a frame: brings what nudges, where it is wanted there. */
  typing(from: MessageFrom): Promise<MessageReply<"page/typing">>;
  /** What is wanted in a frame, once `care.js` stands in it; the words of other languages are brought first. */
  wanted(from: MessageFrom, language: string): Promise<MessageReply<"page/care">>;
  seen(from: MessageFrom, what: CareAnswer): Promise<MessageReply<"page/care-seen">>;
  openWorry(): Promise<MessageReply<"page/worry">>;
  /** A page was opened, or moved within itself. Never rejects. */
  lookAtSearch(seen: NavigationSeen): Promise<void>;
  /** A page was judged to be about this, and the school is told. The page itself learns nothing of it. Never rejects. */
  lookAtPage(from: MessageFrom, theme: Theme): Promise<void>;
  /** A minute is over. Never rejects. */
  noteMinute(): Promise<void>;
}

const minuteMs = 60_000;
/** A card that was shown does not come with each search; one that was put away is away for the day at school. */
const quietShownMs = 30 * minuteMs;
const quietAwayMs = 8 * 60 * minuteMs;
/** So long a card that is due waits for its page. */
const dueMs = minuteMs;
/** So long without a page in front is a break. */
const breakMs = 15 * minuteMs;
/** Names that are given to schools, universities, the health service and government alone. */
const publicEndings = /(?:^|\.)(?:(?:gov|nhs|ac|sch)\.uk|(?:gov|nhs)\.(?:wales|scot)|hscni\.net)$/;
/** Alarms come early by a little; a minute is counted once. */
const leastMinuteMs = 50_000;

/** So many documents are remembered as having had their card. */
const mostShownIn = 30;

export function createCareService(
  world: Pick<World, "clock" | "session" | "tabs">,
  parts: {
    readonly judge: Pick<JudgeService, "judge" | "current">;
    readonly searches: Pick<SearchService, "themesOf">;
  },
): CareService {
  const { clock, tabs } = world;
  const { judge, searches } = parts;
  const memory = createCareMemory(world.session);

  /** The school's own services, help sites, schools, the health service and the public sector. */
  function isTrusted({ decision, enforcement }: Judged, address: string): boolean {
    const host = parseWebAddress(address)?.host;
    if (host === undefined || decision.protected || decision.step === "school-host") return true;
    const { ownServices } = careOf(enforcement.effective);
    return ownServices.some((own) => hostCovers(own, host)) || publicEndings.test(host);
  }

  /** Those, and what the school has named as allowed: no strangers. */
  function isOwn(judged: Judged, address: string): boolean {
    const { step, action } = judged.decision;
    const isNamed = step === "site" || step === "locked";
    return (isNamed && action === "allow") || isTrusted(judged, address);
  }

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

  const isQuiet = async (): Promise<boolean> => clock.nowMs() < (await memory.read()).quietUntilMs;

  /** What the card is about that is due on a page: once for each document, and not while it keeps quiet. */
  async function dueOf(from: MessageFrom, judged: Judged): Promise<CareTopic | undefined> {
    const { due, shownIn } = await memory.read();
    const { documentId } = from;
    if (due === undefined || due.tabId !== from.tab?.id || clock.nowMs() > due.untilMs) {
      return undefined;
    }
    if (due.documentId !== undefined && due.documentId !== documentId) return undefined;
    if (documentId !== undefined && shownIn.includes(documentId)) return undefined;
    if (await isQuiet()) return undefined;
    return careOf(judged.enforcement.effective).helpCard ? due.topic : undefined;
  }

  async function topicOf(judged: Judged, address: string): Promise<CareTopic | undefined> {
    const { effective } = judged.enforcement;
    if (!careOf(effective).helpCard || judged.decision.protected) return undefined;
    const terms = searchTermsOf(address)?.terms ?? "";
    if (terms === "" || (await isQuiet())) return undefined;
    const plain = careTopicOf(terms);
    if (plain !== undefined) return plain;
    const themes = await searches.themesOf(terms, effective.monitoring).catch(() => []);
    return careTopicOf("", themes);
  }

  /** Minutes of use, where the policy wishes the note now. */
  async function restOf(longUseMinutes: number | undefined): Promise<number | undefined> {
    if (longUseMinutes === undefined) return undefined;
    const { minutes, restAt } = await memory.read();
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
      // The browser's too: who reads English here may write another.
      const isOther = language !== "en" || languageOf(undefined, browserLanguage) !== "en";
      if (isOther && from.tab?.id !== undefined && from.frameId !== undefined) {
        await tabs.injectCare(from.tab.id, from.frameId, "words");
      }
      let view: PageCare = { reading: effective.reading, language, nudges: await isNudging(from) };
      if (from.frameId === 0) {
        // A page of results moves within itself: what counts is where its tab is by now.
        const address = from.tab?.url ?? from.url ?? "";
        const judged = await judge.judge(address, "main_frame");
        const isCalm = isTrusted(judged, address);
        const card =
          (await topicOf(judged, address)) ?? (isCalm ? undefined : await dueOf(from, judged));
        const restMinutes = await restOf(careOf(effective).longUseMinutes);
        view = {
          ...view,
          ...(card === undefined ? {} : { card }),
          ...(restMinutes === undefined ? {} : { restMinutes }),
        };
      }
      return answerWith<"page/care">(view);
    },
    async seen(from, what) {
      const nowMs = clock.nowMs();
      await memory.change(({ due, ...now }) => {
        if (what === "rest-shown") {
          return { ...now, restAt: now.minutes, ...(due === undefined ? {} : { due }) };
        }
        const quietMs = what === "card-away" ? quietAwayMs : quietShownMs;
        const quietUntilMs = Math.max(now.quietUntilMs, nowMs + quietMs);
        const { documentId } = from;
        const others = now.shownIn.filter((one) => one !== documentId);
        const shownIn = documentId === undefined ? others : [...others, documentId];
        return { ...now, quietUntilMs, shownIn: shownIn.slice(-mostShownIn) };
      });
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
    async lookAtPage(from, theme) {
      try {
        const topic = careTopicOf("", [theme]);
        const tabId = from.tab?.id;
        if (topic === undefined || tabId === undefined || (await isQuiet())) return;
        const { top } = await placesOf(from, tabs);
        const judged = await judge.judge(top, "main_frame");
        if (!careOf(judged.enforcement.effective).helpCard || isTrusted(judged, top)) return;
        const { shownIn } = await memory.read();
        const documentId = from.frameId === 0 ? from.documentId : undefined;
        if (documentId !== undefined && shownIn.includes(documentId)) return;
        const untilMs = clock.nowMs() + dueMs;
        const due = { tabId, topic, untilMs, ...(documentId === undefined ? {} : { documentId }) };
        await memory.change((now) => ({ ...now, due }));
        await tabs.injectCare(tabId, 0, "care");
      } catch {
        // Nobody's page waits for a card.
      }
    },
    async noteMinute() {
      try {
        const { longUseMinutes } = careOf((await judge.current()).effective);
        const tab = longUseMinutes === undefined ? undefined : await tabs.active();
        if (longUseMinutes === undefined || tab === undefined) return;
        if (parseWebAddress(tab.address) === undefined) return;
        const nowMs = clock.nowMs();
        let isCounted = false;
        await memory.change((now) => {
          const sinceMs = nowMs - now.minuteAtMs;
          if (sinceMs >= 0 && sinceMs < leastMinuteMs) return now;
          const isBreak = sinceMs < 0 || sinceMs > breakMs;
          isCounted = true;
          const begun = isBreak ? { ...now, minutes: 0, restAt: 0 } : now;
          return { ...begun, minutes: begun.minutes + 1, minuteAtMs: nowMs };
        });
        if (isCounted && (await restOf(longUseMinutes)) !== undefined)
          await tabs.injectCare(tab.id, 0, "care");
      } catch {
        // A minute that is not counted hurts nobody.
      }
    },
  };
}
