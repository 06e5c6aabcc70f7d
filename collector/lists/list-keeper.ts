// Keeps the policy's lists: fetches what is due, cleans it, puts it live or holds it for a person, signs the index.
// One thing at a time: whatever is asked waits its turn, so that no two write one list.
import { createHash } from "node:crypto";
import type { ListIndex } from "../../lib/contract/list-index.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import type { Signed } from "../../lib/contract/signed.ts";
import { err, ok, type Result } from "../../lib/contract/result.ts";
import { makeListDelta, printListDelta, readHosts } from "../../lib/core/policy/list-delta.ts";
import { cleanBeside, type CleanedList, type CleanInput } from "./clean-list.ts";
import { fetchList, type FetchedList, type ListRequest } from "./fetch-list.ts";
import { whyHeld } from "./judge-change.ts";
import { fetchedLists, indexOf, type FetchedByUs } from "./list-index-of.ts";
import { openListFiles, versionsMost } from "./list-files.ts";
import type { KeptList, ListState, ListVersion } from "./list-files.ts";
import type { ListsAnswer } from "./list-types.ts";
import { viewLists } from "./view-lists.ts";

const hourMs = 60 * 60_000;
const firstRetryMs = 5 * 60_000;
/** Publishers are not all asked in the same minute. */
const spreadShare = 0.1;

export interface KeeperNeeds {
  /** Folder of the lists, below the data folder. */
  readonly folder: string;
  /** The policy as it stands now; undefined: none that can be read. */
  readonly readPolicy: () => Promise<Policy | undefined>;
  readonly sign: (payload: string) => Signed;
  readonly now: () => number;
  /** In [0, 1). */
  readonly chance: () => number;
  /** One line about a fault; never given content. */
  readonly log: (line: string) => void;
  /** Something changed that desks show. */
  readonly onChange?: (() => void) | undefined;
  readonly fetchList?: ((request: ListRequest) => Promise<FetchedList>) | undefined;
  readonly clean?: ((input: CleanInput) => Promise<Result<CleanedList, string>>) | undefined;
}

