// What any store must do: run on SQLite and on PostgreSQL.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditEntry } from "../../../collector/review/audit.ts";
import type { Role } from "../../../collector/review/access.ts";
import { isCaseDue, isEventDue } from "../../../collector/review/retention.ts";
import { compareCases } from "../../../collector/review/triage.ts";
import type { Account, IncomingEvent, Store } from "../../../collector/store/store.ts";
import { severities } from "../../../lib/contract/vocabulary.ts";
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import {
  makeAgreement,
  makeAttempt,
  makeFinding,
  makeRequest,
  makeVisit,
  makeWorry,
  someDevice,
} from "../../support/collector-seed.ts";
import { closeCase } from "./close-case.ts";
import { staffSuite } from "./store-suite-staff.ts";

const atMs = Date.UTC(2026, 8, 14, 10);
/** An account in the plainest state. */
const someAccount = (name: string, role: Role = "dsl"): Account => ({
  name,
  fullName: "",
  role,
  password: "x",
  passwordAtMs: 0,
  oneTimeUntilMs: null,
  disabledAtMs: null,
});

const everything = { offset: 0, most: 1000 };

const incoming = (
  events: readonly SchoolgateEvent[],
  receivedAtMs = atMs + 1000,
): IncomingEvent[] => events.map((event) => ({ event, receivedAtMs, skewMs: 0 }));

