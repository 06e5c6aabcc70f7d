// What this person asked for and met here, for themselves: closed with the device's keys, for a fortnight, and for
// nobody else who signs in. It holds nothing that the school is not told, too.
import type { AskedSoFar, MessageReply } from "../../contract/message.ts";
import type { RequestAnswers } from "../../contract/request-answers.ts";
import { parseWebAddress } from "../../core/policy/host.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { World } from "../ports.ts";
import type { Judged, JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { answerWith } from "./outcome.ts";

interface MineAsked extends Omit<AskedSoFar, "state"> {
  /** The event's id; an earlier version kept none, and nothing can be heard of such a request. */
  readonly id?: string;
  readonly address: string;
  /** Absent: nothing was heard of it. */
  readonly state?: "received" | "decided";
}

export interface MineRecord {
  readonly user: string;
  readonly asked: readonly MineAsked[];
  readonly closed: readonly {
    readonly host: string;
    readonly title: string;
    readonly atMs: number;
    readonly isAccident: boolean;
  }[];
}

export const nothingMine: MineRecord = { user: "", asked: [], closed: [] };

export interface MineService {
  /** Never rejects: what was asked has gone its way whether or not it can be noted here. */
  noteAsked(asked: {
    readonly id: string;
    readonly reference: string;
    readonly address: string;
    readonly wanted: "open" | "blocked";
  }): Promise<void>;
  /** The requests of whoever is signed in of which something can be heard, by event id, newest first. */
  toHear(): Promise<readonly { readonly id: string; readonly isDecided: boolean }[]>;
  /** What the school says of requests: kept with them. One that it does not name stays as it was. Never rejects. */
  hear(requests: RequestAnswers["requests"]): Promise<void>;
  /** What was asked for this host last. Never rejects. */
  askedFor(host: string): Promise<AskedSoFar | undefined>;
  /** A closed or warned page, where the school is told of it. Never rejects. */
  noteClosed(judged: Judged, address: string, title: string, isAccident?: boolean): Promise<void>;
  read(): Promise<MessageReply<"mine/read">>;
  forget(): Promise<MessageReply<"mine/forget">>;
}

const keepDays = 14;
const keepMs = keepDays * 24 * 60 * 60_000;
const most = 30;
/** The same site again within this is the same moment. */
const sameMs = 10 * 60_000;

/** Not shown again to whoever looks over a shoulder: what is against the law, and what a child in need may look for. */
const leftOut = new Set(["illegal", "self-harm"]);

export function createMineService(
  world: Pick<World, "clock">,
  memory: Memory,
  judge: JudgeService,
): MineService {
  const { clock } = world;

  function fresh(mine: MineRecord, user: string): MineRecord {
    if (mine.user !== user) return { ...nothingMine, user };
    const nowMs = clock.nowMs();
    const isKept = ({ atMs }: { readonly atMs: number }) => Math.abs(nowMs - atMs) < keepMs;
    return { user, asked: mine.asked.filter(isKept), closed: mine.closed.filter(isKept) };
  }

  async function own(): Promise<MineRecord> {
    const [mine, user] = await Promise.all([memory.mine.read(), memory.user.read()]);
    return fresh(mine, user);
  }

  async function change(to: (mine: MineRecord) => MineRecord): Promise<void> {
    try {
      const user = await memory.user.read();
      await memory.mine.update((mine) => to(fresh(mine, user)));
    } catch {
      // The vault or the disk would not have it: this is a kindness, and the school has heard.
    }
  }

  return {
    noteAsked: ({ id, reference, address, wanted }) =>
      change((mine) => ({
        ...mine,
        asked: [
          ...mine.asked.filter((one) => one.reference !== reference),
          { id, reference, address: placeOf(address), atMs: clock.nowMs(), wanted },
        ].slice(-most),
      })),

    async toHear() {
      const { asked } = await own();
      return asked
        .toReversed()
        .flatMap(({ id, state }) =>
          id === undefined ? [] : [{ id, isDecided: state === "decided" }],
        );
    },

    async hear(requests) {
      const named = new Map(requests.map((one) => [one.id as string, one]));
      const mine = await own().catch(() => nothingMine);
      if (mine.asked.every((one) => heard(one, named) === one)) return;
      await change((now) => ({ ...now, asked: now.asked.map((one) => heard(one, named)) }));
    },

    async askedFor(host) {
      const { asked } = await own().catch(() => nothingMine);
      const last = asked.findLast(({ address }) => parseWebAddress(address)?.host === host);
      return last === undefined ? undefined : soFar(last);
    },

    async noteClosed({ decision, enforcement }, address, title, isAccident = false) {
      const host = parseWebAddress(address)?.host;
      const { action, category, step } = decision;
      if (host === undefined || decision.protected || step === "confidential") return;
      if (action !== "block" && action !== "warn") return;
      if (!enforcement.effective.monitoring.blockedVisits || leftOut.has(category)) return;
      await change((mine) => {
        const atMs = clock.nowMs();
        const isSame = (one: MineRecord["closed"][number]) =>
          one.host === host && atMs - one.atMs < sameMs;
        const before = mine.closed.find(isSame);
        const now = {
          host,
          title,
          atMs: before?.atMs ?? atMs,
          isAccident: isAccident || before?.isAccident === true,
        };
        return {
          ...mine,
          closed: [...mine.closed.filter((one) => !isSame(one)), now].slice(-most),
        };
      });
    },

    async read() {
      const { asked, closed } = await own();
      const judged = await Promise.all(
        asked.map(async (one) => {
          const { decision } = await judge.judge(one.address, "main_frame");
          const host = parseWebAddress(one.address)?.host ?? "";
          const { address } = one;
          return { ...soFar(one), address, host, isOpen: decision.action !== "block" };
        }),
      );
      return answerWith<"mine/read">({
        asked: judged.toReversed(),
        closed: closed.toReversed(),
        keepDays,
      });
    },

    async forget() {
      const user = await memory.user.read();
      await memory.mine.write({ ...nothingMine, user });
      return answerWith<"mine/forget">({ forgotten: true });
    },
  };
}

function soFar({ reference, atMs, wanted, state, decision, decidedAtMs }: MineAsked): AskedSoFar {
  return {
    reference,
    atMs,
    wanted,
    state: state ?? "asked",
    ...(decision === undefined ? {} : { decision }),
    ...(decidedAtMs === undefined ? {} : { decidedAtMs }),
  };
}

/** The same object: no news. */
function heard(
  one: MineAsked,
  named: ReadonlyMap<string, RequestAnswers["requests"][number]>,
): MineAsked {
  const news = one.id === undefined ? undefined : named.get(one.id);
  if (news === undefined) return one;
  const { decision, decidedAtMs, state, ...asked } = one;
  const { decided } = news;
  if (decided === undefined) return state === "received" ? one : { ...asked, state: "received" };
  if (decision === decided.decision && decidedAtMs === decided.atMs) return one;
  return { ...asked, state: "decided", decision: decided.decision, decidedAtMs: decided.atMs };
}
