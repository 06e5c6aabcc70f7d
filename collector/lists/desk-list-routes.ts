// The lists at the desk: what they hold and what waits, and a person's answers.
import { Hono, type Context, type MiddlewareHandler } from "hono";
import { z } from "zod";
import type { Result } from "../../lib/contract/result.ts";
import { deskBodyBytesMost, type DeskEnv } from "../desk-session-routes.ts";
import { refuse } from "../http/answers.ts";
import { readJsonBody } from "../http/read-body.ts";
import type { ListKeeper } from "./list-keeper.ts";
import type { ListsAnswer } from "./list-types.ts";

export interface DeskListNeeds {
  readonly keeper: ListKeeper;
  /** Lets through who may read about lists, and who may change them. */
  readonly mayRead: MiddlewareHandler<DeskEnv>;
  readonly mayChange: MiddlewareHandler<DeskEnv>;
  /** Writes to the audit what `who` did: `what` is a short sentence of ours with the list's id. */
  readonly note: (who: string, what: string) => Promise<void>;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const heldSchema = z.strictObject({ sha256, take: z.boolean() });
const versionSchema = z.strictObject({ sha256 });
const releaseSchema = z.strictObject({
  host: z.string().max(253),
  why: z.string().trim().min(1).max(300),
});
const shelterSchema = z.strictObject({ host: z.string().max(253) });

/** Mount at "/desk/api/lists", behind the guards of the desk (signed in, same origin). */
export function deskListRoutes({ keeper, mayRead, mayChange, note }: DeskListNeeds): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get("/", mayRead, async (c) => c.json((await keeper.view()) satisfies ListsAnswer));

  /** Reads the body, does it, notes it, and answers with the lists as they stand then. */
  async function act<T>(
    c: Context<DeskEnv>,
    schema: z.ZodType<T>,
    work: (given: T, id: string, who: string) => Promise<Result<true, string>>,
    say: (given: T, id: string) => string,
  ): Promise<Response> {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = schema.safeParse(body.value);
    if (!given.success)
      return refuse(c, 400, "not what is asked for here", "the fields as documented");
    const id = c.req.param("id") ?? "";
    const who = c.var.signedIn.account.name;
    const done = await work(given.data, id, who);
    if (!done.ok) return refuse(c, 409, done.error, "the lists as they stand now");
    await note(who, say(given.data, id));
    return c.json(await keeper.view());
  }

  app.post("/:id/fetch", mayChange, async (c) =>
    act(
      c,
      z.strictObject({}),
      (_given, id) => keeper.fetchNow(id),
      (_given, id) => `${id}: fetched now`,
    ),
  );
  app.post("/:id/held", mayChange, async (c) =>
    act(
      c,
      heldSchema,
      (given, id) => keeper.answerHeld(id, given.sha256, given.take),
      (given, id) =>
        `${id}: ${given.take ? "took" : "turned down"} version ${given.sha256.slice(0, 12)}`,
    ),
  );
  app.post("/:id/use", mayChange, async (c) =>
    act(
      c,
      versionSchema,
      (given, id) => keeper.useVersion(id, given.sha256),
      (given, id) => `${id}: version ${given.sha256.slice(0, 12)} made live`,
    ),
  );
  app.post("/:id/release", mayChange, async (c) =>
    act(
      c,
      releaseSchema,
      (given, id, who) => keeper.release(id, given.host, { by: who, why: given.why }),
      (given, id) => `${id}: ${given.host} may be closed (${given.why})`,
    ),
  );
  app.post("/:id/shelter", mayChange, async (c) =>
    act(
      c,
      shelterSchema,
      (given, id) => keeper.release(id, given.host, null),
      (given, id) => `${id}: ${given.host} held back again`,
    ),
  );

  return app;
}
