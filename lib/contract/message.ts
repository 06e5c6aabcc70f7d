// Every message inside the extension: who may send it, its shape, its answer.
// The worker checks the sender first, the shape second, then one handler answers (law 8).
// A page's content script is believed in nothing but its own text: tab, frame, address and time are the worker's.
import { z } from "zod";
import type { PolicyAgreement } from "./policy.ts";
import type {
  Action,
  CareTopic,
  PageLanguage,
  ReadingLevel,
  RequestDecision,
  Severity,
  TextSource,
  Theme,
  UnlockKind,
  WorryKind,
} from "./vocabulary.ts";
import {
  careAnswers,
  mostKnownSayings,
  mostReadChars,
  mostTypedChars,
  severities,
  signSources,
  textSources,
  themes,
  unlockKinds,
  worryKinds,
} from "./vocabulary.ts";

/** `content`: the content script of a web page. `extension`: one of our own pages. */
export type SenderTier = "content" | "extension";

/**
 * Made by the sender once per thing to be stored and repeated on a retry, so that a worker that died between
 * "stored" and "answered" does not store it twice.
 */
const claim = z.string().regex(/^[0-9A-Za-z]{16,40}$/);

export const messageSchemas = {
  "page/hello": z.strictObject({}),
  /** Text that a page shows: looked through and forgotten. Nothing of it is kept but what the page then claims. */
  "page/read": z.strictObject({ text: z.string().max(mostReadChars) }),
  /**
   * Text that was typed, and the last messages of the conversation it belongs to, or "". `known`: what this page has
   * said already, so that a text that is judged again while it is written is one concern.
   */
  "page/typed": z.strictObject({
    claim,
    text: z.string().max(mostTypedChars),
    around: z.string().max(mostTypedChars),
    title: z.string().max(300),
    known: z.array(z.string().max(40)).max(mostKnownSayings),
  }),
  "page/finding": z.strictObject({
    claim,
    source: z.enum(textSources),
    theme: z.enum(themes),
    severity: z.enum(severities),
    score: z.number().min(0).max(100),
    excerpt: z.string().max(1000),
    matches: z
      .array(
        z.strictObject({
          start: z.int().min(0),
          end: z.int().min(0),
          phrase: z.string().max(300),
        }),
      )
      .max(50),
    excuses: z.array(z.string().max(60)).max(20),
    title: z.string().max(300),
  }),
  /**
   * Phrases too light to report alone, of one text: no words, only what they are about. Kept on the device for some
   * days to notice when several add up. `mark` tells one text from another read again; the worker keeps a keyed hash.
   */
  "page/signs": z.strictObject({
    claim,
    source: z.enum(signSources),
    signs: z
      .array(
        z.strictObject({
          theme: z.enum(themes),
          group: z.string().max(80),
          points: z.number().min(1).max(100),
          isSaid: z.boolean(),
          mark: z.int().min(0).max(0xff_ff_ff_ff),
        }),
      )
      .min(1)
      .max(20),
  }),
  /** The page held more than is read of one. Nothing of it is said, and nothing of where. */
  "page/incomplete": z.strictObject({}),
  /** Somebody types here for the first time: time to bring what looks after them. */
  "page/typing": z.strictObject({}),
  /** What is wanted here of nudge, help card and note. `language`: the browser's, as a tag. */
  "page/care": z.strictObject({ language: z.string().max(35) }),
  /** The card or the note was shown, or put away: neither comes again for a while. Kept while the browser runs. */
  "page/care-seen": z.strictObject({ what: z.enum(careAnswers) }),
  /** The card's "somebody at school" was pressed: opens the worry form. */
  "page/worry": z.strictObject({}),
  /** What a page shows of a way round the filter: facts only; the worker judges and can only be stricter for it. */
  "page/circumvention": z.strictObject({
    claim,
    sign: z.enum(["proxy-framework", "cloaked-tab"]),
    detail: z.string().max(200),
  }),
  "blocked/explain": z.strictObject({ address: z.string().max(4000) }),
  "blocked/ask-review": z.strictObject({
    address: z.string().max(4000),
    wanted: z.enum(["open", "blocked"]),
    words: z.string().max(1000),
    claim,
  }),
  "blocked/accident": z.strictObject({ address: z.string().max(4000) }),
  /** With the pupil's reason, which the school can read. */
  "blocked/proceed": z.strictObject({
    address: z.string().max(4000),
    reason: z.string().trim().min(1).max(300),
  }),
  /** Begins a request for a one-time code at this screen. `lesson` is the lesson's id, for that kind only. */
  "unlock/request": z.strictObject({
    address: z.string().max(4000),
    what: z.enum(unlockKinds),
    lesson: z.string().max(60).optional(),
  }),
  "unlock/enter": z.strictObject({
    request: z.string().max(40),
    code: z.string().max(40),
    minutes: z.int().min(1).max(1440),
    by: z.string().trim().min(1).max(120),
    why: z.string().trim().min(1).max(300),
  }),
  /** What is open for a time now; asks the collector for news first. */
  "unlock/list": z.strictObject({}),
  /** Gives an opened site back early. A lesson list is ended by staff only. */
  "unlock/end": z.strictObject({ id: z.string().max(60) }),
  "agreement/read": z.strictObject({}),
  "agreement/agree": z.strictObject({ agreement: z.string(), version: z.string() }),
  "worry/options": z.strictObject({}),
  "worry/send": z.strictObject({
    what: z.enum(worryKinds),
    tell: z.string().max(60),
    words: z.string().max(4000),
    reach: z.string().max(300),
    /** "" unless the pupil chose to add the page. */
    address: z.string().max(2000),
    named: z.boolean(),
    claim,
  }),
  /** What this person began to tell here, as far as it is still kept. */
  "worry/draft-read": z.strictObject({}),
  /**
   * Keeps a half-written worry, closed with the device's own key, in the place of the one before. `keep`: "day" where the
   * pupil chose so; "run" until they choose: no longer than the browser runs, and no longer than a day.
   */
  "worry/draft-keep": z.strictObject({
    what: z.enum(worryKinds).optional(),
    tell: z.string().max(60).optional(),
    words: z.string().max(20_000),
    reach: z.string().max(2000),
    named: z.boolean(),
    keep: z.enum(["run", "day"]),
  }),
  "worry/draft-forget": z.strictObject({}),
  "worry/receipts": z.strictObject({}),
  /** Removes the pupil's own copy of a receipt from this Chromebook; never the worry on its way. */
  "worry/forget": z.strictObject({ id: z.string() }),
  "notice/read": z.strictObject({}),
  /** What I asked for and met here. */
  "mine/read": z.strictObject({}),
  "mine/forget": z.strictObject({}),
  "status/read": z.strictObject({}),
  /** Tries whether the filter is alive, and records the outcome for the school. */
  "status/check": z.strictObject({}),
} as const;

