// Alerts at the desk: who can be told, when, what went out, and taking upon oneself what an alert was about.
import { randomBytes, timingSafeEqual } from "node:crypto";
import { Hono, type Context } from "hono";
import { z } from "zod";
import { referenceOf } from "../lib/contract/ids.ts";
import { severities, themes, weekdays, worryKinds } from "../lib/contract/vocabulary.ts";
import { makeAlertId, type AlertKeeper } from "./alerts/alert-keeper.ts";
import type { KeptContact } from "./alerts/alert-types.ts";
import type { AlertedAnswer, AlertsAnswer, ContactAnswer } from "./alerts/desk-types.ts";
import { mailAddressPattern } from "./alerts/mail-config.ts";
import {
  deskBodyBytesMost,
  requireAbility,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import { tabOf } from "./desk-tools.ts";
import { refuse, refuseForNow } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import type { Live } from "./live.ts";
import { readPolicyNow } from "./policy/policy-source.ts";
import { may } from "./review/access.ts";
import { alertChannels, contactTimes, onCallPlaces } from "./review/alert-rules.ts";
import { auditEntry } from "./review/audit.ts";
import { caseKinds } from "./review/case.ts";

const minuteMs = 60_000;
const codeMs = 24 * 60 * minuteMs;
const codeTriesMost = 5;
const messagesShown = 25;

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const weekday = z.enum(weekdays);
const date = z.iso.date();
const spans = (most: number) =>
  z
    .array(
      z
        .strictObject({ title: z.string().trim().max(80).optional(), from: date, to: date })
        .refine(({ from, to }) => from <= to),
    )
    .max(most);
const settingsSchema = z.strictObject({
  version: z.int().min(0),
  settings: z.strictObject({
    worries: z.enum(["at-once", "in-hours"]),
    atOnceFrom: z.enum(severities).nullable(),
    inHoursFrom: z.enum(severities),
    hours: z
      .strictObject({ days: z.array(weekday).min(1).max(7), from: clock, to: clock })
      .refine(({ from, to }) => from < to),
    terms: spans(60),
    closures: spans(100),
    escalateMinutes: z.int().min(1).max(240),
    digest: z.strictObject({ day: weekday, at: clock }),
  }),
});
const coverSchema = z.strictObject({
  kinds: z.array(z.enum(caseKinds)).max(10),
  whats: z.array(z.enum([...themes, ...worryKinds])).max(60),
  profiles: z.array(z.string().min(1).max(60)).max(60),
  from: z.enum(severities),
});
const changeFields = {
  // One line: it stands in the subject of nothing, but in the audit and in lists.
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^\P{Cc}+$/u),
  place: z.int().min(1).max(onCallPlaces).nullable(),
  when: z.enum(contactTimes),
  cover: coverSchema,
  digest: z.boolean(),
};
const contactSchema = z.strictObject({
  ...changeFields,
  channel: z.enum(alertChannels),
  target: z.string().trim().min(3).max(300),
});
const changeSchema = z.strictObject(changeFields).partial();
const confirmSchema = z.strictObject({ code: z.string().max(20).optional() });

export interface AlertRoutesNeeds extends DeskNeeds {
  readonly live: Live;
  readonly alerts: AlertKeeper;
  readonly policyPath?: string | undefined;
}

