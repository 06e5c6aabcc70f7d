// What is kept of one person, on SQLite and on PostgreSQL: every name once, in portions that leave nothing out.
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntry } from "../../../collector/review/audit.ts";
import { makeRequest, makeVisit, makeWorry } from "../../support/collector-seed.ts";
import { onBothStores, type OpenedStores } from "../../support/both-stores.ts";

function suite(open: () => Promise<OpenedStores>): void {
  let opened: OpenedStores;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.drop());

  const keep = (...events: Parameters<OpenedStores["stores"][0]["keepEvents"]>[0][0]["event"][]) =>
    opened.stores[0].keepEvents(events.map((event) => ({ event, receivedAtMs: 5, skewMs: 0 })));

  test("names come in portions, each once with its newest event; who is nobody is none", async () => {
    const [a] = opened.stores;
    const users = ["~b", "Robin", "~a", "robin", ""];
    for (const user of users) {
      await keep(makeVisit({ user, atMs: 1000 }), {
        ...makeVisit({ user, atMs: 2000 }),
        head: user,
      });
    }
    const seen: string[] = [];
    for (let after = ""; ;) {
      const page = await a.listNames(after, 2);
      expect(page.every(({ name, head }) => name === head)).toBe(true);
      seen.push(...page.map(({ name }) => name));
      if (page.length < 2) break;
      after = page.at(-1)?.name ?? "";
    }
    expect(seen.toSorted()).toEqual(["Robin", "robin", "~a", "~b"]);
  });

  test("all that stands under some names, in portions, with its cases, and what staff did", async () => {
    const [a, b] = opened.stores;
    const worries = Array.from({ length: 7 }, (_, at) => makeWorry({ user: `~${at % 2}` }));
    const request = makeRequest({ user: "~1" });
    await keep(...worries, request, makeVisit({ user: "~2" }));
    const found: string[] = [];
    for (let after = ""; ;) {
      const page = await b.eventsUnder(["~0", "~1"], after, 3);
      found.push(...page.map(({ event }) => event.id));
      for (const { event, caseId } of page) {
        expect(caseId).toBe(event.kind === "worry" ? event.id : null);
      }
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.event.id;
    }
    expect(found).toHaveLength(8);
    expect(new Set(found).size).toBe(8);
    expect(await a.eventsUnder([], "", 9)).toEqual([]);

    const id = worries[0]?.id ?? "";
    await a.openCase(id, "dsl", 9, false);
    const head = await a.readCase(id);
    if (head === undefined) throw new Error("no case");
    const note = { kind: "note", text: "Spoke at lunch", atMs: 10, who: "dsl" } as const;
    await a.changeCase(
      { ...head, version: head.version + 1 },
      head.version,
      note,
      auditEntry(10, "dsl", "case-note"),
    );
    await a.holdCase(
      id,
      { atMs: 11, who: "dsl", why: "court" },
      auditEntry(11, "dsl", "case-held"),
    );
    expect(await b.readPersonCases([id, "none"])).toMatchObject([
      {
        head: { id, openedAtMs: 9 },
        changes: [note],
        openings: [{ atMs: 9, who: "dsl" }],
        hold: { atMs: 11, who: "dsl", why: "court" },
      },
    ]);

    const answer = { host: "puzzles.example.test", wanted: "open" } as const;
    const given = { ...answer, outcome: "opened", note: "Maths club", upToMs: 99 } as const;
    expect(await a.answerRequest(given, 0, auditEntry(12, "it", "request-answered"))).toBe(true);
    expect(await b.answersFor([answer, { ...answer, wanted: "blocked" }])).toEqual([
      { ...answer, outcome: "opened", note: "Maths club", atMs: 12, who: "it" },
    ]);
  });

  test("a ticket is whose audit line it stands in, for its time", async () => {
    const [a, b] = opened.stores;
    await a.addAudit(auditEntry(100, "dsl", "records-asked", { detail: "TICKET of ~1; why" }));
    expect(await b.hasAskedRecords("dsl", "TICKET", 100)).toBe(true);
    expect(await b.hasAskedRecords("dsl", "TICKET", 101)).toBe(false);
    expect(await b.hasAskedRecords("head", "TICKET", 0)).toBe(false);
    expect(await b.hasAskedRecords("dsl", "OTHER", 0)).toBe(false);
    expect(await b.hasAskedRecords("dsl", "%", 0)).toBe(false);
  });
}

onBothStores(suite);