export type MessageName = keyof typeof messageSchemas;
export type MessageInput<Name extends MessageName> = z.input<(typeof messageSchemas)[Name]>;

export const messageTiers: Readonly<Record<MessageName, SenderTier>> = {
  "page/hello": "content",
  "page/read": "content",
  "page/typed": "content",
  "page/finding": "content",
  "page/signs": "content",
  "page/incomplete": "content",
  "page/typing": "content",
  "page/care": "content",
  "page/care-seen": "content",
  "page/worry": "content",
  "page/circumvention": "content",
  "blocked/explain": "extension",
  "blocked/ask-review": "extension",
  "blocked/accident": "extension",
  "blocked/proceed": "extension",
  "unlock/request": "extension",
  "unlock/enter": "extension",
  "unlock/list": "extension",
  "unlock/end": "extension",
  "agreement/read": "extension",
  "agreement/agree": "extension",
  "worry/options": "extension",
  "worry/send": "extension",
  "worry/draft-read": "extension",
  "worry/draft-keep": "extension",
  "worry/draft-forget": "extension",
  "worry/receipts": "extension",
  "worry/forget": "extension",
  "notice/read": "extension",
  "mine/read": "extension",
  "mine/forget": "extension",
  "status/read": "extension",
  "status/check": "extension",
};

/** What a page's content script is told to do. `scan` is absent on a protected site or where nothing is looked for. */
export interface PageInstructions {
  readonly scan?: {
    readonly sources: readonly TextSource[];
    /** A field whose name, id or label holds one of these words is not read. */
    readonly withoutFields?: readonly string[];
  };
}

