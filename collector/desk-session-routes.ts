// Signing in and out, and the guard that stands before everything else at the desk.
import { Hono, type Context, type MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { signInRules, type SignInRules } from "./auth/attempts.ts";
import {
  checkPassword,
  hashPassword,
  passwordCharsLeast,
  passwordCharsMost,
  passwordCost,
  type PasswordCost,
} from "./auth/password.ts";
import {
  beginSession,
  readSession,
  sessionAgeMs,
  sessionCookie,
  type SignedIn,
} from "./auth/session.ts";
import { keptSignInLimit } from "./auth/sign-in-limit.ts";
import type { DeskSession } from "./desk-types.ts";
import { refuse, refuseForNow } from "./http/answers.ts";
import { senderOf } from "./http/incoming.ts";
import { readJsonBody } from "./http/read-body.ts";
import { abilities, may, type Ability } from "./review/access.ts";
import { auditEntry } from "./review/audit.ts";
import type { Account, Store } from "./store/store.ts";

export const deskBodyBytesMost = 32 * 1024;

export interface DeskNeeds {
  readonly store: Store;
  readonly now: () => number;
  /** The school's name; "" where it is not known. Read anew each time: it may change while the collector runs. */
  readonly school: () => Promise<string>;
  /** The desk is reached over https: cookies are Secure. */
  readonly secure: boolean;
  /** A proxy of ours stands in front and names the caller in X-Forwarded-For. */
  readonly behindProxy: boolean;
  readonly cost?: PasswordCost | undefined;
  readonly signInRules?: SignInRules | undefined;
}

export interface DeskEnv {
  Variables: { signedIn: SignedIn };
}

const signInSchema = z.strictObject({
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(passwordCharsMost),
});
const nameSchema = z.strictObject({ fullName: z.string().trim().min(1).max(80) });
const passwordSchema = z.strictObject({
  now: z.string().min(1).max(passwordCharsMost),
  next: z.string().min(passwordCharsLeast).max(passwordCharsMost),
});

/**
 * Lets through only who is signed in, and who came with a one-time password only as far as choosing another
 * (`asIs`). A reload that the page did by itself ("live") does not keep the session awake. */
export function requireSignedIn(
  { store, now }: DeskNeeds,
  asIs = false,
): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    const byPerson = c.req.query("live") !== "1";
    const signedIn = await readSession(store, getCookie(c, sessionCookie), now(), byPerson);
    if (signedIn === undefined) return refuse(c, 401, "not signed in", "a sign-in at the desk");
    if (!asIs && signedIn.account.oneTimeUntilMs !== null) {
      return refuse(c, 403, "a one-time password", "a password of your own first");
    }
    c.set("signedIn", signedIn);
    return next();
  };
}

export function requireAbility(ability: Ability): MiddlewareHandler<DeskEnv> {
  return async (c, next) =>
    may(c.var.signedIn.account.role, ability)
      ? next()
      : refuse(c, 403, "not open to this role", `an account that may ${ability}`);
}

