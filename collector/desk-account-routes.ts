// Accounts at the desk: who has one, making one, changing a role, closing, a new one-time password.
import { Hono, type Context } from "hono";
import { z } from "zod";
import { hashPassword, makePassword, passwordCost } from "./auth/password.ts";
import {
  deskBodyBytesMost,
  requireAbility,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import { tabOf } from "./desk-tools.ts";
import type { AccountsAnswer, DeskAccount, OneTimeAnswer } from "./desk-types.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import type { Live } from "./live.ts";
import { mayManage, roles } from "./review/access.ts";
import { changeAccount, oneTimeMs, planAccount, type AccountChange } from "./review/account.ts";
import { auditEntry, type AuditAct } from "./review/audit.ts";
import type { Account } from "./store/store.ts";

const newSchema = z.strictObject({
  name: z.string().max(60),
  fullName: z.string().max(80),
  role: z.enum(roles),
});
const changeSchema = z.strictObject({
  role: z.enum(roles).optional(),
  isDisabled: z.boolean().optional(),
});

/** Routes below /desk/api/accounts. */
export function accountRoutes(needs: DeskNeeds & { readonly live: Live }): Hono<DeskEnv> {
  const { store, now, live } = needs;
  const cost = needs.cost ?? passwordCost;
  const app = new Hono<DeskEnv>();
  app.use(requireAbility("manage-accounts"));
  const tell = (c: Context) => live.publish({ what: "accounts", caseId: null, tab: tabOf(c) });

  app.get("/", async (c) => {
    const { account } = c.var.signedIn;
    const accounts = await store.listAccounts();
    return c.json({
      accounts: accounts.map((one) => deskAccount(one, account)),
      roles: roles.filter((role) => mayManage(account.role, role)),
    } satisfies AccountsAnswer);
  });

  app.post("/", async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = newSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not an account", "name, fullName and role");
    const by = c.var.signedIn.account;
    const planned = planAccount(by, given.data);
    if (!planned.ok) return refuseFirst(c, planned.error);
    const password = makePassword();
    const atMs = now();
    const account: Account = {
      ...planned.value,
      password: await hashPassword(password, cost),
      passwordAtMs: atMs,
      oneTimeUntilMs: atMs + oneTimeMs,
      disabledAtMs: null,
    };
    const detail = `${account.name} as ${account.role}`;
    if (!(await store.addAccount(account, auditEntry(atMs, by.name, "account-made", { detail })))) {
      return refuse(c, 400, "name: taken already", "a name that nobody has");
    }
    tell(c);
    return c.json({ name: account.name, password } satisfies OneTimeAnswer);
  });

  /** Reads the account, lets the rules decide, writes, tells. */
  async function change(
    c: Context<DeskEnv>,
    wanted: AccountChange,
    act: AuditAct,
    more: Partial<Account> = {},
  ): Promise<Response | undefined> {
    const known = await store.readAccount(c.req.param("name") ?? "");
    if (known === undefined) return refuse(c, 404, "no such account", "the name of an account");
    const by = c.var.signedIn.account;
    const atMs = now();
    const changed = changeAccount(by, known, wanted, atMs);
    if (!changed.ok) return refuseFirst(c, changed.error, 403);
    const detail =
      act === "account-role" ? `${known.name}: ${known.role} → ${changed.value.role}` : known.name;
    const entry = auditEntry(atMs, by.name, act, { detail });
    const done = await store.changeAccount({ ...changed.value, ...more }, known, entry);
    if (done === "no-lead") return refuse(c, 400, "the last DSL", "another DSL first");
    if (done === "changed") {
      return refuse(c, 409, "the account has changed meanwhile", "the account as it stands now");
    }
    tell(c);
    return undefined;
  }

  app.post("/:name", async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = changeSchema.safeParse(body.value);
    const { role, isDisabled } = given.success ? given.data : {};
    if ((role === undefined) === (isDisabled === undefined)) {
      return refuse(c, 400, "not a change", "role, or isDisabled");
    }
    const act =
      role !== undefined
        ? "account-role"
        : isDisabled === true
          ? "account-closed"
          : "account-opened";
    return (await change(c, { role, isDisabled }, act)) ?? c.json({ done: true });
  });

  app.post("/:name/password", async (c) => {
    const password = makePassword();
    const atMs = now();
    const more = {
      password: await hashPassword(password, cost),
      passwordAtMs: atMs,
      oneTimeUntilMs: atMs + oneTimeMs,
    };
    const refused = await change(c, {}, "account-password", more);
    return refused ?? c.json({ name: c.req.param("name"), password } satisfies OneTimeAnswer);
  });

  return app;
}

function deskAccount(known: Account, by: Account): DeskAccount {
  const { name, fullName, role, oneTimeUntilMs, disabledAtMs } = known;
  const isOwn = known.name === by.name;
  const mayChange = !isOwn && mayManage(by.role, role);
  return { name, fullName, role, oneTimeUntilMs, disabledAtMs, isOwn, mayChange };
}

function refuseFirst(
  c: Context,
  problems: readonly { readonly path: string; readonly what: string; readonly expected: string }[],
  status: 400 | 403 = 400,
): Response {
  const [first] = problems;
  return refuse(c, status, `${first?.path}: ${first?.what}`, first?.expected ?? "");
}
