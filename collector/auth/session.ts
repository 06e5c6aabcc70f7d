// Sessions of the desk: made new at each sign-in, ended by idleness, age or choice.
import type { Account, Session, Store } from "../store/store.ts";
import { hashSecret, makeSecret } from "./secret.ts";

/** Without anything done by a person for this long, the session is over. */
export const sessionIdleMs = 60 * 60_000;
/** And after this long in any case: a school day. */
export const sessionAgeMs = 12 * 60 * 60_000;

export const sessionCookie = "schoolgate_desk";

export interface SignedIn {
  readonly account: Account;
  readonly session: Session;
}

/** Begins a session and ends the one the browser came with, so that no id chosen beforehand is ever raised in rank. */
export async function beginSession(
  store: Store,
  account: Account,
  atMs: number,
  oldSecret: string | undefined,
): Promise<string> {
  if (oldSecret !== undefined) await store.endSession(hashSecret(oldSecret));
  await store.dropSessionsBefore(atMs - sessionIdleMs, atMs - sessionAgeMs);
  const secret = makeSecret();
  await store.addSession({
    idHash: hashSecret(secret),
    account: account.name,
    madeAtMs: atMs,
    usedAtMs: atMs,
  });
  return secret;
}

/** Who the cookie belongs to, or undefined. `touch`: a person did something, the idle time begins anew. */
export async function readSession(
  store: Store,
  secret: string | undefined,
  atMs: number,
  touch: boolean,
): Promise<SignedIn | undefined> {
  if (secret === undefined || secret === "") return undefined;
  const session = await store.readSession(hashSecret(secret));
  if (session === undefined || !isAlive(session, atMs)) return undefined;
  const account = await store.readAccount(session.account);
  if (account === undefined || account.disabledAtMs !== null) return undefined;
  if (touch) await store.touchSession(session.idHash, atMs);
  return { account, session };
}

function isAlive(session: Session, atMs: number): boolean {
  return atMs - session.usedAtMs < sessionIdleMs && atMs - session.madeAtMs < sessionAgeMs;
}
