// What the worker might answer to the pages, for component tests and the gallery. Invented school, invented people.
import type {
  AgreementView,
  BlockExplanation,
  MessageAnswers,
  MessageInput,
  MessageName,
  MessageReply,
  MineView,
  NoticeView,
  SchoolFace,
  StatusView,
  WorryOptions,
  WorryReceipt,
} from "../../lib/contract/message.ts";
import { themes, type ReadingLevel } from "../../lib/contract/vocabulary.ts";

export const dsl = {
  id: "dsl",
  name: "Mrs Amara Okafor",
  role: "Designated Safeguarding Lead",
  where: "Room 4, next to the library",
};

export function schoolFace(reading: ReadingLevel = "ks3"): SchoolFace {
  return {
    name: "Example Academy",
    shortName: "Example Academy",
    colour: "#7a1fa2",
    reading,
    dsl,
    origin: "policy",
  };
}

export const baselineFace: SchoolFace = {
  name: "Your school",
  shortName: "Your school",
  colour: "#0d5f57",
  reading: "ks3",
  origin: "baseline",
};

export function worryOptions(reading: ReadingLevel = "ks3"): WorryOptions {
  return {
    school: schoolFace(reading),
    people: [
      { ...dsl, for: [] },
      {
        id: "house",
        name: "Mr Tom Birch",
        role: "Head of Year 8",
        where: "Year 8 office",
        for: [],
      },
      { id: "nurse", name: "Ms Priya Nair", role: "School nurse", for: ["myself", "friend"] },
      { id: "head", name: "Dr Helen Marsh", role: "Headteacher", for: ["adult"] },
    ],
    unnamedAllowed: true,
    user: "sam.pupil@example-academy.test",
    pageAddress: "https://chat.example.test/room/42",
  };
}

export const sentAtMs = Date.UTC(2026, 10, 17, 9, 30);

export function worryReceipt(
  state: WorryReceipt["state"],
  what: WorryReceipt["what"] = "contact",
  id = "01JD0000000000000000007QXM2K".slice(-26),
): WorryReceipt {
  return {
    id,
    reference: "7QX-M2K",
    atMs: sentAtMs,
    what,
    tellName: dsl.name,
    state,
    ...(state === "kept" ? {} : { sentAtMs: sentAtMs + 2000 }),
    ...(state === "seen" ? { seenAtMs: sentAtMs + 900_000 } : {}),
  };
}

export function blockExplanation(given: Partial<BlockExplanation> = {}): BlockExplanation {
  return {
    school: schoolFace(),
    address: "https://www.bigwins.example.test/slots?from=ad",
    host: "www.bigwins.example.test",
    action: "block",
    category: { id: "gambling", title: "Gambling" },
    pupilWhy:
      "Sites like this are made for betting with money. They are closed because they are for adults only, and easy to get hooked on.",
    ruleLine:
      "profiles.ks3.categories.gambling = block · list gambling (built in) · policy 2026-09-01 by the network manager",
    ask: { id: "it", name: "Mr Dan Frost", role: "IT support", where: "Library desk" },
    setBy: { who: "school", sinceMs: sentAtMs },
    step: "category",
    unlockable: ["site", "category"],
    through: "",
    ...given,
  };
}

export function agreementView(reading: ReadingLevel = "ks3"): AgreementView {
  const young = reading === "ks1" || reading === "ks2";
  return {
    school: schoolFace(reading),
    agreement: {
      id: young ? "primary" : "secondary",
      version: "2026-09",
      title: young ? "Being safe and kind online" : "Using the internet at Example Academy",
      rules: young
        ? [
            "I ask a grown-up before I open something new.",
            "I am kind in everything I write.",
            "I keep my name, address and school secret from people I don’t know.",
            "I tell a grown-up when something makes me feel sad or scared.",
          ]
        : [
            "I use the internet at school for learning, and for other things only when I’m allowed to.",
            "I’m respectful to other people online, as I would be face to face.",
            "I keep my password to myself and use only my own account.",
            "I don’t give out my address, my phone number or where I’ll be.",
            "I don’t try to get round the filter. If something should be open, I ask.",
            "If I see something that worries me, I tell somebody.",
          ],
      promise: young
        ? "I will try hard to keep these rules."
        : "I have read the rules and will keep to them.",
    },
  };
}

