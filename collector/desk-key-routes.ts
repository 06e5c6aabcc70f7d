// The desk's keys: what is kept (wrapped), who asks for one, and sealing anew for somebody who joins. The collector
// hands everybody their own wrapped key and nobody another's.
import { Hono, type Context } from "hono";
import { z } from "zod";
import {
  deskBodyBytesMost,
  requireAbility,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import { tabOf } from "./desk-tools.ts";
import type { KeysAnswer, SealedAnswer } from "./desk-types.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import type { Live } from "./live.ts";
import { auditEntry } from "./review/audit.ts";
import { changeKeeping, heldKeySchema, keyChangeSchema, listOf } from "./review/held-keys.ts";

const ownKeySchema = heldKeySchema.omit({ account: true });
const changeSchema = z.strictObject({ version: z.int().min(0), change: keyChangeSchema });
/** Sealed parts go over in portions of this many. */
const portion = 40;
const resealBytesMost = 4 * 1024 * 1024;
const resealSchema = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        id: z.string().max(30),
        sealed: z.string().min(1).max(60_000),
        head: z.string().max(8000),
      }),
    )
    .max(portion),
});

/** Routes below /desk/api/keys. */
export function keyRoutes(needs: DeskNeeds & { readonly live: Live }): Hono<DeskEnv> {
  const { store, now, live } = needs;
  const app = new Hono<DeskEnv>();
  app.use(requireAbility("read-cases"));
  const tell = (c: Context) => live.publish({ what: "accounts", caseId: null, tab: tabOf(c) });
  const mayManage = requireAbility("manage-keys");

  async function bodyOf<T>(
    c: Context,
    schema: z.ZodType<T>,
    bytesMost = deskBodyBytesMost,
  ): Promise<T | Response> {
    const body = await readJsonBody(c.req.raw, bytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = schema.safeParse(body.value);
    if (given.success) return given.data;
    const [first] = given.error.issues;
    const place = first?.path.map(String).join(".") ?? "";
    return refuse(c, 400, `${place}: ${first?.message ?? "not as expected"}`, "keys of the desk");
  }

  app.get("/", async (c) => {
    const { name } = c.var.signedIn.account;
    const [kept, asking] = await Promise.all([store.readKeeping(), store.listAsking()]);
    const own = [...(kept?.keeping.held ?? []), ...asking].find((one) => one.account === name);
    return c.json({
      version: kept?.version ?? 0,
      list: kept?.keeping.list ?? null,
      sealedRoot: kept?.keeping.sealedRoot ?? "",
      holders: (kept?.keeping.held ?? []).map(({ account, key }) => ({ account, key })),
      asking: asking.map(({ account, key }) => ({ account, key })),
      own: own ?? null,
    } satisfies KeysAnswer);
  });

  app.post("/", mayManage, async (c) => {
    const given = await bodyOf(c, changeSchema);
    if (given instanceof Response) return given;
    const before = await store.readKeeping();
    if ((before?.version ?? 0) !== given.version) return refuseChanged(c);
    const asking = await store.listAsking();
    const { name } = c.var.signedIn.account;
    // One's own, or one that somebody asked for as it was made: nobody is given a key that they did not make.
    const isTrue = given.change.add.every(
      (held) =>
        held.account === name ||
        asking.some((one) => one.account === held.account && one.key.kid === held.key.kid),
    );
    if (!isTrue)
      return refuse(c, 400, "a key that nobody asked for", "one's own, or one asked for");
    const changed = changeKeeping(before?.keeping, asking, given.change);
    if (!changed.ok) {
      const [first] = changed.error;
      return refuse(c, 400, `${first?.path}: ${first?.what}`, first?.expected ?? "");
    }
    const list = listOf(changed.value);
    const detail = `list ${list?.serial}: ${list?.keys.map(({ holder }) => holder).join(", ")}`;
    const entry = auditEntry(now(), name, "keys-changed", { detail: detail.slice(0, 300) });
    if (!(await store.writeKeeping(given.version, changed.value, entry))) return refuseChanged(c);
    tell(c);
    return c.json({ done: true });
  });

  /** A key that was made at the asker's own screen and waits for somebody who holds one. */
  app.post("/ask", async (c) => {
    const given = await bodyOf(c, ownKeySchema);
    if (given instanceof Response) return given;
    const { name } = c.var.signedIn.account;
    const entry = auditEntry(now(), name, "key-asked");
    await store.putAsking({ ...given, account: name }, now(), entry);
    tell(c);
    return c.json({ done: true });
  });

  app.post("/refuse/:account", mayManage, async (c) => {
    const account = c.req.param("account");
    const entry = auditEntry(now(), c.var.signedIn.account.name, "key-refused", {
      detail: account.slice(0, 60),
    });
    if (!(await store.dropAsking(account, entry))) {
      return refuse(c, 404, "nobody of this name asks", "the account of somebody who asks");
    }
    tell(c);
    return c.json({ done: true });
  });

  /** One's own key under another passphrase. */
  app.post("/passphrase", async (c) => {
    const given = await bodyOf(c, ownKeySchema);
    if (given instanceof Response) return given;
    const { name } = c.var.signedIn.account;
    const kept = await store.readKeeping();
    const known = kept?.keeping.held.find((one) => one.account === name);
    if (kept === undefined || known?.key.kid !== given.key.kid) {
      return refuse(c, 404, "no such key of yours", "the key that you hold");
    }
    const held = kept.keeping.held.map((one) =>
      one === known ? { ...one, byPassphrase: given.byPassphrase } : one,
    );
    const entry = auditEntry(now(), name, "key-passphrase");
    const isDone = await store.writeKeeping(kept.version, { ...kept.keeping, held }, entry);
    return isDone ? c.json({ done: true }) : refuseChanged(c);
  });

  app.get("/sealed", mayManage, async (c) => {
    const parts = await store.listSealed((c.req.query("after") ?? "").slice(0, 30), portion);
    return c.json({ parts } satisfies SealedAnswer);
  });

  app.post("/sealed", mayManage, async (c) => {
    const given = await bodyOf(c, resealSchema, resealBytesMost);
    if (given instanceof Response) return given;
    const detail = `${given.parts.length} events`;
    const entry = auditEntry(now(), c.var.signedIn.account.name, "events-resealed", { detail });
    return c.json({ done: await store.reseal(given.parts, entry) });
  });

  return app;
}

function refuseChanged(c: Context): Response {
  return refuse(c, 409, "the keys have changed meanwhile", "the keys as they stand now");
}
