// The worker put together: services from ports, and what each wake-up does.
import type { SchoolgateEvent } from "../../contract/event.ts";
import { searchHeaderHosts } from "../../core/policy/search-engines.ts";
import { isUrgent } from "../../core/queue/urgency.ts";
import type { BackgroundHandlers, World } from "../ports.ts";
import { createAgreementService } from "./agreement-service.ts";
import { createBlockService } from "./block-service.ts";
import { createCameraService } from "./camera-service.ts";
import { createCareService } from "./care-service.ts";
import { createCategoryService } from "./category-service.ts";
import { createCircumventionService } from "./circumvention-service.ts";
import { createCodeService } from "./code-service.ts";
import { createConfidentialService } from "./confidential-service.ts";
import { createDraftService, draftAlarm } from "./draft-service.ts";
import { createDownloadService } from "./download-service.ts";
import { createEnforcementService } from "./enforcement-service.ts";
import { createEventService } from "./event-service.ts";
import { createFilterCheckService } from "./filter-check-service.ts";
import { createHealthService } from "./health-service.ts";
import { createJudgeService } from "./judge-service.ts";
import { createListService } from "./list-service.ts";
import { createMemory } from "./memory.ts";
import { createMessageLimit } from "./message-limit.ts";
import { routeMessage } from "./message-router.ts";
import type { MessageHandlers } from "./message-router.ts";
import { createHeaderGate } from "./header-gate.ts";
import { createMineService } from "./mine-service.ts";
import { createNavigationGate } from "./navigation-gate.ts";
import { createNoticeService } from "./notice-service.ts";
import { createOpenedService, openedAlarm } from "./opened-service.ts";
import { createOrderService, orderAlarm } from "./order-service.ts";
import { answerWith } from "./outcome.ts";
import { createPageJudge } from "./page-judge.ts";
import { createPageService } from "./page-service.ts";
import { createPersonService } from "./person-service.ts";
import { createPhraseService } from "./phrase-service.ts";
import type { PackPhrases } from "./phrase-service.ts";
import { createPolicyService, policyAlarm } from "./policy-service.ts";
import { createPresenceService } from "./presence-service.ts";
import { createReady } from "./ready.ts";
import { createRequestAnswerService } from "./request-answer-service.ts";
import { changeAlarm, createRuleService } from "./rule-service.ts";
import { runOnce } from "./run-once.ts";
import { createScannerService } from "./scanner-service.ts";
import { createSealingService } from "./sealing-service.ts";
import { createSearchService } from "./search-service.ts";
import { createSecondGate } from "./second-gate.ts";
import { createSender, sendAlarm } from "./sender.ts";
import { createSequenceService } from "./sequence-service.ts";
import { createStatusService } from "./status-service.ts";
import { createTextService } from "./text-service.ts";
import { createTrueTime } from "./true-time.ts";
import { createUnreadService } from "./unread-service.ts";
import { createVisitReportService } from "./visit-report-service.ts";
import { createVisitService } from "./visit-service.ts";
import { createWorryService } from "./worry-service.ts";

const dayMs = 24 * 60 * 60_000;
/** A claim is repeated within seconds; a sitting ends after minutes. */
const tidyAfterMs = 2 * dayMs;

export interface Background extends BackgroundHandlers {
  /** What each life of the worker begins with. Never rejects. */
  wake(): Promise<void>;
}