export function noticeView(reading: ReadingLevel = "ks3"): NoticeView {
  return {
    school: schoolFace(reading),
    looksAt: ["page", "typed", "search"],
    themes,
    recordsBlockedVisits: true,
    notedKinds: ["Artificial intelligence services"],
    notesUnknownSites: false,
    keepDays: 365,
    signDays: { quiet: 14, most: 30 },
    hours: { isNow: true, time: "lessons", changesAtMs: sentAtMs + 21_600_000 },
    care: { nudges: true, helpCard: true, longUse: false },
    policyVersion: "2026-09-01",
    policyAtMs: sentAtMs - 86_400_000 * 30,
    listsAtMs: sentAtMs - 86_400_000,
    itHelp: { id: "it", name: "Mr Dan Frost", role: "IT support", where: "Library desk" },
    readers: [dsl, { id: "deputy", name: "Mr Tom Birch", role: "Deputy safeguarding lead" }],
    protectedSites: [
      { host: "childline.org.uk", name: "Childline" },
      { host: "nspcc.org.uk", name: "NSPCC" },
      { host: "samaritans.org", name: "Samaritans" },
      { host: "giveusashout.org", name: "Shout" },
      { host: "youngminds.org.uk", name: "YoungMinds" },
      { host: "papyrus-uk.org", name: "Papyrus" },
      { host: "kooth.com", name: "Kooth" },
      { host: "talktofrank.com", name: "FRANK" },
    ],
  };
}

export function mineView(): MineView {
  return {
    keepDays: 14,
    asked: [
      {
        reference: "7QX-M2K",
        address: "https://maps.example.test/",
        host: "maps.example.test",
        atMs: sentAtMs,
        wanted: "open",
        isOpen: true,
        state: "decided",
        decision: "opened",
        decidedAtMs: sentAtMs,
      },
      {
        reference: "3RB-K8T",
        address: "https://www.bigwins.example.test/",
        host: "www.bigwins.example.test",
        atMs: sentAtMs - 3_600_000,
        wanted: "open",
        isOpen: false,
        state: "received",
      },
    ],
    closed: [
      {
        host: "www.bigwins.example.test",
        title: "Gambling",
        atMs: sentAtMs - 3_700_000,
        isAccident: true,
      },
    ],
  };
}

export function statusView(well = true): StatusView {
  return {
    school: schoolFace("staff"),
    profile: "ks3",
    policyVersion: "2026-09-01",
    policyAtMs: sentAtMs,
    policyProblems: well
      ? []
      : [
          {
            path: "profiles.ks3.categories.gambing",
            what: "no category is called “gambing”",
            expected: "the name of a category, perhaps “gambling”",
            level: "error",
          },
          {
            path: "profiles.ks4.allow[3].until",
            what: "2026-07-21, which has passed",
            expected: "a day to come, or no entry",
            level: "warning",
          },
        ],
    checks: [
      {
        name: "Policy in force",
        ok: true,
        detail: "Version 2026-09-01 from managed configuration.",
      },
      { name: "Blocking rules", ok: true, detail: "412 rules stand as wanted." },
      {
        name: "Gate for the first moments of a start",
        ok: well,
        detail: well
          ? "The blocking listener is attached."
          : "Not installed by policy: blocking webRequest is refused. Force-install the extension.",
      },
      { name: "Collector", ok: true, detail: "Answered a minute ago." },
    ],
    rules: { dynamic: 412, session: 3, hosts: 218_440 },
    queue: { waiting: well ? 0 : 17, setApart: 0, lastSentAtMs: sentAtMs },
    installType: well ? "admin" : "development",
    version: "0.1.0",
    time: "lessons",
    changesAtMs: sentAtMs + 3_600_000,
    ...(well ? { checkedAtMs: sentAtMs } : {}),
    unlocks: well
      ? [
          {
            id: "u1",
            what: "site",
            place: "clips.example.test",
            title: "clips.example.test",
            by: "Ms E. Kaur",
            why: "Year 9 RE, a film for the lesson",
            untilMs: sentAtMs + 1_800_000,
          },
        ]
      : [],
    lessons: [{ id: "volcanoes", title: "Volcanoes", minutes: 50 }],
    lists: [
      {
        id: "adult-one",
        title: "Adult sites",
        category: "pornography",
        hosts: 218_440,
        atMs: sentAtMs - 86_400_000,
        source: "A publisher of lists",
        licence: "CC-BY-SA-4.0",
        problem: well ? "" : "The publisher did not answer: the last good one stays in force.",
      },
      {
        id: "ours",
        title: "Our own",
        category: "games",
        hosts: 14,
        source: "",
        licence: "",
        problem: "",
      },
    ],
  };
}

