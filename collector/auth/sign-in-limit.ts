// The limits of the sign-in: counted in the store, before the password is looked at, and so shared by all collectors of
// one database.
import type { Store } from "../store/store.ts";
import { createSignInLimit, triesForgetMs, type SignInRules } from "./attempts.ts";

export interface KeptSignInLimit {
  /** Milliseconds to wait before a try is heard; 0: now. Where it is 0 the try is counted as a wrong one already. */
  begin(name: string, address: string, isAccount: boolean, atMs: number): Promise<number>;
  /** The try that was begun was a right one: forgives it and those before. */
  succeeded(name: string, address: string): Promise<void>;
}

export function keptSignInLimit(store: Store, rules: SignInRules): KeptSignInLimit {
  // A name that nobody has may be a password in the wrong box: it is counted in memory and never written.
  const unwritten = createSignInLimit(rules);
  // One after another: tries sent all at once must not slip through together.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    begin: (name, address, isAccount, atMs) =>
      inTurn(async () => {
        const written = createSignInLimit(rules, await store.readTries());
        const waitMs = Math.max(
          written.waitMs(name, address, atMs),
          unwritten.waitMs(name, address, atMs),
        );
        if (waitMs > 0) return waitMs;
        if (!isAccount) unwritten.failed(name, address, atMs);
        const counts = written.failed(name, address, atMs);
        const kept = isAccount ? counts : counts.filter((one) => one.limit === "address");
        await store.putTries(kept, atMs - triesForgetMs(rules));
        return 0;
      }),
    async succeeded(name, address) {
      unwritten.succeeded(name, address);
      await store.dropTries(createSignInLimit(rules).succeeded(name, address));
    },
  };
}