/** What was found in a text that a page shows. Offsets are UTF-16 units of that text. */
export interface FoundInText {
  readonly category: Theme;
  readonly severity: Severity;
  readonly score: number;
  readonly matches: readonly {
    readonly start: number;
    readonly end: number;
    readonly phrase: string;
    readonly weight: number;
  }[];
  readonly excuses: readonly string[];
  /** The shortest piece of the text that lets a person judge, and what is marked in it. */
  readonly excerpt: {
    readonly text: string;
    readonly matches: readonly {
      readonly start: number;
      readonly end: number;
      readonly phrase: string;
    }[];
  };
}

export interface TextRead {
  readonly findings: readonly FoundInText[];
  /** What is too light to report alone. */
  readonly signs: MessageInput<"page/signs">["signs"];
  /** Where what can be a sign stands: whether it can be seen is asked there alone. Absent: of all of the text. */
  readonly places?: readonly (readonly [start: number, end: number])[];
}

/** What became of a typed text: stored already where anything was to be stored. */
export interface TextTyped {
  /** What has been said by it, for the `known` of the next. */
  readonly said: readonly string[];
  /** Marks of its signs: the page shows the same words a moment later, and they are nobody else's. */
  readonly marks: readonly number[];
}

/** How somebody is looked after in this frame. */
export interface PageCare {
  readonly reading: ReadingLevel;
  /** In which language it is said; its words stand beside `care.js` by then. */
  readonly language: PageLanguage;
  /** Whether a nudge may be shown here. */
  readonly nudges: boolean;
  /** A search about something hard was made in this tab, or its page was judged to be about it. */
  readonly card?: CareTopic;
  /** Minutes of use without a break, where that is to be said now. */
  readonly restMinutes?: number;
}

/** The adult a pupil can turn to, as the school names them. */
export interface PersonToAsk {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly where?: string;
}

/** What every page for people starts from. */
export interface SchoolFace {
  readonly name: string;
  readonly shortName: string;
  /** "#rrggbb" */
  readonly colour: string;
  readonly reading: ReadingLevel;
  /** The language that the school's policy wishes; absent: the browser's. */
  readonly language?: PageLanguage;
  /** Absent where no policy has arrived yet. */
  readonly dsl?: PersonToAsk;
  /** "policy": the school's own. "baseline": the built-in strictest, because no valid policy has arrived. */
  readonly origin: "policy" | "baseline";
}

export interface BlockExplanation {
  readonly school: SchoolFace;
  readonly address: string;
  readonly host: string;
  readonly action: Action;
  readonly category: { readonly id: string; readonly title: string };
  /** One sentence for this reader: what this kind of site is and why the school closed it. */
  readonly pupilWhy: string;
  /** The line of the policy, for an IT lead: path, list, who set it, since when. */
  readonly ruleLine: string;
  readonly ask?: PersonToAsk;
  /** With `warn`: minutes for which "go on" opens the site. */
  readonly warnMinutes?: number;
  /** Where on the ladder the answer was found (`DecisionStep`). */
  readonly step: string;
  /** What staff may open from here by a code; [] where nothing, or no codes are used. */
  readonly unlockable: readonly UnlockKind[];
  /** The lesson lists that staff may start by a code. */
  readonly lessons?: readonly LessonChoice[];
  /** The host that this address shows another site through, or "". */
  readonly through: string;
  /** While a lesson list runs: its title and when it ends, Unix ms. */
  readonly lesson?: { readonly title: string; readonly untilMs: number };
  /** When the answer changes by itself (the timetable), Unix ms. */
  readonly changesAtMs?: number;
  /** Who made the rule, and since when this Chromebook has it (Unix ms). `by`: the person or office that is named. */
  readonly setBy?: {
    readonly who: "school" | "trust" | "program";
    readonly by?: string;
    readonly sinceMs?: number;
  };
  /** What this person asked for this host here before, as far as it is known; never waited for. */
  readonly asked?: AskedSoFar;
}

/** What this person asked for or met on this device, as far as it is kept here. */
export interface MineView {
  readonly asked: readonly AskedView[];
  readonly closed: readonly {
    readonly host: string;
    readonly title: string;
    readonly atMs: number;
    readonly isAccident: boolean;
  }[];
  /** Days after which it is forgotten here. */
  readonly keepDays: number;
}

