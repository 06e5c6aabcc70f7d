// The desk's answers with what is sealed opened, in the reader's browser. Each view goes on as if nothing had been sealed;
// what cannot be opened keeps its tags, and a case says why.
import type { EventKind, SchoolgateEvent } from "../../lib/contract/event.ts";
import { boundOf, joinEvent, type SealedHead } from "../../lib/core/seal/split-event.ts";
import type { CaseAnswer, DeskCase, QueueAnswer } from "../desk-types.ts";
import { hostOf } from "../review/case.ts";
import type { StoredEvent, VisitGroup } from "../store/store.ts";
import type { DeskApi, Reply } from "./api.ts";
import type { QueueFilter } from "./route.ts";
import { openSealed, type OpenKey } from "./open-sealed.ts";

/** Why a part of a case stays closed to this reader. */
export type StillSealed = "locked" | "no-key" | "damaged";

export interface OpenedCase extends CaseAnswer {
  readonly stillSealed?: StillSealed;
}

export async function openEvent(
  event: SchoolgateEvent,
  keys: readonly OpenKey[],
): Promise<SchoolgateEvent | StillSealed> {
  if (event.sealed === undefined) return event;
  if (keys.length === 0) return "locked";
  const opened = await openSealed(event.sealed, boundOf(event).sealed, keys);
  if (!opened.ok) return opened.why;
  const { plain } = opened;
  return typeof plain === "object" && plain !== null
    ? joinEvent(event, plain as Record<string, unknown>)
    : "damaged";
}

async function openStored<Kind extends EventKind>(
  stored: StoredEvent<Kind>,
  keys: readonly OpenKey[],
): Promise<StoredEvent<Kind>> {
  const opened = await openEvent(stored.event, keys);
  return typeof opened === "string" ? stored : ({ ...stored, event: opened } as StoredEvent<Kind>);
}

export async function openHead(
  about: { readonly kind: EventKind },
  head: string | undefined,
  keys: readonly OpenKey[],
): Promise<SealedHead | undefined> {
  if (head === undefined || keys.length === 0) return undefined;
  const { head: bound } = boundOf(about);
  const opened = await openSealed(head, bound, keys);
  return opened.ok ? (opened.plain as SealedHead) : undefined;
}

function caseWith(known: DeskCase, head: SealedHead | undefined): DeskCase {
  if (head === undefined) return known;
  return {
    ...known,
    user: head.user ?? "",
    deviceLabel: head.deviceLabel ?? "",
    host: hostOf(head.address ?? ""),
    // A search's title repeats what was searched for: that is shown where the case is opened.
    title: known.source === "search" ? "" : (head.title ?? ""),
  };
}

async function openVisit(visit: VisitGroup, keys: readonly OpenKey[]): Promise<VisitGroup> {
  const { sealed } = visit;
  if (sealed === undefined) return visit;
  const head = await openHead({ kind: "blocked-visit" }, sealed.head, keys);
  if (head === undefined) return visit;
  return {
    ...visit,
    user: head.user ?? "",
    deviceLabel: head.deviceLabel ?? "",
    host: hostOf(head.address ?? ""),
  };
}

const each = <T>(all: readonly T[], open: (one: T) => Promise<T>): Promise<T[]> =>
  Promise.all(all.map(open));

async function mapped<T>(reply: Promise<Reply<T>>, open: (value: T) => Promise<T>) {
  const got = await reply;
  return got.ok ? { ...got, value: await open(got.value) } : got;
}

/** Cases that a search looks through at most, and the most that it shows. */
const searchedMost = 1000;
const shownMost = 100;

function tells(known: DeskCase, words: string): boolean {
  const { user, deviceLabel, host, title, what, profile, reference } = known;
  return [user, deviceLabel, host, title, what, profile, reference]
    .join("\n")
    .toLowerCase()
    .includes(words);
}

/**
 * Looks for words among sealed names and places: the collector cannot, so the pages are fetched and opened here, newest
 * first, up to `searchedMost` cases. What the collector found by itself is among them.
 */
async function searchSealed(
  api: DeskApi,
  filter: QueueFilter,
  live: boolean,
  keys: readonly OpenKey[],
): Promise<Reply<QueueAnswer>> {
  const words = filter.search.trim().toLowerCase();
  const found: DeskCase[] = [];
  let seen = 0;
  for (let page = 1; ; page += 1) {
    const reply = await api.queue({ ...filter, search: "", page }, live);
    if (!reply.ok) return reply;
    const { cases, pages } = reply.value;
    const open = await each(cases, (one) => openCaseHead(one, keys));
    found.push(...open.filter((one) => tells(one, words)));
    seen += cases.length;
    if (page < pages && seen < searchedMost && found.length < shownMost) continue;
    const value = { ...reply.value, cases: found.slice(0, shownMost), total: found.length };
    return { ok: true, value: { ...value, page: 1, pages: 1 } };
  }
}

async function openCaseHead(one: DeskCase, keys: readonly OpenKey[]): Promise<DeskCase> {
  return caseWith(one, await openHead(one, one.sealed, keys));
}

/** The same API, its answers opened with these keys (none: the reader has not opened theirs). */
export function withOpened(api: DeskApi, keys: readonly OpenKey[]): DeskApi {
  return {
    ...api,
    queue: (filter, live) =>
      filter.search.trim() === "" || keys.length === 0
        ? mapped(api.queue(filter, live), async (value) => ({
            ...value,
            cases: await each(value.cases, (one) => openCaseHead(one, keys)),
          }))
        : searchSealed(api, filter, live, keys),
    openCase: (id, live) =>
      mapped(api.openCase(id, live), async (value) => {
        const opened = await Promise.all(value.events.map(({ event }) => openEvent(event, keys)));
        const stillSealed = opened.find((one) => typeof one === "string");
        const head = await openHead(value.head, value.head.sealed, keys);
        return {
          ...value,
          head: caseWith(value.head, head),
          events: value.events.map((stored, at) => {
            const event = opened[at];
            return typeof event === "object" ? { ...stored, event } : stored;
          }),
          ...(stillSealed === undefined ? {} : { stillSealed }),
        } as OpenedCase;
      }),
    requests: (page, live) =>
      mapped(api.requests(page, live), async (value) => ({
        ...value,
        groups: await each(value.groups, async (group) => ({
          ...group,
          latest: await each(group.latest, (stored) => openStored(stored, keys)),
        })),
      })),
    activity: (list, page, live) =>
      mapped(api.activity(list, page, live), async (value) => ({
        ...value,
        visits: await each(value.visits, (visit) => openVisit(visit, keys)),
        agreements: await each(value.agreements, (stored) => openStored(stored, keys)),
        attempts: await each(value.attempts, (stored) => openStored(stored, keys)),
        use: await each(value.use, (stored) => openStored(stored, keys)),
        openings: await each(value.openings, (stored) => openStored(stored, keys)),
      })),
  };
}