export function storeSuite(
  name: string,
  open: () => Promise<{ store: Store; drop: () => Promise<void> }>,
): void {
  describe(`store on ${name}`, () => {
    let store: Store;
    let drop: () => Promise<void>;
    beforeEach(async () => {
      ({ store, drop } = await open());
    });
    afterEach(() => drop());

    staffSuite(() => store);

    test("an event is kept once, and named each time it comes", async () => {
      const finding = makeFinding({ atMs });
      const first = await store.keepEvents(incoming([finding, finding]));
      expect(first).toEqual({ stored: [finding.id], fresh: [finding.id], cases: [finding.id] });
      const again = await store.keepEvents(incoming([finding]));
      expect(again).toEqual({ stored: [finding.id], fresh: [], cases: [] });
      expect(await store.countEvents()).toBe(1);
      expect((await store.readCase(finding.id))?.count).toBe(1);
    });

    test("the first of two events with one id stays", async () => {
      const finding = makeFinding({ atMs, excerpt: "first" });
      await store.keepEvents(incoming([finding]));
      await store.keepEvents(incoming([{ ...finding, excerpt: "second" }]));
      const file = await store.openCase(finding.id, "dsl", atMs + 2000, false);
      expect(file?.events.map(({ event }) => event.kind === "finding" && event.excerpt)).toEqual([
        "first",
      ]);
    });

    test("a sitting becomes one case with rising severity; worries stay apart", async () => {
      const device = someDevice();
      const sitting = [
        makeFinding({ atMs, device, severity: "low" }),
        makeFinding({ atMs: atMs + 60_000, device, severity: "high", count: 2 }),
        makeFinding({ atMs: atMs + 120_000, device, severity: "medium" }),
      ];
      const worries = [makeWorry({ atMs, device }), makeWorry({ atMs: atMs + 1, device })];
      await store.keepEvents(incoming([...sitting, ...worries], atMs + 200_000));
      const { cases } = await store.listCases({ state: "open" }, everything);
      expect(cases.map(({ id }) => id)).toEqual([worries[1]?.id, worries[0]?.id, sitting[0]?.id]);
      expect(cases[2]).toMatchObject({
        count: 4,
        severity: "high",
        firstAtMs: atMs,
        lastAtMs: atMs + 120_000,
      });
    });

    test("a sitting that goes on after its case was closed opens a new one", async () => {
      const device = someDevice();
      const first = makeFinding({ atMs, device });
      await store.keepEvents(incoming([first]));
      const head = await store.readCase(first.id);
      if (head === undefined) throw new Error("the case is there");
      const change = {
        kind: "state",
        from: "new",
        to: "closed",
        outcome: "no-concern",
        reason: "r",
        atMs,
        who: "dsl",
      } as const;
      const next = {
        ...head,
        state: "closed",
        outcome: "no-concern",
        reason: "r",
        version: 2,
      } as const;
      await store.changeCase(
        next,
        1,
        change,
        auditEntry(atMs, "dsl", "case-state", { caseId: head.id }),
      );
      const second = makeFinding({ atMs: atMs + 1000, device });
      await store.keepEvents(incoming([second]));
      expect((await store.readCase(second.id))?.state).toBe("new");
      expect((await store.readCase(first.id))?.count).toBe(1);
    });

    test("the queue's order is the order of triage (law)", async () => {
      const event = fc.oneof(
        fc.record({ kind: fc.constant("worry" as const), back: fc.integer({ min: 0, max: 9 }) }),
        fc.record({
          kind: fc.constant("finding" as const),
          back: fc.integer({ min: 0, max: 9 }),
          severity: fc.constantFrom(...severities),
        }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (given) => {
          await store.keepEvents(
            incoming(
              given.map((one) =>
                one.kind === "worry"
                  ? makeWorry({ atMs: atMs - one.back })
                  : makeFinding({ atMs: atMs - one.back, severity: one.severity }),
              ),
            ),
          );
          const { cases } = await store.listCases({ state: "all" }, everything);
          expect(cases).toEqual(cases.toSorted(compareCases));
        }),
        { numRuns: 20 },
      );
    });

    describe("filters", () => {
      const rows: readonly [
        name: string,
        filter: Parameters<Store["listCases"]>[0],
        found: readonly string[],
      ][] = [
        ["open", { state: "open" }, ["worry", "high", "low"]],
        ["worries", { state: "open", kind: "worry" }, ["worry"]],
        ["findings", { state: "open", kind: "finding" }, ["high", "low"]],
        ["profile", { state: "open", profile: "ks4" }, ["high"]],
        ["name", { state: "open", search: "ROBIN" }, ["worry", "low"]],
        ["host", { state: "open", search: "news.example" }, ["high"]],
        ["device label", { state: "open", search: "cb-0999" }, ["high"]],
        ["a sign of SQL is a plain sign", { state: "open", search: "%" }, []],
        ["an underscore is a plain sign", { state: "open", search: "_" }, []],
        ["page text is not searched", { state: "open", search: "nobody likes you" }, []],
        ["a pupil's words are not searched", { state: "open", search: "group chat" }, []],
        ["closed", { state: "closed" }, []],
      ];
      test.each(rows)("%s", async (_name, filter, found) => {
        const events = {
          worry: makeWorry({ atMs }),
          high: makeFinding({
            atMs,
            severity: "high",
            profile: "ks4",
            user: "alex.imaginary@pupils.example-academy.test",
            deviceLabel: "CB-0999",
            address: "https://news.example.test/",
          }),
          low: makeFinding({ atMs, severity: "low" }),
        };
        await store.keepEvents(incoming(Object.values(events)));
        const names = new Map<string, string>(
          Object.entries(events).map(([key, { id }]) => [id, key]),
        );
        const { cases, total } = await store.listCases(filter, everything);
        expect(cases.map(({ id }) => names.get(id))).toEqual(found);
        expect(total).toBe(found.length);
      });

      test("reference, as a pupil reads it out", async () => {
        const worry = makeWorry({ atMs });
        await store.keepEvents(incoming([worry, makeWorry({ atMs })]));
        const search = `${worry.id.slice(-6, -3)}-${worry.id.slice(-3)}`;
        const { cases } = await store.listCases({ state: "open", search }, everything);
        expect(cases.map(({ id }) => id)).toEqual([worry.id]);
      });
    });

    test("pages are cut after the order", async () => {
      const worries = Array.from({ length: 7 }, (_, count) => makeWorry({ atMs: atMs + count }));
      await store.keepEvents(incoming(worries, atMs + 100));
      const page = await store.listCases({ state: "open" }, { offset: 3, most: 3 });
      expect(page.total).toBe(7);
      expect(page.cases.map(({ lastAtMs }) => lastAtMs - atMs)).toEqual([3, 2, 1]);
    });

    test("opening is recorded, tells the device, and a page's own reload is none", async () => {
      const worry = makeWorry({ atMs });
      await store.keepEvents(incoming([worry]));
      expect(await store.seenWorries([worry.device], 0, 10)).toEqual([]);
      await store.openCase(worry.id, "dsl", atMs + 5000, false);
      await store.openCase(worry.id, "dsl", atMs + 6000, true);
      const file = await store.openCase(worry.id, "dsl", atMs + 7000, false);
      expect(file?.openings.map((opening) => opening.atMs - atMs)).toEqual([7000, 5000]);
      expect(await store.seenWorries([worry.device], 0, 10)).toEqual([
        { id: worry.id, atMs: atMs + 5000 },
      ]);
      expect(await store.seenWorries([someDevice()], 0, 10)).toEqual([]);
      expect(await store.seenWorries([worry.device], atMs + 5001, 10)).toEqual([]);
    });

    test("a reload that shows something new is an opening; so is anybody else's", async () => {
      const device = someDevice();
      const first = makeFinding({ atMs, device });
      await store.keepEvents(incoming([first]));
      await store.openCase(first.id, "dsl", atMs + 5000, false);
      await store.keepEvents(incoming([makeFinding({ atMs: atMs + 10, device })], atMs + 6000));
      await store.openCase(first.id, "dsl", atMs + 7000, true);
      const file = await store.openCase(first.id, "deputy", atMs + 8000, true);
      expect(file?.openings.map(({ who }) => who)).toEqual(["deputy", "dsl", "dsl"]);
    });

    test("of two changes to one version only the first is written", async () => {
      const worry = makeWorry({ atMs });
      await store.keepEvents(incoming([worry]));
      const head = await store.readCase(worry.id);
      if (head === undefined) throw new Error("the case is there");
      const entry = auditEntry(atMs, "dsl", "case-note", { caseId: head.id });
      const write = (text: string) =>
        store.changeCase(
          { ...head, version: 2 },
          1,
          { kind: "note", text, atMs, who: "dsl" },
          entry,
        );
      expect(await write("one")).toBe(true);
      expect(await write("two")).toBe(false);
      const file = await store.openCase(worry.id, "dsl", atMs, false);
      expect(file?.changes).toEqual([{ kind: "note", text: "one", atMs, who: "dsl" }]);
    });

    test("requests for one site are one group with its people", async () => {
      const people = ["a", "b", "b"].map((name) =>
        makeRequest({ atMs, user: `${name}@example-academy.test` }),
      );
      await store.keepEvents(
        incoming([...people, makeRequest({ atMs: atMs - 1, wanted: "blocked" })]),
      );
      const { groups, total } = await store.listRequests(everything, atMs);
      expect(total).toBe(2);
      expect(groups[0]).toMatchObject({
        host: "puzzles.example.test",
        wanted: "open",
        people: 2,
        count: 3,
      });
      expect(groups[0]?.latest).toHaveLength(3);
    });

    describe("answers to requests", () => {
      const receivedAtMs = atMs + 1000;
      const hosts = async (settledMs = 0) =>
        (await store.listRequests(everything, settledMs)).groups.map(({ host }) => host);
      const group = async (host = "puzzles.example.test") => {
        const { groups } = await store.listRequests(everything, atMs);
        const found = groups.find((one) => one.host === host);
        if (found === undefined) throw new Error("the request is there");
        return found;
      };
      const answer = (outcome: "opened" | "noted" | null, version: number, upToMs = receivedAtMs) =>
        store.answerRequest(
          {
            host: "puzzles.example.test",
            wanted: "open",
            outcome,
            note: outcome === null ? "" : "words",
            upToMs,
          },
          version,
          auditEntry(atMs + 5000, "dsl", "request-answered"),
        );
      beforeEach(async () => {
        await store.keepEvents(
          incoming([
            makeRequest({ atMs }),
            makeRequest({ atMs: atMs - 9, address: "https://b.example.test/" }),
          ]),
        );
      });

      test("given, stands; taken back, waits again", async () => {
        expect(await group()).toMatchObject({ version: 0, answer: null, since: 0, receivedAtMs });
        expect(await answer("opened", 0)).toBe(true);
        const answered = await group();
        expect(answered).toMatchObject({
          answer: {
            outcome: "opened",
            note: "words",
            who: "dsl",
            atMs: atMs + 5000,
            upToMs: receivedAtMs,
          },
          since: 0,
        });
        expect(await answer(null, answered.version)).toBe(true);
        expect((await group()).answer).toBeNull();
      });
      test("a second answer on the same version is not written, nor its line in the audit", async () => {
        expect([await answer("opened", 0), await answer("noted", 0)]).toEqual([true, false]);
        expect((await group()).answer?.outcome).toBe("opened");
        expect((await store.listAudit(everything)).total).toBe(1);
      });
      test("whoever asks after the answer is counted, and nobody answers what they have not seen", async () => {
        await answer("opened", 0);
        await store.keepEvents(incoming([makeRequest({ atMs })], receivedAtMs + 9));
        const again = await group();
        expect([again.since, again.people, again.count]).toEqual([1, 1, 2]);
        expect(await answer("noted", again.version)).toBe(false);
        // Taking back needs no reading.
        expect(await answer(null, again.version)).toBe(true);
      });
      test("what was answered stays in its place for a while, then goes to the end", async () => {
        await answer("opened", 0);
        expect(await hosts(atMs + 4999)).toEqual(["puzzles.example.test", "b.example.test"]);
        expect(await hosts(atMs + 5000)).toEqual(["b.example.test", "puzzles.example.test"]);
        await store.keepEvents(incoming([makeRequest({ atMs })], receivedAtMs + 9));
        expect(await hosts(atMs + 5000)).toEqual(["puzzles.example.test", "b.example.test"]);
      });
      test("a device hears of its own requests: the answer that stands for each, or none", async () => {
        const [early, late, other, visit] = [
          makeRequest({ atMs }),
          makeRequest({ atMs }),
          makeRequest({ atMs, address: "https://b.example.test/x" }),
          makeVisit({ atMs }),
        ];
        const { device } = early;
        const sent = [early, late, other, visit].map((event) => ({ ...event, device }));
        await store.keepEvents(incoming([sent[0]!, ...sent.slice(2)]));
        const ids = [...sent, makeRequest()].map(({ id }) => id);
        const told = async (as: string = device) =>
          Object.fromEntries(
            (await store.answersTo(ids, as)).map(({ id, answer: given }) => [
              id,
              given === null ? null : [given.outcome, given.atMs],
            ]),
          );
        expect(await told()).toEqual({ [early.id]: null, [other.id]: null });
        await answer("opened", 0);
        await store.keepEvents(incoming([sent[1]!], receivedAtMs + 9));
        expect(await told()).toEqual({
          [early.id]: ["opened", atMs + 5000],
          [late.id]: null,
          [other.id]: null,
        });
        await answer("noted", (await group()).version, receivedAtMs + 9);
        expect(await told()).toMatchObject({
          [early.id]: ["noted", atMs + 5000],
          [late.id]: ["noted", atMs + 5000],
        });
        await answer(null, (await group()).version);
        expect(await told()).toMatchObject({ [early.id]: null, [late.id]: null });
        expect(await told(someDevice())).toEqual({});
        expect(await store.answersTo([], device)).toEqual([]);
      });
      test("what nobody asked for cannot be answered", async () => {
        const unknown = {
          host: "c.example.test",
          wanted: "open",
          outcome: "opened",
          note: "",
          upToMs: 9e12,
        } as const;
        const entry = auditEntry(atMs, "dsl", "request-answered");
        expect(await store.answerRequest(unknown, 0, entry)).toBe(false);
      });
    });

    test("what is erased is exactly what is due (law)", async () => {
      const fates = ["open", "closed", "reopened", "visit", "request", "wrong-code"];
      const fate = fc.constantFrom(...fates);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fate, fc.integer({ min: 0, max: 9 })), { maxLength: 10 }),
          fc.integer({ min: 0, max: 9 }),
          async (given, since) => {
            const cases: string[] = [];
            const stays = new Set<string>();
            let activity = 0;
            for (const [kind, back] of given) {
              const whenMs = atMs + back;
              if (kind === "visit" || kind === "request" || kind === "wrong-code") {
                const event =
                  kind === "visit"
                    ? makeVisit()
                    : kind === "request"
                      ? makeRequest()
                      : makeAttempt({ sign: "wrong-code" });
                await store.keepEvents(incoming([event], whenMs));
                const due = isEventDue({ kind: event.kind, receivedAtMs: whenMs }, atMs + since);
                if (!due) activity += 1;
                continue;
              }
              const worry = makeWorry({ atMs });
              await store.keepEvents(incoming([worry], atMs));
              cases.push(worry.id);
              if (kind !== "open") {
                await closeCase(store, worry.id, whenMs, kind === "closed" ? kind : "looking");
              }
              const head = await store.readCase(worry.id);
              if (head !== undefined && !isCaseDue(head, atMs + since)) stays.add(worry.id);
            }
            await store.eraseDue(atMs + since, atMs + 100, 1000);
            const left = await Promise.all(
              cases.map(async (id) => ((await store.readCase(id)) === undefined ? [] : [id])),
            );
            expect(new Set(left.flat())).toEqual(stays);
            expect(await store.countEvents()).toBe(stays.size + activity);
            // The next run of the law begins with an empty store.
            for (const id of stays) await closeCase(store, id, atMs);
            await store.eraseDue(9e12, atMs + 100, 1000);
            expect(await store.countEvents()).toBe(0);
          },
        ),
        { numRuns: 25 },
      );
    });

    test("wrong tries are kept, replaced, forgotten by age, and dropped", async () => {
      const one = { limit: "pair", key: "a", count: 1, lastAtMs: 100 } as const;
      const two = { limit: "address", key: "a", count: 3, lastAtMs: 200 } as const;
      await store.putTries([one, two], 0);
      await store.putTries([{ ...one, count: 2, lastAtMs: 300 }], 0);
      expect(await store.readTries()).toEqual([two, { ...one, count: 2, lastAtMs: 300 }]);
      await store.putTries([], 250);
      expect((await store.readTries()).map(({ limit }) => limit)).toEqual(["pair"]);
      await store.dropTries([one]);
      expect(await store.readTries()).toEqual([]);
      await store.putTries([one, two], 0);
      await store.dropAllTries();
      expect(await store.readTries()).toEqual([]);
    });

    test("visits of one person to one site add up, accidents and going on apart", async () => {
      const device = someDevice();
      await store.keepEvents(
        incoming([
          makeVisit({ atMs, device, count: 3 }),
          makeVisit({ atMs: atMs + 5, device, count: 2, accident: true }),
          makeVisit({ atMs, device: someDevice(), user: "other@example-academy.test" }),
        ]),
      );
      const { groups, total } = await store.listVisits(everything);
      expect(total).toBe(2);
      expect(groups[0]).toMatchObject({
        count: 5,
        accidents: 1,
        proceeded: 0,
        firstAtMs: atMs,
        lastAtMs: atMs + 5,
      });
    });

    test("agreements are listed, newest first", async () => {
      const old = makeAgreement({ atMs });
      const young = makeAgreement({ atMs: atMs + 1 });
      await store.keepEvents(incoming([old, young]));
      const { events } = await store.listEvents("agreement", everything);
      expect(events.map(({ event }) => event.id)).toEqual([young.id, old.id]);
    });

    test("sessions: ended one by one, all but one, or by age", async () => {
      await store.putAccount(someAccount("dsl"));
      for (const idHash of ["a", "b", "c"]) {
        await store.addSession({ idHash, account: "dsl", madeAtMs: 100, usedAtMs: 100 });
      }
      await store.touchSession("a", 500);
      expect((await store.readSession("a"))?.usedAtMs).toBe(500);
      await store.endSession("b");
      expect(await store.readSession("b")).toBeUndefined();
      await store.endSessions("dsl", "a");
      expect(await store.readSession("c")).toBeUndefined();
      await store.dropSessionsBefore(400, 0);
      expect(await store.readSession("a")).toBeDefined();
      await store.dropSessionsBefore(501, 0);
      expect(await store.readSession("a")).toBeUndefined();
    });

    test("a device credential is known by its hash alone, and added once", async () => {
      expect(await store.addDeviceToken("h", "label", 1)).toBe(true);
      expect(await store.addDeviceToken("h", "label", 2)).toBe(false);
      expect(await store.hasDeviceToken("h")).toBe(true);
      expect(await store.hasDeviceToken("other")).toBe(false);
    });
  });
}