/** Answers by message name; a function may look at the body. A name without an answer fails, as a dead worker does. */
export type SampleAnswers = {
  readonly [Name in MessageName]?:
    | MessageAnswers[Name]
    | ((body: MessageInput<Name>) => MessageAnswers[Name] | Promise<MessageAnswers[Name]>);
};

/** A messenger for pages: keeps what was sent in `sent`, answers from `answers`, which a test may change meanwhile. */
export function sampleMessenger(answers: SampleAnswers) {
  const sent: { readonly name: MessageName; readonly body: unknown }[] = [];
  const given: { current: SampleAnswers } = { current: answers };
  async function send<Name extends MessageName>(
    name: Name,
    body: MessageInput<Name>,
  ): Promise<MessageReply<Name>> {
    sent.push({ name, body });
    const answer: unknown = given.current[name];
    if (answer === undefined) return { ok: false, error: "Nobody answered." };
    const value: unknown =
      typeof answer === "function"
        ? await (answer as (body: MessageInput<Name>) => unknown)(body)
        : answer;
    return { ok: true, value: value as MessageAnswers[Name] };
  }
  return { send, sent, answers: given };
}

/** Full sets of answers by name, as the gallery's `?state=` asks for them. */
export function sampleStates(): Readonly<Record<string, SampleAnswers>> {
  const receipts = {
    receipts: [
      worryReceipt("seen"),
      worryReceipt("kept", "friend", "01JD0000000000000000007QXM2L".slice(-26)),
    ],
  };
  const report = (reading: ReadingLevel, state: WorryReceipt["state"]): SampleAnswers => ({
    "worry/options": worryOptions(reading),
    "worry/receipts": { receipts: [] },
    "worry/send": (body) => worryReceipt(state, body.what),
    "worry/draft-read": {},
    "worry/draft-keep": { untilMs: sentAtMs + 86_400_000 },
    "worry/draft-forget": { forgotten: true },
  });
  const blocked = (given: Partial<BlockExplanation>): SampleAnswers => ({
    "blocked/explain": blockExplanation(given),
    "blocked/ask-review": { reference: "4KD-9TZ" },
    "blocked/accident": { recorded: true },
    "blocked/proceed": { untilMs: sentAtMs },
    "unlock/request": ({ what, lesson }) => ({
      request: "K7Q4-9MZPTR",
      what,
      place:
        what === "site"
          ? "www.bigwins.example.test"
          : what === "category"
            ? "gambling"
            : (lesson ?? ""),
      title: "",
      expiresAtMs: sentAtMs + 900_000,
      longestMinutes: 120,
      attemptsLeft: 5,
    }),
    "unlock/enter": { untilMs: sentAtMs },
  });
  return {
    dead: {},
    young: report("ks1", "sent"),
    teen: report("ks3", "sent"),
    adult: report("post16", "sent"),
    kept: report("ks3", "kept"),
    seen: report("ks3", "seen"),
    receipts: { ...report("ks3", "sent"), "worry/receipts": receipts },
    refused: { "worry/options": worryOptions(), "worry/receipts": { receipts: [] } },
    baseline: {
      ...report("ks3", "kept"),
      "worry/options": {
        school: baselineFace,
        people: [],
        unnamedAllowed: false,
        user: "",
        pageAddress: "",
      },
      "blocked/explain": blockExplanation({ school: baselineFace }),
      "notice/read": { ...noticeView(), school: baselineFace, readers: [] },
      "status/read": {
        ...statusView(false),
        school: baselineFace,
        policyVersion: "",
        profile: "strictest",
      },
    },
    blocked: blocked({}),
    "blocked-young": blocked({
      school: schoolFace("ks1"),
      pupilWhy: "This is a page for grown-ups who play with money. It is not for children.",
    }),
    warn: blocked({
      action: "warn",
      warnMinutes: 15,
      category: { id: "games", title: "Games" },
      pupilWhy: "This site is for games. In lessons it can wait.",
    }),
    "self-harm": blocked({
      category: { id: "self-harm", title: "Self-harm and suicide" },
      pupilWhy: "Sites like this can make hard feelings worse.",
    }),
    "self-harm-young": blocked({
      school: schoolFace("ks2"),
      category: { id: "self-harm", title: "Self-harm and suicide" },
    }),
    lesson: blocked({
      step: "lesson",
      category: { id: "", title: "A lesson is running" },
      pupilWhy: "Only the pages of the lesson are open just now.",
      lesson: { title: "Volcanoes", untilMs: sentAtMs + 1_800_000 },
      unlockable: [],
    }),
    "lesson-young": blocked({
      school: schoolFace("ks2"),
      step: "lesson",
      category: { id: "", title: "A lesson is running" },
      lesson: { title: "Volcanoes", untilMs: sentAtMs + 1_800_000 },
      unlockable: [],
    }),
    withdrawn: blocked({
      step: "withdrawn",
      category: { id: "", title: "Access withdrawn" },
      pupilWhy: "Your school has closed your access until you have talked with Mrs Okafor.",
      unlockable: [],
    }),
    through: blocked({
      through: "translate.example.test",
      category: { id: "social-networking", title: "Social networks" },
      pupilWhy: "Social networks are closed in lessons.",
      changesAtMs: sentAtMs + 3_600_000,
    }),
    illegal: blocked({ unlockable: [], category: { id: "illegal", title: "Against the law" } }),
    agreement: {
      "agreement/read": agreementView(),
      "agreement/agree": { agreedAtMs: sentAtMs },
    },
    "agreement-young": {
      "agreement/read": agreementView("ks2"),
      "agreement/agree": { agreedAtMs: sentAtMs },
    },
    agreed: { "agreement/read": { ...agreementView(), agreedAtMs: sentAtMs } },
    "agreement-infant": {
      "agreement/read": agreementView("ks1"),
      "agreement/agree": { agreedAtMs: sentAtMs },
    },
    "agreement-again": {
      "agreement/read": {
        ...agreementView(),
        again: {
          version: "2025-09",
          atMs: sentAtMs - 86_400_000 * 400,
          isNewYear: true,
          changes: {
            added: ["If I see something that worries me, I tell somebody."],
            removed: ["I print only what my teacher has asked for."],
            isPromiseNew: true,
          },
        },
      },
      "agreement/agree": { agreedAtMs: sentAtMs },
    },
    notice: {
      "notice/read": noticeView(),
      "mine/read": mineView(),
      "mine/forget": { forgotten: true },
      "blocked/ask-review": { reference: "7QX-M2K" },
    },
    "notice-young": { "notice/read": noticeView("ks2"), "mine/read": mineView() },
    "notice-infant": { "notice/read": noticeView("ks1"), "mine/read": mineView() },
    status: { "status/read": statusView() },
    "status-bad": { "status/read": statusView(false) },
  };
}
