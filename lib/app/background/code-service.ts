// One-time codes at the pupil's own screen: the request it shows, and the eight digits that answer it. Works without a
// network; what bounds guessing is in `code-desk.ts`.
import type { MessageInput, MessageReply } from "../../contract/message.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import {
  codeOf,
  makeRequest,
  readCode,
  readRequest,
  requestBytes,
  unlockText,
} from "../../core/policy/unlock-code.ts";
import type { World } from "../ports.ts";
import {
  addRequest,
  beginTry,
  isAlive,
  isPaused,
  mostAttempts,
  noteWrong,
  openOnce,
  requestMs,
} from "./code-desk.ts";
import type { EventService } from "./event-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import type { OpenedPlace, OpenedRecord, RequestRecord, UnlockDesk } from "./opened-record.ts";
import { unlockEvent } from "./opened-service.ts";
import { answerWith, refuseWith } from "./outcome.ts";
import { hostToOpen, unlockableKinds } from "./unlockable.ts";

const minuteMs = 60_000;
const leastKeyBytes = 16;
const longestDetail = 300;

const words = {
  noCodes: "Codes of staff are not used here.",
  notHere: "This page cannot be opened by a code.",
  noLesson: "There is no such lesson list.",
  paused: "Too many codes did not fit. Please wait ten minutes.",
  over: "This request is over. Please begin a new one.",
  shape: "A code has eight digits.",
  tooLong: (most: number) => `At most ${most} minutes can be asked for here.`,
};

function wrongWords(left: number): string {
  if (left === 0) return "That code does not fit. Please begin a new request.";
  const tries = left === 1 ? "one try is" : `${left} tries are`;
  return `That code does not fit. Please check the digits, the minutes and the name: ${tries} left.`;
}

export interface CodeService {
  /** Whether codes can be made and checked here at all. */
  areUsed(effective: EffectivePolicy): Promise<boolean>;
  request(body: MessageInput<"unlock/request">): Promise<MessageReply<"unlock/request">>;
  enter(body: MessageInput<"unlock/enter">): Promise<MessageReply<"unlock/enter">>;
  /** Tells of requests that were guessed at until they closed, and forgets what is over. Safe at every wake-up. */
  settle(): Promise<void>;
}

type Wanted = Pick<RequestRecord, "what" | "place" | "title" | "longestMinutes">;

