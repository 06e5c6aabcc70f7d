// What the worker's services need of the world. `lib/platform` has one adapter for each; tests have fakes.
import type { BatchAnswer } from "../contract/batch.ts";
import type { SchoolgateEvent } from "../contract/event.ts";
import type { LanguageTag } from "../contract/vocabulary.ts";
import type { WorryReceipt } from "../contract/message.ts";
import type { SafeguardingKey } from "../contract/safeguarding-keys.ts";
import type { UpdatePlan } from "../core/dnr/plan-update.ts";
import type { DnrRule } from "../core/dnr/types.ts";
import type { SearchHeader } from "../core/policy/search-engines.ts";
import type { QueueEntry, Sitting } from "../core/queue/types.ts";

export interface Clock {
  /** Unix time in ms. */
  nowMs(): number;
  /** Resolves with undefined after `delayMs`. For deadlines inside one event only: waiting longer is an alarm's work. */
  after(delayMs: number): Promise<undefined>;
}

export interface Chance {
  bytes(count: number): Uint8Array;
  /** In [0, 1). */
  fraction(): number;
}

/** Small JSON values by name, durable. */
export interface StateStore {
  get(name: string): Promise<unknown>;
  /** Setting undefined forgets the name. */
  set(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Big values by name, durable: structured clones, buffers among them. */
export interface BlobStore {
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
}

/** What lasts as long as the browser runs, and not longer. */
export interface BrowserSession {
  /** Whether the rules have been found in force in this run of the browser, by this life of the worker or an earlier one. */
  haveRulesStood(): Promise<boolean>;
  noteRulesStand(): Promise<void>;
  /** Chance letters that stand for this run of the browser, the same until it ends. */
  runName(): Promise<string>;
  /** What is known of care in this run of the browser, as it was kept last; undefined: nothing. */
  care(): Promise<unknown>;
  keepCare(value: unknown): Promise<void>;
}

export interface ManagedSource {
  /** What the school's administration has set; may take seconds after a browser start; {} where nothing (yet). */
  read(): Promise<unknown>;
}

export interface Identity {
  /** The signed-in address; "" where nobody is signed in or it is not known. */
  email(): Promise<string>;
}

/** The browser's rules. Every update is whole or not at all, and rejects with the browser's reason. */
export interface RuleStore {
  /** All, or those of the ids that are there: with big lists reading all takes a second of the worker. */
  dynamicRules(ids?: readonly number[]): Promise<readonly DnrRule[]>;
  sessionRules(): Promise<readonly DnrRule[]>;
  updateDynamic(plan: UpdatePlan): Promise<void>;
  updateSession(plan: UpdatePlan): Promise<void>;
  isBaselineOn(): Promise<boolean>;
  setBaseline(on: boolean): Promise<void>;
}

/** Files of our own package. */
export interface Assets {
  /** categories.json, unchecked. */
  categories(): Promise<unknown>;
  /** The English phrases, or those of another language. */
  lexicon(language?: LanguageTag): Promise<ArrayBuffer>;
}

/** `dateMs`: the answer's Date header, by which a wrong clock is seen. */
export type FetchedText =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly etag: string;
      readonly dateMs?: number;
    }
  | { readonly kind: "same" }
  | { readonly kind: "failed"; readonly why: string };

export type FetchedBytes =
  | { readonly kind: "bytes"; readonly bytes: ArrayBuffer; readonly etag: string }
  | { readonly kind: "same" }
  | { readonly kind: "failed"; readonly why: string };

export type PostedBatch =
  /** The body is unchecked. */
  | { readonly kind: "answered"; readonly body: unknown; readonly dateMs?: number }
  | { readonly kind: "too-large" }
  /** Nobody answered, or somebody said no: `status` and `retryAfter` are of that answer. */
  | {
      readonly kind: "failed";
      readonly why: string;
      readonly retryAfter: string | null;
      readonly status?: number;
    };

/** The only ways in which anything leaves or reaches the device by our hand. None rejects. */
export interface Network {
  fetchText(request: {
    readonly address: string;
    readonly token?: string | undefined;
    readonly etag?: string | undefined;
  }): Promise<FetchedText>;
  fetchBytes(request: {
    readonly address: string;
    readonly token?: string | undefined;
    readonly etag?: string | undefined;
  }): Promise<FetchedBytes>;
  postBatch(request: {
    readonly address: string;
    readonly token: string;
    /** JSON, as text or as the bytes that go (encoded as a header says). */
    readonly body: string | Uint8Array;
    readonly headers?: Readonly<Record<string, string>>;
    /** Given up after this; 30 s where absent. */
    readonly deadlineMs?: number;
  }): Promise<PostedBatch>;
}

/** Compression of what is sent. */
export interface Pack {
  gzip(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Digests and signatures (WebCrypto). */
export interface Crypt {
  sha256(bytes: Uint8Array): Promise<Uint8Array>;
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Promise<Uint8Array>;
  /** Whether the Ed25519 signature (base64) over the text's UTF-8 bytes is that key's (base64, 32 bytes). Never rejects. */
  isSigned(publicKey: string, text: string, signature: string): Promise<boolean>;
}

/** The device's own key, which cannot be read out. Each may reject where the store does. */
export interface DeviceKey {
  /** P-256, the point uncompressed, base64url; made when it is asked for first. */
  publicKey(): Promise<string>;
  /** A number that was never given before, greater than all before and no smaller than that; durable first. */
  nextCount(atLeast: number): Promise<number>;
  /** ECDSA with SHA-256 over the text's UTF-8 bytes: r and s, base64url. */
  sign(text: string): Promise<string>;
}

/** Text that only this browser profile can open: its keys cannot be read out. */
export interface Seal {
  close(text: string): Promise<Uint8Array>;
  /** Undefined where it was not closed here, is damaged, or its keys were thrown away. */
  open(stored: unknown): Promise<string | undefined>;
  /** 16 letters for a text, the same each time; they tell nothing of it without the key. */
  nameOf(text: string): Promise<string>;
  /** Throws the keys away: what was closed cannot be opened, nor named the same, ever again. */
  discard(): Promise<void>;
}

/** The same for what stays for good: its keys are never thrown away. */
export type Vault = Pick<Seal, "close" | "open">;

/** To the school's safeguarding people, and to nobody else: what is sealed here cannot be opened here. */
export interface Sealer {
  /**
   * JWE as JSON text, one recipient a key. `bound` is no secret: what is sealed opens only beside the same words, so that
   * nobody puts it elsewhere. Rejects without a key, or where a key is none.
   */
  seal(keys: readonly SafeguardingKey[], plain: string, bound: string): Promise<string>;
}

export interface DownloadSeen {
  readonly id: number;
  readonly address: string;
  /** After redirects; "" where not known yet. */
  readonly finalAddress: string;
  readonly referrer: string;
  /** As the browser would name it, without folders; "" where not known yet. */
  readonly fileName: string;
  readonly mime: string;
}

export interface Downloads {
  /** Stops it, removes what arrived and its entry in the list. Never rejects. */
  stop(id: number): Promise<void>;
}

/** The browser's settings by site. */
export interface SiteSettings {
  /** Camera and microphone on these hosts only; undefined: as the browser has it. Never rejects. */
  setCameraAndMicrophone(only: readonly string[] | undefined): Promise<void>;
  /** Forgets service workers and caches of newly blocked hosts, so that they cannot answer from there. Never rejects. */
  forgetWorkers(hosts: readonly string[]): Promise<void>;
}

/** Whether the browser's rules stop a request of ours, asked for real. */
export interface RuleProbe {
  /** "unknown": the browser did not say in time. Only for names that lead nowhere. Never rejects. */
  tryHost(host: string): Promise<"stopped" | "not-stopped" | "unknown">;
}

export interface OpenTab {
  readonly id: number;
  /** Where it is, or is about to be; "" where that is not known. */
  readonly address: string;
}

export interface Tabs {
  list(): Promise<readonly OpenTab[]>;
  get(tabId: number): Promise<OpenTab | undefined>;
  /** The addresses of a frame and of all that hold it, the page's own last; [] where they are not known. Never rejects. */
  framePath(tabId: number, frameId: number): Promise<readonly string[]>;
  /** The same for every frame below the page of a tab. Never rejects. */
  framePaths(tabId: number): Promise<readonly (readonly string[])[]>;
  /** The tab in front, for the worry's "add this page". */
  active(): Promise<OpenTab | undefined>;
  /** Never rejects: a tab may be gone. */
  send(tabId: number, address: string): Promise<void>;
  /** Puts what looks after people (`care.js`), or its words in other languages, into a frame. Never rejects. */
  injectCare(tabId: number, frameId: number, what: "care" | "words"): Promise<void>;
  /** Opens the worry form over the page in front; false where the browser would not. Never rejects. */
  openWorry(): Promise<boolean>;
  /** Runs the content script in a tab that was open before us. Never rejects. */
  inject(tabId: number): Promise<void>;
  /** A new tab, in front. */
  open(address: string): Promise<void>;
}

/** The extension's button beside the address. */
export interface Toolbar {
  /** What the button is called; forgotten when the browser ends. */
  setTitle(title: string): Promise<void>;
  /** What the line in the menu of a page is called; kept until the next installation or update. */
  setMenu(title: string): Promise<void>;
  /** The tag of the language that the browser's own menus speak, for example "cy" or "en-GB". */
  readonly language: string;
}

export interface Alarms {
  /** Wakes the worker at a moment; replaces an alarm of that name. */
  at(name: string, atMs: number): Promise<void>;
  clear(name: string): Promise<void>;
}

/** The extension itself. */
export interface Self {
  readonly id: string;
  /** "chrome-extension://…", without a slash at the end. */
  readonly origin: string;
  readonly version: string;
  /** "admin" where a school has installed it; "unknown" where the browser does not say. */
  installType(): Promise<string>;
  /** Whether the browser let us register the gate that may stop requests. */
  gateRefusal(): string | undefined;
}

// ---- events ----------------------------------------------------------------------------------------------------

export interface EventRecord extends QueueEntry {
  /** `claimed`: may have left, so it is never changed again. `apart`: the collector will never take it. */
  readonly state: "waiting" | "claimed" | "apart";
  readonly dedupeKey?: string;
  /** Of a finding, its score, by which the graver of two is known where both are sealed. It never leaves the device. */
  readonly weight?: number;
  /** Why it was set apart, also after it was brought back. */
  readonly why?: string;
  /** What had been added to the device's clock when it was made, ms: learnt better, its moment is told better. */
  readonly clockOffsetMs?: number;
  readonly event: SchoolgateEvent;
}

/** What becomes of a thing met again (`stepInSitting`), as the store needs it. */
export type AddStep =
  | { readonly step: "same-moment" }
  | {
      readonly step: "grow";
      readonly record: EventRecord;
      readonly isGraver: boolean;
      readonly sitting: Sitting;
    }
  | { readonly step: "new"; readonly notBeforeMs: number; readonly sitting: Sitting };

export interface AddEvent {
  readonly record: EventRecord;
  /** Names the sender's one thing: a second `add` with it answers with the first's id and stores nothing. */
  readonly claim?: string | undefined;
  /** A worry's receipt, stored in the same step. */
  readonly receipt?: WorryReceipt | undefined;
  /**
   * Decides inside the step, where the record has a `dedupeKey`; `open` waits under the same key and has never been on
   * its way. Must not wait for anything.
   */
  readonly decide?: (sitting: Sitting | undefined, open: EventRecord | undefined) => AddStep;
  /** The queue's most bytes: beyond, others give way in the order of `compareGivingWay`. Absent: no bound. */
  readonly bytesMost?: number;
}

export interface AddedEvent {
  /** The id under which it stands: its own, the counted one's, or the one the claim had made. */
  readonly id: string;
  readonly isNew: boolean;
  /** An event that waits has become graver by it. */
  readonly isGraver?: boolean;
}

/** What the queue has had to do, counted by kind since its making; health events themselves are not counted. */
export interface QueueTally {
  /** Of the events that stand in it now, set apart or not. */
  readonly bytes: number;
  readonly gaveWay: Readonly<Record<string, number>>;
  readonly setApart: Readonly<Record<string, number>>;
  /** Of the one that was set apart last. */
  readonly lastWhy: string;
}

/**
 * The queue on disk. Each method is one step: it happened wholly and durably when its promise resolves,
 * and not at all where the worker died before.
 */
export interface EventStore {
  add(given: AddEvent): Promise<AddedEvent>;
  /** Up to `most` that are not set apart, gravest first. */
  entries(most: number): Promise<readonly QueueEntry[]>;
  /**
   * Freezes them, so that their count grows no more, and hands them out, their moments moved by what the clock's offset
   * has been found to be since. Ids that are gone are left out. One worker sends at a time (`runOnce`), and a claim ends
   * with the life that made it: so it needs no end of its own.
   */
  claim(ids: readonly string[], clockOffsetMs?: number): Promise<readonly SchoolgateEvent[]>;
  /** Deletes what the collector has stored and sets apart what it refuses; receipts of worries follow. */
  settle(answer: Pick<BatchAnswer, "stored" | "refused" | "seen">, atMs: number): Promise<void>;
  /** Those that were set apart before that moment wait again: the collector may have been mended since. */
  bringBack(apartBeforeMs: number): Promise<void>;
  /** Makes room by dropping what gives way first, up to so many bytes; the number of bytes freed. */
  makeRoom(bytes: number): Promise<number>;
  counts(): Promise<{ readonly waiting: number; readonly setApart: number }>;
  tally(): Promise<QueueTally>;
  receipts(): Promise<readonly WorryReceipt[]>;
  forgetReceipt(id: string): Promise<boolean>;
  /** Drops claims and sittings that ended before. Never an event. */
  tidy(beforeMs: number): Promise<void>;
}

/** All of the world, as one value to hand round. */
export interface World {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly state: StateStore;
  readonly session: BrowserSession;
  readonly blobs: BlobStore;
  readonly managed: ManagedSource;
  readonly identity: Identity;
  readonly rules: RuleStore;
  readonly assets: Assets;
  readonly network: Network;
  readonly tabs: Tabs;
  readonly toolbar: Toolbar;
  readonly alarms: Alarms;
  readonly self: Self;
  readonly events: EventStore;
  readonly crypt: Crypt;
  readonly pack: Pack;
  readonly deviceKey: DeviceKey;
  readonly seal: Seal;
  readonly vault: Vault;
  readonly sealer: Sealer;
  readonly downloads: Downloads;
  readonly siteSettings: SiteSettings;
  readonly probe: RuleProbe;
}

// ---- what wakes the worker ---------------------------------------------------------------------------------------

export interface NavigationSeen {
  readonly tabId: number;
  /** 0 is the page itself. */
  readonly frameId: number;
  readonly address: string;
  readonly atMs: number;
}

export interface RequestSeen {
  readonly kind: "main_frame" | "sub_frame";
  readonly address: string;
  readonly tabId: number;
  /** The frame that holds the one asked for; -1 above a page. */
  readonly parentFrameId: number;
}

/** Where the menu of a page was opened. */
export interface Pressed {
  readonly pageAddress: string;
  /** "" where it was not a link. */
  readonly linkAddress: string;
  /** What was marked; "" for nothing. */
  readonly words: string;
}

/** {} lets it go on. */
export interface GateAnswer {
  readonly cancel?: boolean;
  readonly redirectUrl?: string;
}

export interface MessageFrom {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  /** The browser's own id of the document, as long as that lives. */
  readonly documentId?: string | undefined;
  readonly tab?:
    | {
        readonly id?: number | undefined;
        readonly url?: string | undefined;
        readonly title?: string | undefined;
      }
    | undefined;
}

/** None of these may throw or reject. */
export interface BackgroundHandlers {
  onInstalled(): void;
  onStartup(): void;
  onManagedChanged(): void;
  onSignInChanged(): void;
  onOnline(): void;
  onAlarm(name: string): void;
  onDownload(seen: DownloadSeen): void;
  /** "Report a worry" was chosen in the menu of a page; the form is about to open. */
  onMenu(pressed: Pressed): void;
  onRequest(request: RequestSeen): Promise<GateAnswer>;
  /** Hosts, with all below them, for whose requests `onHeaders` is asked. */
  readonly headerHosts: readonly string[];
  /** What a page, a frame or a script's request of those hosts has to carry. */
  onHeaders(address: string): Promise<readonly SearchHeader[]>;
  onNavigation(stage: "before" | "committed" | "within", seen: NavigationSeen): void;
  onMessage(message: unknown, from: MessageFrom): Promise<unknown>;
}
