// Alerts from an event to a mailbox, over a real store and a real mail server. Run against every store.
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startAlerts, type AlertKeeper } from "../../../collector/alerts/alert-keeper.ts";
import type { KeptContact } from "../../../collector/alerts/alert-types.ts";
import { createLive } from "../../../collector/live.ts";
import { alertDefaults, coverAll } from "../../../collector/review/alert-rules.ts";
import { auditEntry } from "../../../collector/review/audit.ts";
import type { Store } from "../../../collector/store/store.ts";
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import { makeFinding, makeWorry } from "../../support/collector-seed.ts";
import { closeCase } from "./close-case.ts";
import { startMailServer, type MailServer } from "./alerts-servers.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A Tuesday in winter, noon in London. */
const noon = Date.UTC(2026, 10, 24, 12);
const audit = auditEntry(noon, "dsl", "alert-contact-added");

/** Opens an empty database; each further `open` is another collector on it. */
export type OpenAlertStores = () => Promise<{
  readonly open: () => Promise<Store>;
  readonly drop: () => Promise<void>;
}>;

export function person(id: string, given: Partial<KeptContact> = {}): KeptContact {
  return {
    id,
    name: `Name of ${id}`,
    channel: "email",
    target: `${id}@example-academy.test`,
    confirmedAtMs: 1,
    place: 1,
    when: "always",
    cover: coverAll,
    digest: false,
    nonce: "",
    nonceUntilMs: 0,
    nonceTries: 0,
    addedAtMs: 1,
    ...given,
  };
}

