// What changes in the school's keys, from the lead's browser: the first key, somebody who joins, somebody who leaves.
import type { SafeguardingKey, SafeguardingKeys } from "../../lib/contract/safeguarding-keys.ts";
import { boundOf } from "../../lib/core/seal/split-event.ts";
import type { KeysAnswer } from "../desk-types.ts";
import { listOf, type KeyChange } from "../review/held-keys.ts";
import type { SealedParts } from "../store/key-store.ts";
import type { DeskApi, Reply } from "./api.ts";
import {
  isSignedBy,
  isTrueKey,
  makeKey,
  makeRoot,
  rootBound,
  signKeys,
  type Keyring,
} from "./keyring.ts";
import { openSealed } from "./open-sealed.ts";
import { sealTo } from "./seal-to.ts";

async function changeOf(
  keys: readonly SafeguardingKey[],
  about: { readonly serial: number; readonly root: string; readonly publicRoot: string },
  add: KeyChange["add"],
  atMs: number,
): Promise<KeyChange> {
  const { serial, root, publicRoot } = about;
  return {
    list: await signKeys(
      { format: 1, serial, madeAtMs: atMs, root: publicRoot, keys: [...keys] },
      root,
    ),
    sealedRoot: await sealTo(keys, root, rootBound),
    add,
  };
}

export interface Begun {
  readonly ring: Keyring;
  readonly recoveryCode: string;
}

/** The school's first key, with its root. */
export async function beginKeys(
  api: DeskApi,
  holder: { readonly account: string; readonly name: string },
  passphrase: string,
  atMs: number,
): Promise<Reply<Begun>> {
  const [{ held, own, recoveryCode }, { publicKey, root }] = await Promise.all([
    makeKey(holder.name, passphrase, atMs),
    makeRoot(),
  ]);
  const about = { serial: 1, root, publicRoot: publicKey };
  const change = await changeOf([held.key], about, [{ ...held, account: holder.account }], atMs);
  const reply = await api.changeKeys(0, change);
  return reply.ok ? { ok: true, value: { ring: { own, root }, recoveryCode } } : reply;
}

/** A key for oneself, to be added by somebody who holds one. */
export async function askForKey(
  api: DeskApi,
  holder: string,
  passphrase: string,
  atMs: number,
): Promise<Reply<{ readonly recoveryCode: string }>> {
  const { held, recoveryCode } = await makeKey(holder, passphrase, atMs);
  const reply = await api.askForKey(held);
  return reply.ok ? { ok: true, value: { recoveryCode } } : reply;
}

const refused = (words: string): Reply<never> => ({ ok: false, status: 0, words });

export const falseList =
  "The list of keys on the collector is not the one your school signed. Do not go on; tell your head.";

/**
 * The list of keys in an answer, where the root that the reader holds has signed it. Asked for at each use: a collector
 * that puts in a key of its own later is found out as well.
 */
export async function trueList(
  { list }: Pick<KeysAnswer, "list">,
  root: string,
): Promise<SafeguardingKeys | undefined> {
  const known = list === null ? undefined : listOf({ list });
  const isTrue = list !== null && known !== undefined && (await isSignedBy(root, known.root, list));
  return isTrue ? known : undefined;
}

/** Signs a list with one key more or one fewer. */
async function changeList(
  api: DeskApi,
  answer: KeysAnswer,
  ring: Keyring,
  next: (keys: readonly SafeguardingKey[]) => readonly SafeguardingKey[],
  atMs: number,
): Promise<Reply<unknown>> {
  const list = await trueList(answer, ring.root);
  if (list === undefined) return refused(falseList);
  const about = { serial: list.serial + 1, root: ring.root, publicRoot: list.root };
  return api.changeKeys(answer.version, await changeOf(next(list.keys), about, [], atMs));
}

/**
 * Adds the key that somebody asked for. What was sealed before stays closed to them until it is sealed anew
 * (`resealAll`).
 */
export async function addHolder(
  api: DeskApi,
  answer: KeysAnswer,
  ring: Keyring,
  account: string,
  atMs: number,
): Promise<Reply<unknown>> {
  const asked = answer.asking.find((one) => one.account === account);
  if (asked === undefined) return refused("Nobody of this name asks any more.");
  if (!(await isTrueKey(asked.key))) {
    return refused("This key is not what its name says. Do not add it; ask them to make another.");
  }
  const next = (keys: readonly SafeguardingKey[]) => [...keys, asked.key];
  return changeList(api, answer, ring, next, atMs);
}

/** Takes a key out: from the next event on, its holder reads nothing new. What they could read, they could. */
export function removeHolder(
  api: DeskApi,
  answer: KeysAnswer,
  ring: Keyring,
  kid: string,
  atMs: number,
): Promise<Reply<unknown>> {
  const next = (keys: readonly SafeguardingKey[]) => keys.filter((key) => key.kid !== kid);
  return changeList(api, answer, ring, next, atMs);
}

/**
 * Seals everything that the reader can open anew to all who hold keys now; what they cannot open stays as it is.
 * `onDone` hears how many so far. How many were sealed, and how many could not be opened.
 */
export async function resealAll(
  api: DeskApi,
  answer: KeysAnswer,
  ring: Keyring,
  onDone: (done: number) => void,
): Promise<Reply<{ readonly done: number; readonly closed: number }>> {
  const list = await trueList(answer, ring.root);
  if (list === undefined) return refused(falseList);
  let done = 0;
  let closed = 0;
  for (let after = ""; ;) {
    const reply = await api.sealedParts(after);
    if (!reply.ok) return reply;
    const last = reply.value.parts.at(-1);
    if (last === undefined) return { ok: true, value: { done, closed } };
    after = last.id;
    const again: SealedParts[] = [];
    for (const part of reply.value.parts) {
      const bound = boundOf(part);
      const whole = await openSealed(part.sealed, bound.sealed, [ring.own]);
      const head =
        part.head === "" ? undefined : await openSealed(part.head, bound.head, [ring.own]);
      if (!whole.ok || head?.ok === false) {
        closed += 1;
        continue;
      }
      again.push({
        id: part.id,
        sealed: await sealTo(list.keys, whole.plain, bound.sealed),
        head: head === undefined ? "" : await sealTo(list.keys, head.plain, bound.head),
      });
    }
    const written = again.length === 0 ? { ok: true as const } : await api.reseal(again);
    if (!written.ok) return written;
    done += again.length;
    onDone(done);
  }
}