/** `packPhrases` packs the school's own phrases; without it they are not looked for. */
export function createBackground(
  ports: World,
  packPhrases: PackPhrases = () => undefined,
): Background {
  const memory = createMemory(ports);
  const time = createTrueTime(ports, memory, () => void reconcile().catch(() => {}));
  const { world } = time;
  const { clock, self, tabs, alarms } = world;
  const categories = createCategoryService(world.assets);
  const lists = createListService(world, memory, (trouble) =>
    events.add({ kind: "list-problem", ...trouble }),
  );
  const enforcement = createEnforcementService(world, memory, categories, lists);
  const confidential = createConfidentialService(world, memory);
  const judge = createJudgeService(world, memory, {
    enforcement,
    categories,
    confidential,
    whenTimeIsTrue: () => time.ready(),
    onLate: () => void reconcile().catch(() => {}),
  });
  const sealing = createSealingService(world, memory);
  const sender = createSender(world, memory, enforcement, {
    onKeys: (stamp) => sealing.heard(stamp),
    learn: (atMs) => time.learn(atMs),
    offsetMs: () => time.offsetMs(),
  });

  function onAdded(event: SchoolgateEvent): void {
    // A worry's own service waits for the outcome; everything else is answered as soon as it is stored.
    if (event.kind === "worry") return;
    void (isUrgent(event) ? sender.sendAtOnce() : sender.send());
  }

  /** A disk that is full or broken: what may not wait goes past it, the rest is counted. */
  async function onNotKept(event: SchoolgateEvent): Promise<boolean> {
    // A worry's own service sends it past the disk, and tells the pupil how that went.
    if (event.kind === "worry") return false;
    if (isUrgent(event) && (await sender.sendUnstored(event))) return true;
    await health.noteNotKept();
    return false;
  }

  const events = createEventService(world, memory, enforcement, onAdded, {
    clockOffsetMs: () => time.offsetMs(),
    onNotKept,
    sealing,
  });
  const health = createHealthService(world, memory, (draft, options) => events.add(draft, options));
  const rules = createRuleService(world, memory, { categories, lists, enforcement, judge });
  const person = createPersonService(world, memory);
  const policy = createPolicyService(world, memory, { categories, lists, events, time });
  const circumvention = createCircumventionService(world, memory, {
    judge,
    events,
    tabs,
    onFound: (tabId, address) => secondGate.close(tabId, address),
  });
  const visits = createVisitService(events, confidential, (judged, address) =>
    circumvention.noteVisit(judged, address),
  );
  const visitReports = createVisitReportService(world, memory, { judge, events });
  const phrases = createPhraseService(world.blobs, packPhrases);
  const scanners = createScannerService(world.assets, phrases);
  const searches = createSearchService(scanners, events);
  let doRulesStand = false;
  const gate = createNavigationGate({
    judge,
    confidential,
    visits,
    clock,
    tabs,
    self,
    doRulesStand: () => doRulesStand,
  });
  const headers = createHeaderGate({ judge, clock });
  const secondGate = createSecondGate({ judge, tabs, self, clock, visits, searches });
  const ready = createReady(async () => {
    const { agreed, user, proceeded, unlockDesk } = memory;
    await Promise.all([
      time.ready(),
      enforcement.current(),
      agreed.read(),
      user.read(),
      proceeded.read(),
      unlockDesk.read(),
    ]);
  });

  const opened = createOpenedService(world, memory, events);
  const codes = createCodeService(world, memory, { judge, events, onOpened: () => reconcile() });
  const orders = createOrderService(world, memory, { judge, events, time });
  const presence = createPresenceService(world, memory, judge);
  const mine = createMineService(world, memory, judge);
  const news = createRequestAnswerService(world, memory, { mine, enforcement });
  const block = createBlockService(world, memory, {
    judge,
    visits,
    events,
    rules,
    codes,
    mine,
    news,
  });
  const agreement = createAgreementService(world, memory, { enforcement, judge, events, rules });
  const drafts = createDraftService(world, memory);
  const worry = createWorryService(world, memory, { enforcement, judge, events, sender, drafts });
  const notice = createNoticeService(memory, enforcement, lists);
  const unread = createUnreadService(clock, memory);
  const status = createStatusService(world, memory, {
    judge,
    unread,
    opened,
    codes,
    lists,
    confidential,
    time,
    health,
    sealing,
  });
  const filterCheck = createFilterCheckService(world, memory, {
    judge,
    rules,
    status,
    events,
  });
  const downloads = createDownloadService(world.downloads, { judge, events });
  const camera = createCameraService(world.siteSettings, memory);
  const sequences = createSequenceService(world, memory, { enforcement, events });
  const judgePage = createPageJudge(judge, tabs, memory);
  const page = createPageService(judgePage, events, sequences);
  const texts = createTextService(judgePage, scanners, events, sequences, clock);

  const care = createCareService(world, { judge, searches });

  const limit = createMessageLimit(clock);
  const handlers: MessageHandlers = {
    "page/hello": (_, from) => page.hello(from),
    "page/read": (body, from) => texts.read(from, body),
    "page/typed": (body, from) => texts.typed(from, body),
    "page/finding": async (body, from) => {
      const reply = await page.finding(from, body);
      if (reply.ok && body.source === "page") void care.lookAtPage(from, body.theme);
      return reply;
    },
    "page/signs": (body, from) => page.signs(from, body),
    "page/incomplete": () => unread.note(),
    "page/typing": (_, from) => care.typing(from),
    "page/care": ({ language }, from) => care.wanted(from, language),
    "page/care-seen": ({ what }, from) => care.seen(from, what),
    "page/worry": () => care.openWorry(),
    "page/circumvention": (body, from) => circumvention.claim(from, body),
    "unlock/request": (body) => codes.request(body),
    "unlock/enter": (body) => codes.enter(body),
    "unlock/list": async () => {
      await askOrders();
      return answerWith<"unlock/list">({ unlocks: await opened.list() });
    },
    "unlock/end": async ({ id }) => {
      const ended = await opened.giveBack(id);
      if (ended) await reconcile();
      return answerWith<"unlock/end">({ ended });
    },
    "blocked/explain": ({ address }) => block.explain(address),
    "blocked/ask-review": (request) => block.askReview(request),
    "blocked/accident": ({ address }) => block.accident(address),
    "blocked/proceed": ({ address, reason }) => block.proceed(address, reason),
    "agreement/read": () => agreement.read(),
    "agreement/agree": (body) => agreement.agree(body.agreement, body.version),
    "worry/options": () => worry.options(),
    "worry/send": (body) => worry.send(body),
    "worry/draft-read": () => drafts.read(),
    "worry/draft-keep": (body) => drafts.keep(body),
    "worry/draft-forget": () => drafts.forget(),
    "worry/receipts": () => worry.receipts(),
    "worry/forget": ({ id }) => worry.forget(id),
    "notice/read": () => notice.read(),
    "mine/read": () => news.askBriefly().then(() => mine.read()),
    "mine/forget": () => mine.forget(),
    "status/read": () => status.read(),
    "status/check": () => filterCheck.run("person"),
  };

  let isLookDue = false;
  let hasSwept = false;
  /** Whether anything was looked at, as this life of the worker saw it last. */
  let wasWatching: boolean | undefined;

  async function reconcile(): Promise<void> {
    await recallSession().catch(() => {});
    // What cannot be told just now is told later: the rules do not wait for it.
    const hasOpened = await opened.settle().catch(() => false);
    await codes.settle().catch(() => {});
    // In a run of the browser in which the rules have not been found in force yet, nothing is believed of what was noted.
    const isFresh = !doRulesStand;
    wasWatching ??= await isWatching();
    const hasChanged = await rules.reconcile(isFresh);
    // Pages that were told that nothing is looked at have stopped looking: the hours of monitoring begin in them, too.
    const isNow = await isWatching();
    const hasBegun = wasWatching === false && isNow === true;
    wasWatching = isNow;
    if (hasBegun) await reachOpenTabs();
    if (!doRulesStand && (await memory.ruleTrouble.read()) === "") {
      doRulesStand = true;
      await world.session.noteRulesStand().catch(() => {});
    }
    await camera.reconcile((await judge.current()).effective, isFresh).catch(() => {});
    // A life that ended between a change and the look at the open tabs leaves that look to the next.
    const isSweepDue = hasChanged || hasOpened || !hasSwept;
    // Until the school has been heard at all, a page that is open stays: its policy may open what the baseline closes.
    if (!isSweepDue || (await memory.managedPrint.read()) === "") return;
    await secondGate.sweep();
    hasSwept = true;
  }

  async function isWatching(): Promise<boolean | undefined> {
    const sources = (await memory.enforcement.read())?.effective.monitoring.sources;
    return sources && sources.length > 0;
  }

  async function askOrders(): Promise<void> {
    if (await orders.ask()) await reconcile();
  }

  /** At an installation there is no cached state: what the school says is asked for before anything is made. */
  async function beginFirst(): Promise<void> {
    if ((await memory.enforcement.read()) !== undefined) return;
    await person.refresh();
    await policy.refresh();
  }

  /** The cached state first, at once; then what the browser and the school say by now. */
  const refreshAll = runOnce(async () => {
    const isLook = isLookDue;
    if (isLook) await policy.noteLookDue();
    isLookDue = false;
    await ready.whenReady();
    await orders.keepTime();
    await beginFirst();
    await reconcile();
    await person.refresh();
    await drafts.settle().catch(() => {});
    await policy.refresh();
    await reconcile();
    if (await confidential.refresh()) await secondGate.sweep();
    await sealing.refresh();
    if (isLook) await askOrders();
    if (doRulesStand) await filterCheck.runIfDue();
    await presence.showSign();
    await sequences.settle();
    await circumvention.forget();
    await visitReports.settle();
    await health.tell();
    await sender.send();
    await world.events.tidy(clock.nowMs() - tidyAfterMs);
  });

  async function recallSession(): Promise<void> {
    doRulesStand ||= await world.session.haveRulesStood();
  }

  async function refresh(): Promise<void> {
    try {
      await refreshAll();
    } catch {
      // The stores would not answer: what is in force stays, and the alarm is our way back.
      await alarms.at(policyAlarm, clock.nowMs() + 60_000).catch(() => {});
    }
  }

  /** While a page of the web is open somewhere, the desk is asked each minute: a lesson may begin at any time. */
  async function onOrderAlarm(): Promise<void> {
    await orders.keepTime();
    await ready.whenReady();
    if (!(await tabs.list()).some((tab) => /^https?:/i.test(tab.address))) return;
    await visitReports.noteMinute();
    await care.noteMinute();
    await askOrders();
    await news.askIfDue();
  }

  async function reachOpenTabs(): Promise<void> {
    for (const tab of await tabs.list()) await tabs.inject(tab.id);
  }

  return {
    wake() {
      // First of all, so that the gate knows it by its deadline.
      void recallSession().catch(() => {});
      return refresh();
    },
    onInstalled() {
      // The browser may have dropped the alarms of the version before.
      isLookDue = true;
      void memory.forgetFormer().catch(() => {});
      void refresh();
      void reachOpenTabs().catch(() => {});
    },
    onStartup() {
      isLookDue = true;
      // What was kept when the lid closed goes first thing, whatever wait the last day ended with.
      void refresh().then(() => sender.sendAtOnce());
      void refresh().then(() => presence.showNoticeIfDue());
    },
    onManagedChanged() {
      isLookDue = true;
      void refresh();
    },
    onSignInChanged: () => void refresh(),
    onOnline: () => void sender.sendAtOnce(),
    onAlarm(name) {
      if (name === sendAlarm) void sender.send();
      if (name === changeAlarm || name === openedAlarm) void reconcile().catch(() => {});
      if (name === orderAlarm) void onOrderAlarm().catch(() => {});
      if (name === draftAlarm) void drafts.settle().catch(() => {});
      if (name === policyAlarm) {
        isLookDue = true;
        void refresh();
      }
    },
    onMenu: (pressed) => worry.notePressed(pressed),
    onDownload: (seen) => void downloads.look(seen),
    onRequest: (request) => gate.answer(request),
    headerHosts: searchHeaderHosts,
    onHeaders: (address) => headers.answer(address),
    onNavigation(stage, seen) {
      void secondGate.look(stage, seen);
      if (stage !== "before" && seen.frameId === 0) void care.lookAtSearch(seen);
      if (stage === "committed" && seen.frameId === 0) void visitReports.noteVisit(seen);
    },
    onMessage: (message, from) => routeMessage(message, from, self, handlers, limit),
  };
}
