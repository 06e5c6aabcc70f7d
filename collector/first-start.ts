// What has to exist before the collector can serve: an account for the desk and a credential for devices.
import {
  hashPassword,
  makePassword,
  passwordCharsLeast,
  type PasswordCost,
} from "./auth/password.ts";
import { hashSecret, makeSecret } from "./auth/secret.ts";
import type { Store } from "./store/store.ts";

export const deskName = "dsl";

/** Makes the desk's account where there is none (or always, with `reset`); a password made here is returned, once. */
export async function prepareAccount(
  store: Store,
  given: {
    readonly password: string | undefined;
    readonly reset: boolean;
    readonly atMs: number;
    readonly cost?: PasswordCost;
  },
): Promise<{ readonly made: boolean; readonly shown: string | null }> {
  if (!given.reset && (await store.readAccount(deskName)) !== undefined) {
    return { made: false, shown: null };
  }
  if (given.password !== undefined && given.password.length < passwordCharsLeast) {
    throw new Error(
      `SCHOOLGATE_DESK_PASSWORD is too short: at least ${passwordCharsLeast} characters`,
    );
  }
  const password = given.password ?? makePassword();
  await store.putAccount({
    name: deskName,
    fullName: (await store.readAccount(deskName))?.fullName ?? "",
    role: "dsl",
    password: await hashPassword(password, given.cost),
    passwordAtMs: given.atMs,
    oneTimeUntilMs: null,
    disabledAtMs: null,
  });
  await store.endSessions(deskName);
  // Whoever may give a new password has let themselves in: old wrong tries no longer stand in the way.
  await store.dropAllTries();
  return { made: true, shown: given.password === undefined ? password : null };
}

/** Adds the given credential; where there is none at all, makes one and returns it, once. */
export async function prepareToken(
  store: Store,
  given: string | undefined,
  atMs: number,
): Promise<string | null> {
  if (given !== undefined && given !== "") {
    await store.addDeviceToken(hashSecret(given), "given at start", atMs);
    return null;
  }
  if ((await store.countDeviceTokens()) > 0) return null;
  const token = makeSecret();
  await store.addDeviceToken(hashSecret(token), "made at first start", atMs);
  return token;
}
