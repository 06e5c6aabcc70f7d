// The limits of the sign-in, backed by the store: counted in memory at once, on disk before the password is looked at.
import type { Store } from "../store/store.ts";
import { createSignInLimit, triesForgetMs, type SignInRules } from "./attempts.ts";

export interface KeptSignInLimit {
  /** Milliseconds to wait before a try is heard; 0: now. Where it is 0 the try is counted as a wrong one already. */
  begin(name: string, address: string, isAccount: boolean, atMs: number): Promise<number>;
  /** The try that was begun was a right one: forgives it and those before. */
  succeeded(name: string, address: string): Promise<void>;
}

export function keptSignInLimit(store: Store, rules: SignInRules): KeptSignInLimit {
  let read: Promise<ReturnType<typeof createSignInLimit>> | undefined;
  const limit = () => {
    read ??= store.readTries().then((known) => createSignInLimit(rules, known));
    // A store that could not be read just now is asked again at the next try.
    read.catch(() => (read = undefined));
    return read;
  };
  return {
    async begin(name, address, isAccount, atMs) {
      const tries = await limit();
      const waitMs = tries.waitMs(name, address, atMs);
      if (waitMs > 0) return waitMs;
      // Counted before it is checked: tries sent all at once must not slip through together.
      const counts = tries.failed(name, address, atMs);
      // A name that nobody has may be a password in the wrong box: it is counted in memory and never written.
      const kept = isAccount ? counts : counts.filter((one) => one.limit === "address");
      await store.putTries(kept, atMs - triesForgetMs(rules));
      return 0;
    },
    async succeeded(name, address) {
      await store.dropTries((await limit()).succeeded(name, address));
    },
  };
}