export function sessionRoutes(needs: DeskNeeds): Hono<DeskEnv> {
  const { store, now } = needs;
  const cost = needs.cost ?? passwordCost;
  const limit = keptSignInLimit(store, needs.signInRules ?? signInRules);
  /** What a wrong name is checked against, so that it takes as long as a wrong password. */
  const nobody = hashPassword("nobody has this password", cost);
  const app = new Hono<DeskEnv>();

  const giveCookie = (c: Context, secret: string) =>
    setCookie(c, sessionCookie, secret, {
      path: "/desk",
      httpOnly: true,
      sameSite: "Strict",
      secure: needs.secure,
      maxAge: sessionAgeMs / 1000,
    });

  const answerOf = async (account: Account, madeAtMs: number): Promise<DeskSession> => ({
    name: account.name,
    fullName: account.fullName,
    mustChoosePassword: account.oneTimeUntilMs !== null,
    role: account.role,
    may: abilities.filter((ability) => may(account.role, ability)),
    school: await needs.school(),
    signedInAtMs: madeAtMs,
    passwordAtMs: account.passwordAtMs,
    endsAtMs: madeAtMs + sessionAgeMs,
  });

  app.post("/sign-in", async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = signInSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not a sign-in", "a name and a password");
    const name = given.data.name.trim().toLowerCase();
    const address = senderOf(c, needs.behindProxy);
    const account = await store.readAccount(name);
    const waitMs = await limit.begin(name, address, account !== undefined, now());
    if (waitMs > 0) return refuseForNow(c, "too many tries", waitMs);
    const right = await checkPassword(given.data.password, account?.password ?? (await nobody));
    if (!right || account === undefined || !isOpen(account, now())) {
      await store.addAudit(
        auditEntry(now(), account?.name ?? "", "sign-in-refused", { detail: address }),
      );
      return refuse(c, 401, "the name or the password is not right", "both as they were given out");
    }
    await limit.succeeded(name, address);
    const secret = await beginSession(store, account, now(), getCookie(c, sessionCookie));
    await store.addAudit(auditEntry(now(), account.name, "signed-in", { detail: address }));
    giveCookie(c, secret);
    return c.json(await answerOf(account, now()));
  });

  const guard = requireSignedIn(needs, true);

  app.get("/session", guard, async (c) =>
    c.json(await answerOf(c.var.signedIn.account, c.var.signedIn.session.madeAtMs)),
  );

  app.post("/sign-out", guard, async (c) => {
    await store.endSession(c.var.signedIn.session.idHash);
    await store.addAudit(auditEntry(now(), c.var.signedIn.account.name, "signed-out"));
    deleteCookie(c, sessionCookie, { path: "/desk", secure: needs.secure });
    return c.json({ done: true });
  });

  // As others read it, at the desk and at a pupil's screen.
  app.post("/name", requireSignedIn(needs), async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = nameSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not a name", "fullName, 1 to 80 characters");
    const { account, session } = c.var.signedIn;
    const { fullName } = given.data;
    const entry = auditEntry(now(), account.name, "account-named", { detail: fullName });
    const named = await store.changeOwnAccount(account, { fullName }, entry);
    if (named === undefined) return refuseChanged(c);
    return c.json(await answerOf(named, session.madeAtMs));
  });

  app.post("/password", guard, async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = passwordSchema.safeParse(body.value);
    if (!given.success) {
      return refuse(
        c,
        400,
        "not a new password",
        `the password now, and a next one of ${passwordCharsLeast} to ${passwordCharsMost} characters`,
      );
    }
    const { account } = c.var.signedIn;
    const address = senderOf(c, needs.behindProxy);
    const waitMs = await limit.begin(account.name, address, true, now());
    if (waitMs > 0) return refuseForNow(c, "too many tries", waitMs);
    if (!(await checkPassword(given.data.now, account.password))) {
      return refuse(c, 403, "the password now is not right", "the one you signed in with");
    }
    await limit.succeeded(account.name, address);
    const password = await hashPassword(given.data.next, cost);
    const entry = auditEntry(now(), account.name, "password-changed");
    // It takes a second: by then the account may be closed, or have another role.
    const change = { password, passwordAtMs: now() };
    const changed = await store.changeOwnAccount(account, change, entry);
    if (changed === undefined) return refuseChanged(c);
    giveCookie(c, await beginSession(store, changed, now(), undefined));
    return c.json(await answerOf(changed, now()));
  });

  return app;
}

const refuseChanged = (c: Context) =>
  refuse(c, 409, "the account has changed meanwhile", "a sign-in to the account as it stands now");

/** Not closed, and the password given out for it not too old. */
function isOpen({ disabledAtMs, oneTimeUntilMs }: Account, atMs: number): boolean {
  return disabledAtMs === null && (oneTimeUntilMs === null || atMs < oneTimeUntilMs);
}