export interface AskedView {
  readonly reference: string;
  readonly address: string;
  readonly host: string;
  readonly atMs: number;
  readonly wanted: "open" | "blocked";
  /** How the site stands for this person now: the school's answer, in what counts. */
  readonly isOpen: boolean;
  /**
   * "asked": not known yet whether it has reached the school. "received": the school's collector has it, which is not to
   * say that somebody has read it. "decided": answered at the desk; that can be taken back.
   */
  readonly state: "asked" | "received" | "decided";
  /** Where it is decided: what, and when (Unix ms, the collector's clock). */
  readonly decision?: RequestDecision;
  readonly decidedAtMs?: number;
}

export type AskedSoFar = Pick<
  AskedView,
  "reference" | "atMs" | "wanted" | "state" | "decision" | "decidedAtMs"
>;

export interface LessonChoice {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}

/** A request for a one-time code, as the pupil's screen shows it to a member of staff. */
export interface UnlockRequestView {
  /** Ten letters and digits, "K7Q4-9MZPTR": bound to this device, good once, for a quarter of an hour. */
  readonly request: string;
  readonly what: UnlockKind;
  /** Host, category id or lesson id, exactly as the code must name it. */
  readonly place: string;
  readonly title: string;
  readonly expiresAtMs: number;
  readonly longestMinutes: number;
  readonly attemptsLeft: number;
}

export interface OpenUnlock {
  readonly id: string;
  readonly what: UnlockKind;
  readonly place: string;
  readonly title: string;
  readonly by: string;
  readonly why: string;
  readonly untilMs: number;
}

export interface AgreementView {
  readonly school: SchoolFace;
  /** Absent: nothing has to be agreed. */
  readonly agreement?: PolicyAgreement & { readonly id: string };
  readonly agreedAtMs?: number;
  /** Why it is asked again of somebody who agreed before; absent: it is asked for the first time, or not asked. */
  readonly again?: AgreedBefore;
}

export interface AgreedBefore {
  readonly version: string;
  readonly atMs: number;
  /** A school year has begun since. */
  readonly isNewYear: boolean;
  /** Against what was agreed to then; absent: it says the same, or this device does not know any more what it said. */
  readonly changes?: {
    /** Rules that were not there, as they stand now. */
    readonly added: readonly string[];
    /** Rules that are not there any more, as they stood. */
    readonly removed: readonly string[];
    readonly isPromiseNew: boolean;
  };
}

export interface WorryOptions {
  readonly school: SchoolFace;
  readonly people: readonly (PersonToAsk & { readonly for: readonly WorryKind[] })[];
  readonly unnamedAllowed: boolean;
  /** The signed-in address, "" when unknown: shown so that the pupil knows what "with my name" means. */
  readonly user: string;
  /** The page under the popup; offered, never added unasked. "" on our own pages and on protected sites. */
  readonly pageAddress: string;
  /** `pageAddress` is that of the link on which the menu was opened. */
  readonly isLink?: true;
  /** What was marked on the page when the menu was opened there; offered, never added unasked. */
  readonly marked?: string;
}

/** A half-written worry as it was kept. The page under the form is not part of it: it may be another by now. */
export interface KeptDraft {
  readonly what?: WorryKind;
  readonly tell?: string;
  readonly words: string;
  readonly reach: string;
  readonly named: boolean;
  readonly keep: "run" | "day";
  /** When it is forgotten, Unix ms. */
  readonly untilMs: number;
}

export interface WorryReceipt {
  readonly id: string;
  readonly reference: string;
  readonly atMs: number;
  readonly what: WorryKind;
  readonly tellName: string;
  /** "kept": on this Chromebook, will be sent. "sent": at the school. "seen": a person has opened it. */
  readonly state: "kept" | "sent" | "seen";
  readonly sentAtMs?: number;
  readonly seenAtMs?: number;
  /** Who was signed in when it was told: nobody else is shown it. Absent where that was not known; no page is told it. */
  readonly user?: string;
}