/** Routes below /desk/api/alerts. */
export function alertRoutes(needs: AlertRoutesNeeds): Hono<DeskEnv> {
  const { store, now, live, alerts } = needs;
  const app = new Hono<DeskEnv>();
  const manage = requireAbility("manage-alerts");
  const tell = (c: Context) => live.publish({ what: "alerts", caseId: null, tab: tabOf(c) });
  const whoOf = (c: Context<DeskEnv>) => c.var.signedIn.account.name;
  const noContact = (c: Context) => refuse(c, 404, "no such contact", "the id of a contact");

  /** A new code; what went out before no longer counts. */
  const freshCode = () => ({
    nonce: randomBytes(12).toString("base64url"),
    nonceUntilMs: now() + codeMs,
    nonceTries: 0,
  });
  const mailCode = async (contact: KeptContact) => {
    const id = makeAlertId(now());
    const { nonce: detail } = contact;
    await store.addMessage({ id, contact, kind: "confirm", detail, atMs: now(), once: "" });
    void alerts.run();
  };

  app.get("/", requireAbility("read-cases"), async (c) => {
    const { settings, version } = await store.readAlertSettings();
    const contacts = await store.listContacts();
    const messages = await store.listMessages(messagesShown);
    const counts = await store.alertCounts();
    const isFailing = ({ id }: KeptContact) =>
      messages.some((one) => one.contactId === id && one.endedAtMs === null && one.tries > 0);
    return c.json({
      settings,
      version,
      contacts: contacts.map((contact) => deskContact(contact, isFailing(contact), now())),
      messages,
      counts,
      nobody: whyNobody(contacts, alerts.hasMail),
      hasMail: alerts.hasMail,
      ...(await ofPolicy(needs)),
      mayManage: may(c.var.signedIn.account.role, "manage-alerts"),
    } satisfies AlertsAnswer);
  });

  app.post("/settings", manage, async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = settingsSchema.safeParse(body.value);
    if (!given.success)
      return refuse(c, 400, "not settings", "hours and days that begin before they end");
    const { settings, version } = given.data;
    const { worries, atOnceFrom, inHoursFrom, hours, escalateMinutes, terms, closures } = settings;
    const detail = [
      `worries ${worries}`,
      `at once from ${atOnceFrom ?? "none"}`,
      `in hours from ${inHoursFrom}`,
      `hours ${hours.days.join(" ")} ${hours.from} to ${hours.to}`,
      `${terms.length} terms, ${closures.length} closures`,
      `next after ${escalateMinutes} min`,
    ].join(", ");
    const audit = auditEntry(now(), whoOf(c), "alert-settings", { detail });
    if (!(await store.writeAlertSettings(settings, version, audit))) {
      return refuse(c, 409, "changed meanwhile", "the settings as they stand now");
    }
    tell(c);
    void alerts.run();
    return c.json({ done: true });
  });

  app.post("/contacts", manage, async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = contactSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not a contact", "a name and where to send to");
    const { channel, target } = given.data;
    const isMail = channel === "email";
    if (isMail && !mailAddressPattern.test(target)) {
      return refuse(c, 400, "target: not a mail address", "one mail address");
    }
    const why = isMail ? "" : alerts.whyNotHook(target);
    if (why !== "") return refuse(c, 400, `target: ${why}`, "an https address");
    const atMs = now();
    const contact: KeptContact = {
      id: makeAlertId(atMs),
      ...given.data,
      confirmedAtMs: null,
      addedAtMs: atMs,
      ...(isMail ? freshCode() : { nonce: "", nonceUntilMs: 0, nonceTries: 0 }),
    };
    const detail = `${contact.name} by ${channelWords[channel]} to ${placeOfTarget(contact)}`;
    const audit = auditEntry(atMs, whoOf(c), "alert-contact-added", { detail });
    if (!(await store.addContact(contact, audit))) {
      return refuse(c, 400, "too many contacts", "one less first");
    }
    if (isMail) await mailCode(contact);
    tell(c);
    const secret = isMail ? null : alerts.secretOf(contact.id);
    return c.json({ id: contact.id, secret } satisfies ContactAnswer);
  });

  app.post("/contacts/:id", manage, async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = changeSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not a change", "what a contact may be given");
    const change = Object.fromEntries(
      Object.entries(given.data).filter(([, value]) => value !== undefined),
    ) as Partial<KeptContact>;
    const changed = await store.changeContact(c.req.param("id"), (known) => {
      const next = { ...known, ...change };
      const detail = `${next.name}: ${Object.keys(change).join(", ")}`;
      return { next, audit: auditEntry(now(), whoOf(c), "alert-contact-changed", { detail }) };
    });
    if (changed === undefined) return noContact(c);
    tell(c);
    void alerts.run();
    return c.json({ done: true });
  });

  app.post("/contacts/:id/remove", manage, async (c) => {
    const isGone = await store.removeContact(c.req.param("id"), ({ name }) =>
      auditEntry(now(), whoOf(c), "alert-contact-removed", { detail: name }),
    );
    if (!isGone) return noContact(c);
    tell(c);
    void alerts.run();
    return c.json({ done: true });
  });

  app.post("/contacts/:id/code", manage, async (c) => {
    const atMs = now();
    const known = await store.readContact(c.req.param("id"));
    if (known === undefined || known.channel !== "email") return noContact(c);
    if (known.confirmedAtMs !== null) return refuse(c, 400, "confirmed already", "nothing more");
    // Nobody's mailbox is filled from here.
    const waitMs = known.nonceUntilMs - codeMs + minuteMs - atMs;
    if (waitMs > 0) return refuseForNow(c, "a code has just been sent", waitMs);
    const next = await store.changeContact(known.id, (now) => ({
      next: { ...now, ...freshCode() },
    }));
    if (next === undefined) return noContact(c);
    await mailCode(next);
    tell(c);
    return c.json({ done: true });
  });

  app.post("/contacts/:id/confirm", manage, async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = confirmSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not a code", "the eight digits of the message");
    const known = await store.readContact(c.req.param("id"));
    if (known === undefined) return noContact(c);
    if (known.channel === "webhook") {
      const heard = await alerts.confirmHook(known);
      if (!heard.ok) return refuse(c, 400, heard.why, "the signed echo of a challenge");
    }
    let isRight = false;
    const changed = await store.changeContact(known.id, (contact) => {
      isRight =
        contact.channel === "webhook" || isRightCode(contact, given.data.code ?? "", alerts, now());
      if (!isRight) return { next: { ...contact, nonceTries: contact.nonceTries + 1 } };
      const audit = auditEntry(now(), whoOf(c), "alert-contact-confirmed", {
        detail: contact.name,
      });
      return { next: { ...contact, confirmedAtMs: now(), nonceUntilMs: 0, nonce: "" }, audit };
    });
    if (changed === undefined) return noContact(c);
    if (!isRight) {
      const expected =
        changed.nonceTries >= codeTriesMost
          ? "a new code: this one was typed wrongly too often"
          : "the eight digits of the latest message";
      return refuse(c, 400, "code: not the right one", expected);
    }
    tell(c);
    void alerts.run();
    return c.json({ done: true });
  });

  app.post("/contacts/:id/test", manage, async (c) => {
    const contact = await store.readContact(c.req.param("id"));
    if (contact === undefined) return noContact(c);
    if (contact.confirmedAtMs === null) {
      return refuse(c, 400, "not confirmed", "a contact that was confirmed");
    }
    const atMs = now();
    const isNew = await store.addMessage(
      {
        id: makeAlertId(atMs),
        contact,
        kind: "test",
        detail: "",
        atMs,
        once: `test ${contact.id} ${Math.floor(atMs / minuteMs)}`,
      },
      auditEntry(atMs, whoOf(c), "alert-test", { detail: contact.name }),
    );
    if (!isNew) return refuseForNow(c, "a test has just been sent", minuteMs);
    await alerts.run();
    tell(c);
    return c.json({ done: true });
  });

  app.get("/of/:id", requireAbility("read-cases"), async (c) => {
    const cases = await store.casesOfMessage(c.req.param("id"));
    if (cases === undefined) return refuse(c, 404, "no such alert", "the id of an alert");
    return c.json({
      cases: cases.map(({ head, isWaiting }) => ({
        id: head.id,
        kind: head.kind,
        what: head.what,
        severity: head.severity,
        state: head.state,
        reference: referenceOf(head.id),
        lastAtMs: head.lastAtMs,
        isWaiting,
      })),
      waiting: cases.filter(({ isWaiting }) => isWaiting).length,
    } satisfies AlertedAnswer);
  });

  app.post("/of/:id/take", requireAbility("decide-cases"), async (c) => {
    const id = c.req.param("id");
    const taken = await store.takeMessage(id, whoOf(c), now());
    if (taken === undefined) return refuse(c, 404, "no such alert", "the id of an alert");
    tell(c);
    return c.json({ taken });
  });

  return app;
}