export function createCodeService(
  world: Pick<World, "clock" | "chance" | "crypt">,
  memory: Memory,
  parts: {
    readonly judge: JudgeService;
    readonly events: Pick<EventService, "add">;
    /** What is open has changed: the rules follow before anybody is told. */
    readonly onOpened: () => Promise<void>;
  },
): CodeService {
  const { clock, chance, crypt } = world;
  const { judge, events, onOpened } = parts;

  async function readKey(): Promise<Uint8Array | undefined> {
    return toKey((await memory.managed.read()).unlockKey ?? "");
  }

  async function areUsed(effective: EffectivePolicy): Promise<boolean> {
    return effective.unlocks.codes && (await readKey()) !== undefined;
  }

  async function wantedOf(body: MessageInput<"unlock/request">): Promise<Wanted | string> {
    const { effective, words: categories } = await judge.current();
    if (!(await areUsed(effective))) return words.noCodes;
    const { longestMinutes } = effective.unlocks;
    if (body.what === "lesson") {
      const id = body.lesson ?? "";
      const lesson = Object.hasOwn(effective.lessons, id) ? effective.lessons[id] : undefined;
      if (lesson === undefined) return words.noLesson;
      const { title, sites, search, minutes } = lesson;
      const what: OpenedPlace = { kind: "lesson", sites, search };
      return { what, place: id, title, longestMinutes: Math.max(minutes, longestMinutes) };
    }
    const { decision } = await judge.judge(body.address, "main_frame");
    if (!unlockableKinds(decision).includes(body.what)) return words.notHere;
    if (body.what === "category") {
      const { category } = decision;
      const title = categories[category]?.title ?? category;
      return { what: { kind: "category", category }, place: category, title, longestMinutes };
    }
    const host = hostToOpen(decision, body.address);
    if (host === undefined) return words.notHere;
    return { what: { kind: "site", host }, place: host, title: host, longestMinutes };
  }

  /** One step of the desk; what it answers besides is handed on. */
  async function step<T>(
    take: (desk: UnlockDesk) => { readonly desk: UnlockDesk; readonly answer: T },
  ): Promise<T> {
    let answer: T | undefined;
    await memory.unlockDesk.update((desk) => {
      const taken = take(desk);
      answer = taken.answer;
      return taken.desk;
    });
    return answer as T;
  }

  async function tellOfGuessing({ request, what, place, attempts }: RequestRecord): Promise<void> {
    const nowMs = clock.nowMs();
    const refused = { id: request, what, place, by: "", why: "", how: "code" as const };
    await events.add(unlockEvent({ ...refused, fromMs: nowMs, untilMs: nowMs }, "refused", nowMs), {
      claim: `unlock-${request}-refused`,
    });
    const thing = what.kind === "site" ? place : `the ${what.kind} "${place}"`;
    const detail = `Codes were tried for ${thing} until the request closed.`;
    await events.add(
      {
        kind: "circumvention",
        address: "",
        title: "",
        rule: "unlocks.codes",
        category: what.kind === "category" ? what.category : "",
        sign: "wrong-code",
        detail: detail.slice(0, longestDetail),
        count: attempts,
      },
      { claim: `guessed-${request}` },
    );
  }

  async function open(
    { request: id, what, place, title, user }: RequestRecord,
    { minutes, by, why }: MessageInput<"unlock/enter">,
  ): Promise<number | undefined> {
    const fromMs = clock.nowMs();
    const untilMs = fromMs + minutes * minuteMs;
    const how = "code" as const;
    const isTold = false;
    const given = { id, what, place, title, user, by, why, fromMs, untilMs, how, isTold };
    const hasOpened = await step((desk) => {
      const taken = openOnce(desk, given satisfies OpenedRecord);
      return { desk: taken.desk, answer: taken.hasOpened };
    });
    return hasOpened ? untilMs : undefined;
  }

  async function settle(): Promise<void> {
    const { requests } = await memory.unlockDesk.read();
    const nowMs = clock.nowMs();
    const over = requests.filter((one) => !isAlive(one, nowMs));
    if (over.length === 0) return;
    for (const one of over) if (one.attempts >= mostAttempts) await tellOfGuessing(one);
    const gone = new Set(over.map((one) => one.request));
    await memory.unlockDesk.update((desk) => ({
      ...desk,
      requests: desk.requests.filter((one) => !gone.has(one.request)),
    }));
  }

  return {
    areUsed,
    settle,

    async request(body) {
      if (isPaused(await memory.unlockDesk.read(), clock.nowMs())) return refuseWith(words.paused);
      const wanted = await wantedOf(body);
      if (typeof wanted === "string") return refuseWith(wanted);
      await settle();
      const [device, user] = await Promise.all([memory.device(), memory.user.read()]);
      const nowMs = clock.nowMs();
      const fresh: RequestRecord = {
        ...wanted,
        request: makeRequest(device, chance.bytes(requestBytes)),
        expiresAtMs: nowMs + requestMs,
        attempts: 0,
        user,
      };
      const shown = await step((desk) => {
        const taken = addRequest(desk, fresh, nowMs);
        return { desk: taken.desk, answer: taken.shown };
      });
      return answerWith<"unlock/request">({
        request: shown.request,
        what: shown.what.kind,
        place: shown.place,
        title: shown.title,
        expiresAtMs: shown.expiresAtMs,
        longestMinutes: shown.longestMinutes,
        attemptsLeft: mostAttempts - shown.attempts,
      });
    },

    async enter(body) {
      const secret = await readKey();
      const { effective } = await judge.current();
      if (secret === undefined || !effective.unlocks.codes) return refuseWith(words.noCodes);
      const [request, code] = [readRequest(body.request), readCode(body.code)];
      if (request === undefined) return refuseWith(words.over);
      if (code === undefined) return refuseWith(words.shape);
      const { requests } = await memory.unlockDesk.read();
      const most = requests.find((one) => one.request === request)?.longestMinutes;
      if (most !== undefined && body.minutes > most) return refuseWith(words.tooLong(most));

      const user = await memory.user.read();
      const tried = await step((desk) => {
        const taken = beginTry(desk, { request, user }, clock.nowMs());
        return { desk: taken.desk, answer: taken.tried };
      });
      if (tried === "over" || tried === "paused") return refuseWith(words[tried]);
      const { place, what } = tried;
      const text = unlockText({
        request,
        what: what.kind,
        place,
        minutes: body.minutes,
        by: body.by,
      });
      if (codeOf(await crypt.hmacSha256(secret, new TextEncoder().encode(text))) !== code) {
        await memory.unlockDesk.update((desk) => noteWrong(desk, clock.nowMs()));
        await settle();
        return refuseWith(wrongWords(mostAttempts - tried.attempts));
      }
      const untilMs = await open(tried, body);
      if (untilMs === undefined) return refuseWith(words.over);
      await onOpened();
      return answerWith<"unlock/enter">({ untilMs });
    },
  };
}

/** The shared secret, base64; undefined where there is none that could be one. */
function toKey(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
    return bytes.length >= leastKeyBytes ? bytes : undefined;
  } catch {
    return undefined;
  }
}