export interface ListKeeper {
  /** Fetches what is due and follows the policy. Never rejects. */
  tick(): Promise<void>;
  /** Fetches one list now. The error is one sentence. */
  fetchNow(id: string): Promise<Result<true, string>>;
  /** A person's answer to a version that waits. */
  answerHeld(id: string, sha256: string, take: boolean): Promise<Result<true, string>>;
  /** Lets a sheltered host of a list be closed, or shelters it again. */
  release(
    id: string,
    host: string,
    given: { readonly by: string; readonly why: string } | null,
  ): Promise<Result<true, string>>;
  /** Makes a kept version live. An earlier one stays so until the newest, or one that waits, is taken. */
  useVersion(id: string, sha256: string): Promise<Result<true, string>>;
  view(): Promise<ListsAnswer>;
  /** The signed index and its tag. */
  index(): Promise<{ readonly signed: Signed; readonly tag: string }>;
  /** A file of a list that is served: a version or a delta. Packed with gzip. */
  readPacked(id: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

const versionFile = (sha256: string) => `${sha256}.txt`;
const deltaFile = (from: string, to: string) => `${from}-${to}.delta`;

function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

export function createListKeeper(needs: KeeperNeeds): ListKeeper {
  const { now, chance, sign } = needs;
  const fetchOne = needs.fetchList ?? ((request) => fetchList(request));
  const clean = needs.clean ?? cleanBeside;
  const files = openListFiles(needs.folder);
  let queue: Promise<unknown> = Promise.resolve();

  /** Runs after all that was asked before. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = queue.then(work);
    queue = mine.catch(() => undefined);
    return mine;
  }

  const originOf = ({ fetch }: FetchedByUs) => fingerprint([fetch.address, fetch.part ?? ""]);
  const cleaningOf = (policy: Policy, list: FetchedByUs, kept: Pick<KeptList, "released">) =>
    fingerprint([
      list.category,
      list.despiteShelter ?? [],
      policy.protectedSites,
      policy.school.hosts,
      kept.released.map(({ host }) => host),
      policy.categories.map(({ id }) => id),
      Object.values(policy.profiles).map((profile) => profile.categories?.[list.category] ?? ""),
    ]);

  function freshList(list: FetchedByUs): KeptList {
    return {
      origin: originOf(list),
      cleaning: "",
      etag: "",
      lastModified: "",
      triedAtMs: 0,
      goodAtMs: 0,
      nextAtMs: 0,
      failures: 0,
      error: "",
      versions: [],
      deltasFrom: [],
      isPinned: false,
      turnedDown: "",
      released: [],
    };
  }

  async function makeLive(id: string, kept: KeptList, next: ListVersion): Promise<KeptList> {
    const older = kept.versions.filter(({ sha256 }) => sha256 !== next.sha256);
    const versions = [next, ...older].slice(0, versionsMost);
    const text = (await files.readText(id, versionFile(next.sha256))) ?? "";
    const hosts = readHosts(text);
    const names = versions.map(({ sha256 }) => versionFile(sha256));
    const deltasFrom: string[] = [];
    for (const { sha256 } of versions.slice(1)) {
      const before = await files.readText(id, versionFile(sha256));
      if (before === undefined) continue;
      const delta = printListDelta(makeListDelta(readHosts(before), hosts));
      // A delta that is half the list saves nothing.
      if (delta.length * 2 > text.length) continue;
      await files.writeText(id, deltaFile(sha256, next.sha256), delta);
      names.push(deltaFile(sha256, next.sha256));
      deltasFrom.push(sha256);
    }
    await files.keepOnly(id, names);
    const { held: _, ...rest } = kept;
    return { ...rest, versions, deltasFrom };
  }

  /** Cleans the publisher's file and puts it live or holds it. */
  async function takeIn(
    policy: Policy,
    list: FetchedByUs,
    kept: KeptList,
    bytes: Uint8Array,
    isFresh: boolean,
  ): Promise<KeptList> {
    const [live] = kept.versions;
    const liveText =
      live === undefined ? "" : ((await files.readText(list.id, versionFile(live.sha256))) ?? "");
    const released = kept.released.map(({ host }) => host);
    const cleaned = await clean({ bytes, policy, list, released, liveText });
    if (!cleaned.ok) return { ...kept, error: cleaned.error };
    const { sha256, hosts, format, counts, sheltered, added, removed, text } = cleaned.value;
    if (hosts === 0) return { ...kept, error: "holds no host that can be used" };
    const cleaning = cleaningOf(policy, list, kept);
    const version: ListVersion = {
      sha256,
      hosts,
      // Each later than the one before, so that the newest can be told.
      atMs:
        isFresh || live === undefined
          ? Math.max(kept.goodAtMs, ...kept.versions.map((one) => one.atMs + 1))
          : live.atMs,
      format,
      lines: counts.lines,
      refused: { ...counts.refused },
      sheltered: [...sheltered],
    };
    const done: KeptList = { ...kept, cleaning, error: "" };
    await files.writeText(list.id, versionFile(sha256), text);
    if (live?.sha256 === sha256) return makeLive(list.id, done, version);
    if (sha256 === kept.turnedDown) return done;
    const why = whyHeld({
      ...(live === undefined ? {} : { before: live.hosts }),
      after: hosts,
      sheltered: sheltered.length,
      shelteredBefore: live?.sheltered.length ?? 0,
      isPinned: kept.isPinned,
    });
    if (why === undefined) return makeLive(list.id, done, version);
    return {
      ...done,
      held: {
        ...version,
        why,
        added: { count: added.count, first: [...added.first] },
        removed: { count: removed.count, first: [...removed.first] },
      },
    };
  }

  async function fetchIt(policy: Policy, list: FetchedByUs, before: KeptList): Promise<KeptList> {
    const atMs = now();
    const got = await fetchOne({
      address: list.fetch.address,
      etag: before.etag,
      lastModified: before.lastModified,
    });
    const everyMs = list.fetch.everyHours * hourMs;
    const after = (waitMs: number) => atMs + waitMs * (1 + spreadShare * chance());
    if (got.kind === "failed") {
      const waitMs = Math.min(firstRetryMs * 2 ** Math.min(before.failures, 10), everyMs);
      return {
        ...before,
        triedAtMs: atMs,
        nextAtMs: after(waitMs),
        failures: before.failures + 1,
        error: got.why,
      };
    }
    const good: KeptList = {
      ...before,
      triedAtMs: atMs,
      goodAtMs: atMs,
      nextAtMs: after(everyMs),
      failures: 0,
      error: "",
    };
    if (got.kind === "same") {
      // What is the same as before is no older than this moment.
      const [live, ...older] = good.versions;
      return live === undefined || good.held !== undefined || good.isPinned
        ? good
        : { ...good, versions: [{ ...live, atMs }, ...older] };
    }
    const taken = await takeIn(policy, list, good, got.bytes, true);
    // What could not be used is asked for whole again.
    if (taken.error !== "") return { ...taken, etag: "", lastModified: "" };
    await files.writeRaw(list.id, got.bytes);
    return { ...taken, etag: got.etag, lastModified: got.lastModified };
  }

  /** Writes the state, with a new index where what it says has changed. */
  async function save(policy: Policy | undefined, state: ListState): Promise<ListState> {
    const content = indexOf(policy, state);
    const before: unknown = state.index === "" ? undefined : JSON.parse(state.index);
    const { serial: _s, madeAtMs: _m, ...said } = (before ?? {}) as Partial<ListIndex>;
    let next = state;
    if (before === undefined || JSON.stringify(said) !== JSON.stringify(content)) {
      const serial = Math.max(state.serial + 1, Math.floor(now() / 1000));
      const index: ListIndex = { ...content, serial, madeAtMs: now() };
      const { schoolgate, lists } = index;
      next = {
        ...state,
        serial,
        index: JSON.stringify({ schoolgate, lists, serial, madeAtMs: index.madeAtMs }),
      };
    }
    await files.writeState(next);
    needs.onChange?.();
    return next;
  }

  async function change(
    id: string,
    work: (policy: Policy, list: FetchedByUs, kept: KeptList) => Promise<Result<KeptList, string>>,
  ): Promise<Result<true, string>> {
    return inTurn(async () => {
      const policy = await needs.readPolicy();
      const list = policy && fetchedLists(policy).find((one) => one.id === id);
      if (policy === undefined || list === undefined)
        return err("The policy fetches no such list.");
      const state = await files.readState();
      const done = await work(policy, list, state.lists[id] ?? freshList(list));
      if (!done.ok) return done;
      await save(policy, { ...state, lists: { ...state.lists, [id]: done.value } });
      return ok(true as const);
    });
  }

  /** What was cleaned by other rules is cleaned again, from the publisher's file. */
  async function cleanAgain(policy: Policy, list: FetchedByUs, kept: KeptList): Promise<KeptList> {
    const bytes = await files.readRaw(list.id);
    return bytes === undefined ? kept : takeIn(policy, list, kept, bytes, false);
  }

  async function runTick(): Promise<void> {
    const policy = await needs.readPolicy();
    // A policy that cannot be read just now takes no list away.
    if (policy === undefined) return;
    const wanted = fetchedLists(policy);
    let state = await files.readState();
    const gone = Object.keys(state.lists).filter((id) => !wanted.some((list) => list.id === id));
    if (gone.length > 0 || (state.index === "" && wanted.length > 0)) {
      const lists = Object.fromEntries(
        Object.entries(state.lists).filter(([id]) => !gone.includes(id)),
      );
      state = await save(policy, { ...state, lists });
      await files.keepLists(wanted.map(({ id }) => id));
    }
    for (const list of wanted) {
      const before = state.lists[list.id];
      const isSame = before?.origin === originOf(list);
      let kept =
        before !== undefined && isSame
          ? before
          : {
              ...freshList(list),
              released: before?.released ?? [],
              versions: before?.versions ?? [],
              deltasFrom: before?.deltasFrom ?? [],
            };
      const atMs = now();
      // A longer wait than any was set by a clock that was wrong.
      const isDue =
        kept.nextAtMs <= atMs || kept.nextAtMs - atMs > list.fetch.everyHours * hourMs * 2;
      if (isDue) kept = await fetchIt(policy, list, kept);
      else if (kept.cleaning !== "" && kept.cleaning !== cleaningOf(policy, list, kept)) {
        kept = await cleanAgain(policy, list, kept);
      }
      if (kept !== before)
        state = await save(policy, { ...state, lists: { ...state.lists, [list.id]: kept } });
    }
    // What the policy says of a list (its licence) may have changed alone.
    const index = indexOf(policy, state);
    const said = state.index === "" ? undefined : (JSON.parse(state.index) as ListIndex);
    if (JSON.stringify(said?.lists) !== JSON.stringify(index.lists)) await save(policy, state);
  }

  return {
    async tick() {
      await inTurn(runTick).catch((error: unknown) => {
        needs.log(
          `fault: lists ${error instanceof Error ? error.name : ""}; tried again in a minute`,
        );
      });
    },
    fetchNow: (id) =>
      change(id, async (policy, list, kept) => ok(await fetchIt(policy, list, kept))),
    answerHeld: (id, sha256, take) =>
      change(id, async (_policy, _list, kept) => {
        if (kept.held?.sha256 !== sha256) return err("That version waits no longer.");
        const { held, ...rest } = kept;
        if (!take) return ok({ ...rest, turnedDown: sha256 });
        const { why: _w, added: _a, removed: _r, ...version } = held;
        return ok({ ...(await makeLive(id, rest, version)), isPinned: false, turnedDown: "" });
      }),
    release: (id, host, given) =>
      change(id, async (policy, list, kept) => {
        const others = kept.released.filter((one) => one.host !== host);
        const known = [...(kept.versions[0]?.sheltered ?? []), ...(kept.held?.sheltered ?? [])];
        if (given !== null && !known.some((one) => one.host === host)) {
          return err(`"${host}" is not held back in this list.`);
        }
        const released = given === null ? others : [...others, { host, ...given, atMs: now() }];
        return ok(await cleanAgain(policy, list, { ...kept, released }));
      }),
    useVersion: (id, sha256) =>
      change(id, async (_policy, _list, kept) => {
        const version = kept.versions.find((one) => one.sha256 === sha256);
        if (version === undefined) return err("That version is no longer kept.");
        const newest = Math.max(...kept.versions.map((one) => one.atMs));
        return ok({ ...(await makeLive(id, kept, version)), isPinned: version.atMs < newest });
      }),
    async view() {
      const policy = await needs.readPolicy();
      return viewLists(policy, await files.readState());
    },
    async index() {
      const { index } = await files.readState();
      const payload =
        index === ""
          ? JSON.stringify({ schoolgate: "list-index", lists: [], serial: 1, madeAtMs: 0 })
          : index;
      return { signed: sign(payload), tag: createHash("sha256").update(payload).digest("hex") };
    },
    readPacked: (id, name) => files.readPacked(id, name),
  };
}