export interface NoticeView {
  readonly school: SchoolFace;
  readonly looksAt: readonly TextSource[];
  readonly themes: readonly Theme[];
  readonly recordsBlockedVisits: boolean;
  /** Kinds of site, by title, whose visits are noted although they are open (`monitor`). */
  readonly notedKinds: readonly string[];
  /** The same for every site that no list knows. */
  readonly notesUnknownSites: boolean;
  /** A day's use is told, by site, visits and minutes; absent: it is not. */
  readonly reportsVisits?: true;
  readonly keepDays: number;
  /** Days for which small signs stay on this device, without words; absent where none are kept. */
  readonly signDays?: { readonly quiet: number; readonly most: number };
  readonly readers: readonly PersonToAsk[];
  /** Whether it is looked at this moment; absent: at all times alike. */
  readonly hours?: {
    readonly isNow: boolean;
    readonly time: string;
    readonly changesAtMs?: number;
  };
  /** When the policy in force came to this device, its version, and the newest date of its lists; Unix ms. */
  readonly policyVersion?: string;
  readonly policyAtMs?: number;
  readonly listsAtMs?: number;
  /** What is done beside a page before something goes wrong; absent where nothing is. */
  readonly care?: {
    readonly nudges: boolean;
    readonly helpCard: boolean;
    readonly longUse: boolean;
  };
  /** Whom to ask about a closed site, where the school names somebody. */
  readonly itHelp?: PersonToAsk;
  readonly protectedSites: readonly { readonly host: string; readonly name: string }[];
}

export interface StatusView {
  readonly school: SchoolFace;
  readonly profile: string;
  readonly policyVersion: string;
  readonly policyAtMs?: number;
  readonly policyProblems: readonly {
    readonly path: string;
    readonly what: string;
    readonly expected: string;
    readonly level: "error" | "warning";
  }[];
  /** Whether each part of the protection is in force, in words for an IT lead. */
  readonly checks: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly detail: string;
  }[];
  readonly rules: { readonly dynamic: number; readonly session: number; readonly hosts: number };
  readonly queue: {
    readonly waiting: number;
    readonly setApart: number;
    readonly lastSentAtMs?: number;
  };
  readonly installType: string;
  readonly version: string;
  /** The timetable's time just now, "" where there is none, and when it changes. */
  readonly time: string;
  readonly changesAtMs?: number;
  /** When the filter was last found alive and that was recorded, Unix ms. */
  readonly checkedAtMs?: number;
  readonly unlocks: readonly OpenUnlock[];
  /** The lesson lists that staff may start by a code; absent where no codes are used. */
  readonly lessons?: readonly LessonChoice[];
  readonly lists: readonly {
    readonly id: string;
    readonly title: string;
    readonly category: string;
    readonly hosts: number;
    /** When its content was fetched, Unix ms; absent: it stands in the policy or the package. */
    readonly atMs?: number;
    readonly source: string;
    readonly licence: string;
    readonly problem: string;
  }[];
}

export interface MessageAnswers {
  "page/hello": PageInstructions;
  "page/read": TextRead;
  "page/typed": TextTyped;
  "page/finding": { readonly id: string; readonly severity: Severity };
  "page/signs": { readonly isKept: boolean };
  "page/incomplete": { readonly isNoted: boolean };
  "page/typing": { readonly isBrought: boolean };
  "page/care": PageCare;
  "page/care-seen": { readonly isNoted: boolean };
  "page/worry": { readonly isOpened: boolean };
  "page/circumvention": { readonly isClosed: boolean };
  "blocked/explain": BlockExplanation;
  "blocked/ask-review": { readonly reference: string };
  "blocked/accident": { readonly recorded: boolean };
  "blocked/proceed": { readonly untilMs: number };
  "unlock/request": UnlockRequestView;
  "unlock/enter": { readonly untilMs: number };
  "unlock/list": { readonly unlocks: readonly OpenUnlock[] };
  "unlock/end": { readonly ended: boolean };
  "agreement/read": AgreementView;
  "agreement/agree": { readonly agreedAtMs: number };
  "worry/options": WorryOptions;
  "worry/send": WorryReceipt;
  "worry/draft-read": { readonly draft?: KeptDraft };
  "worry/draft-keep": { readonly untilMs: number };
  "worry/draft-forget": { readonly forgotten: true };
  "worry/receipts": { readonly receipts: readonly WorryReceipt[] };
  "worry/forget": { readonly forgotten: boolean };
  "notice/read": NoticeView;
  "mine/read": MineView;
  "mine/forget": { readonly forgotten: boolean };
  "status/read": StatusView;
  "status/check": { readonly ok: boolean; readonly atMs: number };
}

/** What travels: a request by name, and its answer or a reason in plain words. */
export interface MessageEnvelope<Name extends MessageName = MessageName> {
  readonly schoolgate: Name;
  readonly body: MessageInput<Name>;
}
export type MessageReply<Name extends MessageName> =
  | { readonly ok: true; readonly value: MessageAnswers[Name] }
  | { readonly ok: false; readonly error: string };