/** What of the policy in force the settings refer to. */
async function ofPolicy({
  store,
  policyPath,
}: AlertRoutesNeeds): Promise<Pick<AlertsAnswer, "profiles" | "policyDays">> {
  const policy = await readPolicyNow(store, policyPath);
  return {
    profiles: Object.entries(policy?.profiles ?? {}).map(([id, { title }]) => ({
      id,
      title: title ?? id,
    })),
    policyDays: { terms: policy?.day?.terms ?? [], closures: policy?.day?.closures ?? [] },
  };
}

const channelWords = { email: "e-mail", webhook: "webhook" } as const;

/** For the audit: a mail address, or a webhook's host; its path may be a secret. */
function placeOfTarget({ channel, target }: KeptContact): string {
  return channel === "email" ? target : new URL(target).host;
}

function deskContact(contact: KeptContact, isFailing: boolean, atMs: number) {
  const { nonce: _nonce, nonceUntilMs, nonceTries, addedAtMs: _added, ...shown } = contact;
  const isCodeOut = shown.channel === "email" && nonceUntilMs > atMs && nonceTries < codeTriesMost;
  return { ...shown, isCodeOut, isFailing };
}

function isRightCode(
  contact: KeptContact,
  typed: string,
  alerts: AlertKeeper,
  atMs: number,
): boolean {
  const { confirmedAtMs, nonce, nonceTries, nonceUntilMs } = contact;
  if (confirmedAtMs !== null || nonce === "" || atMs > nonceUntilMs) return false;
  if (nonceTries >= codeTriesMost) return false;
  const right = Buffer.from(alerts.codeOf(contact).replaceAll(" ", ""), "utf8");
  const given = Buffer.from(typed.replaceAll(/\s/g, ""), "utf8");
  return given.length === right.length && timingSafeEqual(given, right);
}

function whyNobody(contacts: readonly KeptContact[], hasMail: boolean): AlertsAnswer["nobody"] {
  if (contacts.length === 0) return "no-contact";
  const confirmed = contacts.filter(({ confirmedAtMs }) => confirmedAtMs !== null);
  if (confirmed.length === 0) return "none-confirmed";
  const isReachable = confirmed.some(({ channel }) => channel === "webhook" || hasMail);
  return isReachable ? null : "no-mail-server";
}