export function alertsSuite(name: string, openStores: OpenAlertStores): void {
  describe(`alerts on ${name}`, () => {
    let server: MailServer;
    let stores: Awaited<ReturnType<OpenAlertStores>>;
    let store: Store;
    let atMs = noon;
    const keepers: AlertKeeper[] = [];

    beforeAll(async () => {
      server = await startMailServer();
    });
    afterAll(() => server.close());
    beforeEach(async () => {
      stores = await openStores();
      store = await stores.open();
      atMs = noon;
      server.setDown(false);
      server.mails.length = 0;
    });
    afterEach(async () => {
      for (const keeper of keepers.splice(0)) keeper.end();
      await stores.drop();
    });

    function keeper(on: Store = store): AlertKeeper {
      const made = startAlerts({
        store: on,
        live: createLive(),
        now: () => atMs,
        chance: () => 0.5,
        key: randomBytes(32).toString("base64"),
        mail: {
          host: "127.0.0.1",
          port: server.port,
          isSecure: false,
          requiresTls: false,
          from: "alerts@example-academy.test",
          user: "",
          password: "",
        },
        webhooks: { privateHosts: [], deadlineMs: 20_000 },
        deskAddress: () => "https://desk.example-academy.test",
        log: () => undefined,
      });
      keepers.push(made);
      return made;
    }
    async function comes(...events: readonly SchoolgateEvent[]): Promise<void> {
      await store.keepEvents(
        events.map((event) => ({ event: { ...event, atMs }, receivedAtMs: atMs, skewMs: 0 })),
      );
    }
    const to = () => server.mails.flatMap((mail) => mail.to.map((one) => one.split("@")[0]));
    const critical = (given: Parameters<typeof makeFinding>[0] = {}) =>
      makeFinding({ severity: "critical", theme: "self-harm", ...given });

    test("a critical finding goes out at once, and says nothing of whom or what it is about", async () => {
      await store.addContact(person("first"), audit);
      await store.addContact(person("second", { place: 2 }), audit);
      const finding = critical({ title: "A title that nobody may read" });
      await comes(finding);
      await keeper().run();
      expect(to()).toEqual(["first"]);
      const text = server.mails[0]?.text ?? "";
      expect(text).toContain("1 finding (critical)");
      expect(text).toContain("https://desk.example-academy.test/desk/#/alert/");
      for (const secret of [
        finding.user,
        finding.user.split("@")[0] ?? "",
        finding.deviceLabel,
        finding.device,
        finding.excerpt,
        finding.title,
        "chat.example.test",
        finding.id,
        "self-harm",
        finding.profile,
      ]) {
        expect(text).not.toContain(secret);
      }
      const sent = (await store.listAudit({ offset: 0, most: 5 })).entries.map(
        ({ act, who, detail }) => [act, who, detail],
      );
      expect(sent).toContainEqual([
        "alert-sent",
        "collector",
        "Name of first: 1 finding (critical)",
      ]);
    });

    test("a burst is one message with a count; what follows within a minute waits for the next", async () => {
      await store.addContact(person("first"), audit);
      await comes(...Array.from({ length: 40 }, () => makeWorry()));
      const alerts = keeper();
      await alerts.run();
      await comes(critical(), critical({ device: makeWorry().device }));
      await alerts.run();
      expect(server.mails).toHaveLength(1);
      expect(server.mails[0]?.text).toContain("40 worries from pupils");
      atMs += minuteMs;
      await alerts.run();
      expect(server.mails).toHaveLength(2);
      expect(server.mails[1]?.text).toContain("2 findings");
    });

    test("more of the same is quiet; nobody looking brings the next in the order; an opening ends it", async () => {
      await store.addContact(person("first"), audit);
      await store.addContact(person("second", { place: 2 }), audit);
      const finding = critical();
      await comes(finding);
      const alerts = keeper();
      await alerts.run();
      await comes({ ...finding, id: critical().id });
      atMs += 19 * minuteMs;
      await alerts.run();
      expect(to()).toEqual(["first"]);
      atMs += minuteMs;
      await alerts.run();
      expect(to()).toEqual(["first", "second"]);
      expect(await store.alertCounts()).toMatchObject({ unanswered: 1, unheard: 0 });
      await store.openCase(finding.id, "dsl", atMs, false);
      expect(await store.alertCounts()).toMatchObject({ unanswered: 0 });
      atMs += 3 * hourMs;
      await alerts.run();
      expect(to()).toEqual(["first", "second"]);
    });

    test("by the alert itself: somebody takes all that it is about, and that is written down", async () => {
      await store.addContact(person("first"), audit);
      await comes(critical(), makeWorry());
      const alerts = keeper();
      await alerts.run();
      const [message] = await store.listMessages(1);
      const id = message?.id ?? "";
      expect((await store.casesOfMessage(id))?.map(({ isWaiting }) => isWaiting)).toEqual([
        true,
        true,
      ]);
      expect(await store.takeMessage(id, "deputy", atMs)).toBe(2);
      expect(await store.takeMessage(id, "deputy", atMs)).toBe(0);
      expect(await store.takeMessage("unknown", "deputy", atMs)).toBeUndefined();
      atMs += 5 * hourMs;
      await alerts.run();
      expect(to()).toEqual(["first"]);
      const taken = (await store.listAudit({ offset: 0, most: 20 })).entries.filter(
        ({ act }) => act === "alert-taken",
      );
      expect(taken.map(({ who, caseId }) => [who, caseId !== null])).toEqual([
        ["deputy", true],
        ["deputy", true],
      ]);
    });

    test("a mail server that is down loses nothing: it is seen, tried again, and one message arrives", async () => {
      await store.addContact(person("first"), audit);
      server.setDown(true);
      await comes(critical());
      const alerts = keeper();
      await alerts.run();
      expect(await store.alertCounts()).toMatchObject({
        stuck: 1,
        stuckSinceMs: noon,
        trouble: "the mail server refused the address (451)",
      });
      // The collector ends; another one starts, hours later, on what is kept.
      alerts.end();
      atMs += 4 * hourMs;
      await comes(makeWorry());
      const next = keeper(await stores.open());
      await next.run();
      expect(server.mails).toEqual([]);
      server.setDown(false);
      atMs += 20 * minuteMs;
      await next.run();
      expect(server.mails).toHaveLength(1);
      expect(server.mails[0]?.text).toContain("1 worry from a pupil, 1 finding (critical)");
      expect(await store.alertCounts()).toMatchObject({ stuck: 0, trouble: "" });
    });

    test("somebody whom nothing reaches is passed over at once", async () => {
      await store.addContact(person("nobody"), audit);
      await store.addContact(person("second", { place: 2 }), audit);
      await comes(critical());
      await keeper().run();
      expect(to()).toEqual(["second"]);
    });

    test("what somebody has looked at before it could go does not go", async () => {
      await store.addContact(person("first"), audit);
      server.setDown(true);
      const finding = critical();
      await comes(finding);
      const alerts = keeper();
      await alerts.run();
      await store.openCase(finding.id, "dsl", atMs, false);
      server.setDown(false);
      atMs += hourMs;
      await alerts.run();
      expect(server.mails).toEqual([]);
      expect((await store.listMessages(1))[0]?.outcome).toBe("overtaken");
    });

    test("several collectors on one database: every message goes once, every case is told of once", async () => {
      for (const id of ["a", "b", "c"]) await store.addContact(person(id), audit);
      const all = [keeper(), keeper(await stores.open()), keeper(await stores.open())];
      for (let round = 0; round < 5; round += 1) {
        await comes(...Array.from({ length: 30 }, () => makeWorry()));
        await Promise.all(all.map((one) => one.run()));
        atMs += minuteMs;
      }
      await Promise.all(all.map((one) => one.run()));
      const ids = server.mails.map(({ text }) => /#\/alert\/(\w+)/.exec(text)?.[1]);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ["a", "b", "c"]) {
        const counts = server.mails
          .filter((mail) => mail.to.includes(`${id}@example-academy.test`))
          .map(({ text }) => Number(/(\d+) worries/.exec(text)?.[1] ?? 0));
        expect(counts.reduce((sum, many) => sum + many, 0)).toBe(150);
      }
    });

    test("a collector that dies with a message in hand: another one sends it when the claim runs out", async () => {
      await store.addContact(person("first"), audit);
      await comes(critical());
      await store.planAlerts(atMs, () => "01MESSAGE");
      expect(await store.claimMessages("dead", atMs, 3 * minuteMs, 8)).toHaveLength(1);
      const alerts = keeper(await stores.open());
      await alerts.run();
      expect(server.mails).toEqual([]);
      atMs += 3 * minuteMs;
      await alerts.run();
      expect(to()).toEqual(["first"]);
      // The one that was thought dead comes too late to say anything of it.
      expect(await store.settleMessage("01MESSAGE", "dead", atMs, { kind: "sent" })).toBe(false);
    });

    test("the weekly digest: one for each who wants it, counts alone, however many collectors there are", async () => {
      const [digest, place] = [true, null];
      await store.addContact(person("reader", { digest, place }), audit);
      await store.addContact(person("late", { digest, place, confirmedAtMs: noon }), audit);
      await store.addContact(person("other", { place }), audit);
      // Monday of the week before the next digest.
      await comes(makeFinding({ severity: "medium" }), makeFinding({ severity: "low" }));
      const all = [keeper(), keeper(await stores.open())];
      await Promise.all(all.map((one) => one.run()));
      const first = server.mails.map((mail) => mail.to);
      expect(first).toEqual([["reader@example-academy.test"]]);
      server.mails.length = 0;
      atMs += 7 * 24 * hourMs;
      await Promise.all([...all, keeper(await stores.open())].map((one) => one.run()));
      atMs += hourMs;
      await Promise.all(all.map((one) => one.run()));
      expect(new Set(to())).toEqual(new Set(["late", "reader"]));
      expect(to()).toHaveLength(2);
      expect(server.mails[0]?.text).toContain("2 findings (1 medium, 1 low)");
      expect(server.mails[0]?.text).not.toContain("robin.sample");
    });

    test("in the holidays: no digest, what can wait waits, a worry goes to who is there", async () => {
      const settings = { ...alertDefaults, terms: [{ from: "2020-01-01", to: "2020-02-01" }] };
      await store.writeAlertSettings(settings, 0, audit);
      await store.addContact(person("office", { when: "hours", digest: true }), audit);
      await store.addContact(person("holiday", { place: 2, when: "closed" }), audit);
      await comes(makeFinding({ severity: "high" }));
      const alerts = keeper();
      await alerts.run();
      atMs += 7 * 24 * hourMs;
      await alerts.run();
      expect(to()).toEqual([]);
      await comes(makeWorry());
      await alerts.run();
      expect(to()).toEqual(["holiday"]);
    });

    test("nobody to tell is counted; whoever is confirmed next is told", async () => {
      await comes(critical(), makeWorry(), makeFinding({ severity: "high" }));
      const alerts = keeper();
      await alerts.run();
      expect(await store.alertCounts()).toMatchObject({ unheard: 2 });
      await store.addContact(person("new", { confirmedAtMs: null }), audit);
      await alerts.run();
      expect(server.mails).toEqual([]);
      await store.changeContact("new", (known) => ({ next: { ...known, confirmedAtMs: atMs } }));
      await alerts.run();
      expect(server.mails[0]?.text).toContain(
        "1 worry from a pupil, 2 findings (gravest: critical)",
      );
      expect(await store.alertCounts()).toMatchObject({ unheard: 0, unanswered: 3 });
    });

    test("what waits for school hours goes when they begin; a change of the hours is heard", async () => {
      await store.addContact(person("first"), audit);
      atMs = noon + 10 * hourMs;
      await comes(makeFinding({ severity: "high" }));
      const alerts = keeper();
      await alerts.run();
      expect(server.mails).toEqual([]);
      const settings = { ...alertDefaults, atOnceFrom: "high" as const };
      expect(await store.writeAlertSettings(settings, 0, audit)).toBe(true);
      expect(await store.writeAlertSettings(settings, 0, audit)).toBe(false);
      expect(await store.readAlertSettings()).toEqual({ settings, version: 1 });
      await alerts.run();
      expect(to()).toEqual(["first"]);
    });

    test("a contact that is removed hears nothing more; the next one does", async () => {
      await store.addContact(person("first"), audit);
      await store.addContact(person("second", { place: 2 }), audit);
      server.setDown(true);
      await comes(critical());
      const alerts = keeper();
      await alerts.run();
      await store.removeContact("first", () => audit);
      server.setDown(false);
      atMs += hourMs;
      await alerts.run();
      expect(to()).toEqual(["second"]);
    });

    test("an erased case takes along what was kept of its alert", async () => {
      await store.addContact(person("first"), audit);
      const finding = critical();
      await comes(finding);
      await keeper().run();
      const [message] = await store.listMessages(1);
      await closeCase(store, finding.id, atMs);
      expect((await store.eraseDue(atMs + 1, atMs + 1, 100)).cases).toBe(1);
      expect(await store.casesOfMessage(message?.id ?? "")).toEqual([]);
    });
  });
}
