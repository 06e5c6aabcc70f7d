// One person's records at the desk: what is kept under which names, handed to the browser that opens them. Each archive
// is in the audit before its first record leaves, and once more with its hash before it is given to the reader.
import { randomBytes } from "node:crypto";
import { Hono, type Context } from "hono";
import { z } from "zod";
import { makeEventId } from "../lib/contract/ids.ts";
import { readManifest } from "../lib/core/archive/archive-manifest.ts";
import { requireAbility, type DeskEnv, type DeskNeeds } from "./desk-session-routes.ts";
import { noDevice } from "./desk-tools.ts";
import type {
  NamesAnswer,
  RecordsAboutAnswer,
  RecordsPage,
  SignedManifestAnswer,
  TicketAnswer,
} from "./desk-types.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import { auditEntry } from "./review/audit.ts";
import {
  askedWords,
  doneWords,
  recordsAboutSchema,
  recordsAskSchema,
  recordsDoneSchema,
  recordsPageSchema,
  recordsSignSchema,
  ticketMs,
} from "./review/records.ts";
import type { Signer } from "./signing.ts";

const namesAtOnce = 1000;
const eventsAtOnce = 100;
const bodyBytesMost = 128 * 1024;

/** Routes below /desk/api/records. */
export function recordRoutes({
  store,
  now,
  signer,
}: DeskNeeds & { readonly signer: Signer }): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.use(requireAbility("export-records"));

  async function bodyOf<T>(c: Context, schema: z.ZodType<T>): Promise<T | Response> {
    const body = await readJsonBody(c.req.raw, bodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = schema.safeParse(body.value);
    if (given.success) return given.data;
    const [first] = given.error.issues;
    const place = first?.path.map(String).join(".") ?? "";
    return refuse(c, 400, `${place}: ${first?.message ?? "not as expected"}`, "as the desk asks");
  }

  /** The body, where it carries the ticket of an archive that this person has begun. */
  async function askedBody<T extends { readonly ticket: string }>(
    c: Context<DeskEnv>,
    schema: z.ZodType<T>,
  ): Promise<T | Response> {
    const given = await bodyOf(c, schema);
    if (given instanceof Response) return given;
    const { name } = c.var.signedIn.account;
    const isKnown = await store.hasAskedRecords(name, given.ticket, now() - ticketMs);
    return isKnown ? given : refuse(c, 403, "no archive that you began", "a ticket of today");
  }

  app.post("/", async (c) => {
    const given = await bodyOf(c, recordsAskSchema);
    if (given instanceof Response) return given;
    const ticket = makeEventId(now(), randomBytes(16));
    const { name } = c.var.signedIn.account;
    await store.addAudit(
      auditEntry(now(), name, "records-asked", { detail: askedWords(ticket, given) }),
    );
    return c.json({ ticket } satisfies TicketAnswer);
  });

  app.post("/names", async (c) => {
    const given = await askedBody(c, nameSchema);
    if (given instanceof Response) return given;
    const names = await store.listNames(given.after, namesAtOnce);
    const orderNames = given.after === "" ? await store.listOrderNames() : [];
    return c.json({ names, orderNames, atOnce: namesAtOnce } satisfies NamesAnswer);
  });

  app.post("/events", async (c) => {
    const given = await askedBody(c, recordsPageSchema);
    if (given instanceof Response) return given;
    const events = await store.eventsUnder(given.names, given.after, eventsAtOnce);
    const shown = events.map((one) => ({ ...noDevice(one), caseId: one.caseId }));
    return c.json({ events: shown } satisfies RecordsPage);
  });

  app.post("/about", async (c) => {
    const given = await askedBody(c, recordsAboutSchema);
    if (given instanceof Response) return given;
    const [cases, orders, answers, accounts] = await Promise.all([
      store.readPersonCases(given.cases),
      store.ordersForNames(given.names),
      store.answersFor(given.hosts),
      store.listAccounts(),
    ]);
    return c.json({
      cases: cases.map(({ head: { device: _device, ...head }, ...rest }) => ({ ...rest, head })),
      orders,
      answers,
      staff: accounts.map(({ name, role }) => ({ name, role })),
    } satisfies RecordsAboutAnswer);
  });

  /** A school that seals signs with its own root in the reader's browser; one that does not, with the collector's key. */
  app.post("/sign", async (c) => {
    const given = await askedBody(c, recordsSignSchema);
    if (given instanceof Response) return given;
    if ((await store.keysVersion()) > 0) {
      return refuse(c, 409, "this school signs with its own root", "a signature of that key");
    }
    const manifest = readManifest(given.manifest);
    const isOurs =
      manifest.ok &&
      manifest.value.signer.kind === "collector" &&
      manifest.value.signer.publicKey === signer.publicKey;
    if (!isOurs) return refuse(c, 400, "not a manifest", "a manifest that names this key");
    const encoded = (text: string) => Buffer.from(text, "utf8").toString("base64url");
    const head = encoded(JSON.stringify({ alg: "EdDSA", typ: "schoolgate-records" }));
    const signed = `${head}.${encoded(given.manifest)}`;
    const signature = Buffer.from(signer.sign(signed).signature, "base64").toString("base64url");
    return c.json({ jws: `${signed}.${signature}` } satisfies SignedManifestAnswer);
  });

  app.get("/signer", (c) => c.json({ publicKey: signer.publicKey }));

  app.post("/done", async (c) => {
    const given = await askedBody(c, recordsDoneSchema);
    if (given instanceof Response) return given;
    const { ticket, ...done } = given;
    const { name } = c.var.signedIn.account;
    await store.addAudit(
      auditEntry(now(), name, "records-archived", { detail: doneWords(ticket, done) }),
    );
    return c.json({ done: true });
  });

  return app;
}

const nameSchema = recordsPageSchema.pick({ ticket: true }).extend({
  after: z.string().max(200),
});
