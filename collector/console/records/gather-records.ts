// All that is kept of one person, opened in the reader's browser. What is sealed stands under tags that only the
// Chromebook could make, so one event under each tag is opened to see whose it is; where that one does not open, all
// that stand under the tag are tried. What cannot be opened is listed, and nothing is left out because of it.
import type { EventKind, SchoolgateEvent } from "../../../lib/contract/event.ts";
import { isTag } from "../../../lib/core/seal/split-event.ts";
import type { RecordsAboutAnswer, RecordsCase } from "../../desk-types.ts";
import { hostOf } from "../../review/case.ts";
import type { KeptName, PersonEvent } from "../../store/person-store.ts";
import type { Reply } from "../api.ts";
import { openEvent, openHead, type StillSealed } from "../open-answers.ts";
import type { OpenKey } from "../open-sealed.ts";
import type { RecordsApi } from "./record-api.ts";

export interface NotOpened {
  readonly id: string;
  readonly kind: EventKind;
  readonly atMs: number;
  readonly why: StillSealed;
  /** It stands under the same tag as others of this person; otherwise nobody can tell whose it is. */
  readonly isTheirs: boolean;
}

export interface GatheredRecords {
  /** By time. */
  readonly events: readonly (Omit<PersonEvent, "event"> & { readonly event: SchoolgateEvent })[];
  readonly cases: readonly RecordsCase[];
  readonly orders: RecordsAboutAnswer["orders"];
  readonly answers: RecordsAboutAnswer["answers"];
  readonly staff: RecordsAboutAnswer["staff"];
  readonly notOpened: readonly NotOpened[];
}

export interface GatherProgress {
  /** Names and events that were looked at. */
  readonly seen: number;
  readonly found: number;
  readonly notOpened: number;
}

export interface GatherNeeds {
  readonly api: RecordsApi;
  readonly ticket: string;
  /** The address that they sign in with. */
  readonly person: string;
  readonly keys: readonly OpenKey[];
  readonly onProgress: (progress: GatherProgress) => void;
  readonly signal: AbortSignal;
}

const namesAtOnce = 100;
const casesAtOnce = 50;
const hostsAtOnce = 100;

const plain = (name: string): string => name.trim().toLowerCase();

function portions<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += most) parts.push(all.slice(at, at + most));
  return parts;
}

/** Where a call fails, all of it ends with that answer: half an archive is none. */
class Failed extends Error {
  readonly reply: Reply<never>;
  constructor(reply: Reply<never>) {
    super("a call failed");
    this.reply = reply;
  }
}

async function valueOf<T>(call: Promise<Reply<T>>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new Failed({ ok: false, status: 0, words: "Stopped." });
  const reply = await call;
  if (!reply.ok) throw new Failed(reply);
  return reply.value;
}

export async function gatherRecords(needs: GatherNeeds): Promise<Reply<GatheredRecords>> {
  try {
    return { ok: true, value: await gather(needs) };
  } catch (error) {
    if (error instanceof Failed) return error.reply;
    throw error;
  }
}

async function gather(needs: GatherNeeds): Promise<GatheredRecords> {
  const { api, ticket, keys, signal } = needs;
  const wanted = plain(needs.person);
  const count = { seen: 0, found: 0, notOpened: 0 };
  const step = (change: Partial<GatherProgress>) => {
    Object.assign(count, change);
    needs.onProgress({ ...count });
  };

  const theirs: string[] = [];
  const unsure: string[] = [];
  let orderNames: readonly string[] = [];
  for (let after = ""; ;) {
    const page = await valueOf(api.recordNames(ticket, after), signal);
    if (after === "") orderNames = page.orderNames;
    const judged = await Promise.all(page.names.map((one) => isTheirs(one, wanted, keys)));
    for (const [at, { name }] of page.names.entries()) {
      if (judged[at] === true) theirs.push(name);
      if (judged[at] === "unsure") unsure.push(name);
    }
    step({ seen: count.seen + page.names.length });
    const last = page.names.at(-1);
    if (last === undefined || page.names.length < page.atOnce) break;
    after = last.name;
  }

  const events: GatheredRecords["events"][number][] = [];
  const notOpened: NotOpened[] = [];
  const takeAll = async (names: readonly string[], isSure: boolean): Promise<void> => {
    for (let after = ""; ;) {
      const page = await valueOf(api.recordEvents(ticket, names, after), signal);
      const opened = await Promise.all(page.events.map(({ event }) => openEvent(event, keys)));
      for (const [at, stored] of page.events.entries()) {
        const event = opened[at];
        if (event === undefined) continue;
        if (typeof event === "string") {
          const { id, kind, atMs } = stored.event;
          notOpened.push({ id, kind, atMs, why: event, isTheirs: isSure });
        } else if (plain(event.user) === wanted) events.push({ ...stored, event });
      }
      step({
        seen: count.seen + page.events.length,
        found: events.length,
        notOpened: notOpened.length,
      });
      const last = page.events.at(-1);
      if (last === undefined) return;
      after = last.event.id;
    }
  };
  for (const names of portions(theirs, namesAtOnce)) await takeAll(names, true);
  for (const names of portions(unsure, namesAtOnce)) await takeAll(names, false);
  events.sort((one, other) => one.event.atMs - other.event.atMs);

  const caseIds = [...new Set(events.flatMap(({ caseId }) => caseId ?? []))];
  const hosts = new Map(
    events.flatMap(({ event }) => {
      if (event.kind !== "review-request") return [];
      const host = hostOf(event.address);
      return [[`${event.wanted} ${host}`, { host, wanted: event.wanted }] as const];
    }),
  );
  const named = orderNames.filter((name) => plain(name) === wanted);
  const about = [
    ...portions(caseIds, casesAtOnce).map((cases) => ({ cases, names: [], hosts: [] })),
    ...portions(named, namesAtOnce).map((names) => ({ cases: [], names, hosts: [] })),
    ...portions([...hosts.values()], hostsAtOnce).map((some) => ({
      cases: [],
      names: [],
      hosts: some,
    })),
  ];
  const parts: RecordsAboutAnswer[] = [];
  for (const one of about.length === 0 ? [{ cases: [], names: [], hosts: [] }] : about) {
    const asked = { cases: [...one.cases], names: [...one.names], hosts: [...one.hosts] };
    parts.push(await valueOf(api.recordsAbout(ticket, asked), signal));
  }
  return {
    events,
    cases: parts.flatMap(({ cases }) => cases),
    orders: parts.flatMap(({ orders }) => orders),
    answers: parts.flatMap(({ answers }) => answers),
    staff: parts[0]?.staff ?? [],
    notOpened,
  };
}

async function isTheirs(
  { name, kind, head }: KeptName,
  wanted: string,
  keys: readonly OpenKey[],
): Promise<boolean | "unsure"> {
  if (!isTag(name)) return plain(name) === wanted;
  const opened = await openHead({ kind }, head === "" ? undefined : head, keys);
  return opened === undefined ? "unsure" : plain(opened.user ?? "") === wanted;
}
