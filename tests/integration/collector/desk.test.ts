// The desk's API over real HTTP: queue, case, decisions, lists, the live line.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CaseAnswer, QueueAnswer, RequestsAnswer } from "../../../collector/desk-types.ts";
import { activityLists } from "../../../collector/review/activity.ts";
import type { RequestGroup } from "../../../collector/store/store.ts";
import type { LiveChange } from "../../../collector/live.ts";
import {
  makeAgreement,
  makeFinding,
  makePolicyProblem,
  makeRequest,
  makeVisit,
  makeWorry,
  schoolDay,
  sendBatch,
  someDevice,
} from "../../support/collector-seed.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
let cookie: string;
beforeEach(async () => {
  app = await runApp();
  cookie = await app.signIn();
});
afterEach(() => app.close());

const send = (...events: readonly unknown[]) => sendBatch(app.address, deviceToken, events);

async function get<T>(path: string): Promise<T> {
  const response = await app.desk(path, { cookie });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}
const queue = (query = "") => get<QueueAnswer>(`/cases${query}`);
const open = (id: string) => get<CaseAnswer>(`/cases/${id}`);

test("the queue: worries first, then gravest, then newest; what is no concern is not in it", async () => {
  const now = Date.now();
  const worry = makeWorry({ atMs: now - 9000 });
  const [low, critical, highOld, highNew] = [
    makeFinding({ atMs: now, severity: "low" }),
    makeFinding({ atMs: now - 8000, severity: "critical" }),
    makeFinding({ atMs: now - 7000, severity: "high" }),
    makeFinding({ atMs: now - 6000, severity: "high" }),
  ];
  await send(
    low,
    makeVisit(),
    highOld,
    makeRequest(),
    critical,
    makeAgreement(),
    highNew,
    makePolicyProblem(),
    worry,
  );
  const { cases, counts, unread } = await queue();
  expect(cases.map(({ id }) => id)).toEqual(
    [worry, critical, highNew, highOld, low].map(({ id }) => id),
  );
  expect([counts.new, unread]).toEqual([5, 5]);
});

test("pages of 25, in one order", async () => {
  await send(
    ...Array.from({ length: 60 }, (_, count) => makeWorry({ atMs: Date.now() - count * 1000 })),
  );
  const pages = await Promise.all([1, 2, 3, 4].map((page) => queue(`?page=${page}`)));
  expect(pages.map(({ cases }) => cases.length)).toEqual([25, 25, 10, 0]);
  expect(new Set(pages.flatMap(({ cases }) => cases.map(({ id }) => id))).size).toBe(60);
  expect(pages[0]).toMatchObject({ total: 60, pages: 3 });
});

test.each([
  "?state=nonsense",
  "?page=-1",
  "?page=abc",
  "?kind=x&profile=",
  "?search=%25%27%22%3B--",
])("a strange question %s is answered, not a fault", async (query) => {
  await queue(query);
  expect(app.logged).toEqual([]);
});

test("the queue shows no content: neither excerpt nor a pupil's words", async () => {
  await send(
    makeFinding({ excerpt: "private-excerpt", matches: [] }),
    makeFinding({
      source: "search",
      title: "private-title – Search",
      address: "https://search.example.test/?q=private-query",
    }),
    makeWorry({ words: "private-words", reach: "private-reach" }),
  );
  expect(JSON.stringify(await queue())).not.toContain("private");
});

test("opening a case gives its content, records who and when, and makes it read", async () => {
  const worry = makeWorry({ words: "Ich habe Sorgen – 我很担心 🙁" });
  await send(worry);
  const first = await open(worry.id);
  expect(first.events[0]?.event).toMatchObject({ kind: "worry", words: worry.words, device: "" });
  expect(first.head).toMatchObject({
    unread: false,
    reference: expect.stringMatching(/^.{3}-.{3}$/) as string,
  });
  expect(first.openings).toMatchObject([{ who: "dsl" }]);
  expect((await open(worry.id)).openings).toHaveLength(2);
  const audit = await get<{ entries: { act: string; caseId: string }[] }>("/audit");
  expect(
    audit.entries.filter(({ act, caseId }) => act === "case-opened" && caseId === worry.id),
  ).toHaveLength(2);
  expect((await queue()).unread).toBe(0);
});

test("no device id reaches the desk", async () => {
  const device = someDevice();
  const worry = makeWorry({ device });
  await send(
    worry,
    makeVisit({ device }),
    makeRequest({ device }),
    makeAgreement({ device }),
    makePolicyProblem({ device }),
  );
  const paths = [
    "/cases",
    `/cases/${worry.id}`,
    "/requests",
    "/activity?list=visits",
    "/activity?list=agreements",
    "/activity?list=problems",
    "/audit",
  ];
  for (const path of paths) expect(JSON.stringify(await get(path))).not.toContain(device);
});

test.each(["/cases/01K5200000000000000000EVT9", "/cases/x", "/nothing"])(
  "%s: 404 with a reason",
  async (path) => {
    const response = await app.desk(path, { cookie });
    expect([
      response.status,
      Object.keys(((await response.json()) as { error: object }).error),
    ]).toEqual([404, ["what", "expected"]]);
  },
);

describe("deciding", () => {
  const post = (id: string, what: string, body: unknown) =>
    app.desk(`/cases/${id}/${what}`, { cookie, body });

  test("new, looking, closed with outcome and reason, open again; all of it in the history", async () => {
    const worry = makeWorry();
    await send(worry);
    const steps: readonly [body: object, status: number][] = [
      [{ state: "looking", version: 1 }, 200],
      [{ state: "closed", version: 2 }, 400],
      [{ state: "closed", version: 2, outcome: "referred" }, 400],
      [{ state: "closed", version: 2, outcome: "made-up", reason: "x" }, 400],
      [{ state: "closed", version: 2, outcome: "referred", reason: " Told the agency. " }, 200],
      [{ state: "looking", version: 3 }, 200],
      [{ state: "looking", version: 1 }, 409],
      [{ state: "gone", version: 4 }, 400],
    ];
    for (const [body, status] of steps) {
      expect([body, (await post(worry.id, "state", body)).status]).toEqual([body, status]);
    }
    expect((await post(worry.id, "notes", { version: 4, text: "Rang home." })).status).toBe(200);
    expect((await post(worry.id, "notes", { version: 5, text: "  " })).status).toBe(400);
    const { head, changes } = await open(worry.id);
    expect(head).toMatchObject({ state: "looking", outcome: null, reason: "", version: 5 });
    expect(changes).toMatchObject([
      { kind: "note", text: "Rang home.", who: "dsl" },
      { kind: "state", from: "closed", to: "looking" },
      {
        kind: "state",
        from: "looking",
        to: "closed",
        outcome: "referred",
        reason: "Told the agency.",
      },
      { kind: "state", from: "new", to: "looking" },
    ]);
  });

  test("a closed case leaves the open queue and stands among the closed", async () => {
    const worry = makeWorry();
    await send(worry);
    await post(worry.id, "state", {
      state: "closed",
      version: 1,
      outcome: "no-concern",
      reason: "A play.",
    });
    expect((await queue()).total).toBe(0);
    expect((await queue("?state=closed")).cases.map(({ id }) => id)).toEqual([worry.id]);
  });

  test("what came in meanwhile makes a decision on the old state refused", async () => {
    const device = someDevice();
    const first = makeFinding({ device, severity: "low" });
    await send(first);
    await send(makeFinding({ device, severity: "critical" }));
    const answer = await post(first.id, "state", {
      state: "closed",
      version: 1,
      outcome: "no-concern",
      reason: "x",
    });
    expect(answer.status).toBe(409);
  });
});

test("markup in every field arrives as the text it is", async () => {
  const evil = `<img src=x onerror=alert(1)></script><script>alert(1)</script>`;
  const worry = makeWorry({
    words: evil,
    reach: evil,
    tellName: evil,
    user: evil,
    deviceLabel: evil,
  });
  await send(
    worry,
    makeFinding({ title: evil, excerpt: evil, matches: [{ start: 0, end: 4, phrase: evil }] }),
  );
  const response = await app.desk(`/cases/${worry.id}`, { cookie });
  expect(response.headers.get("content-type")).toContain("application/json");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(((await response.json()) as CaseAnswer).events[0]?.event).toMatchObject({
    words: evil,
    user: evil,
  });
});

test("a whole school day arrives, each thing in its own list", async () => {
  const { answer } = await send(...schoolDay(Date.now()));
  expect(answer.refused).toEqual([]);
  expect((await queue()).total).toBe(9);
  const requests = await get<{ groups: { host: string; people: number }[] }>("/requests");
  expect(requests.groups.map(({ host, people }) => [host, people])).toEqual([
    ["puzzles.example.test", 3],
    ["rude.example.test", 1],
  ]);
  const counts = await Promise.all(
    activityLists.map(
      async (list) => (await get<{ total: number }>(`/activity?list=${list}`)).total,
    ),
  );
  expect(Object.fromEntries(activityLists.map((list, place) => [list, counts[place]]))).toEqual({
    visits: 3,
    attempts: 2,
    agreements: 3,
    use: 1,
    openings: 2,
    changes: 1,
    problems: 1,
    lists: 1,
    checks: 1,
  });
});

describe("answering a request", () => {
  const post = (what: string, body: object, as = cookie) =>
    app.desk(`/requests/${what}`, { cookie: as, body });
  const first = async (): Promise<RequestGroup> => {
    const [group] = (await get<RequestsAnswer>("/requests?live=1")).groups;
    if (group === undefined) throw new Error("the request is there");
    return group;
  };
  const name = { host: "puzzles.example.test", wanted: "open" } as const;

  test("given, shown to all, taken back; each in the audit with the site and no more", async () => {
    await send(makeRequest({ words: "private-words" }), makeRequest());
    const { version, receivedAtMs: upToMs } = await first();
    const answer = { ...name, version, upToMs, outcome: "left-closed", note: " private-note " };
    expect((await post("answer", answer)).status).toBe(200);
    const answered = await first();
    expect(answered).toMatchObject({
      people: 1,
      count: 2,
      since: 0,
      answer: { outcome: "left-closed", note: "private-note", who: "dsl" },
    });
    expect((await post("undo", { ...name, version: answered.version })).status).toBe(200);
    expect((await first()).answer).toBeNull();
    const { entries } = await app.store.listAudit({ offset: 0, most: 2 });
    expect(entries.map(({ who, act, detail }) => [who, act, detail])).toEqual([
      ["dsl", "request-answer-undone", "open puzzles.example.test"],
      ["dsl", "request-answered", "open puzzles.example.test → left-closed"],
    ]);
    expect(JSON.stringify(entries)).not.toContain("private");
  });

  test("what somebody else has done, or asked, meanwhile is not answered over", async () => {
    await send(makeRequest());
    const { version, receivedAtMs: upToMs } = await first();
    const answer = { ...name, version, upToMs, outcome: "opened" };
    const late = { ...answer, upToMs: upToMs - 1 };
    expect((await post("answer", late)).status).toBe(409);
    expect((await post("answer", answer)).status).toBe(200);
    expect((await post("answer", answer)).status).toBe(409);
    expect((await post("undo", { ...name, version })).status).toBe(409);
  });

  test.each([
    [{ outcome: "blocked" }, 400],
    [{ outcome: "noted" }, 400],
    [{ outcome: "made-up" }, 400],
    [{ note: "x".repeat(1001) }, 400],
    [{ version: "0" }, 400],
    [{ extra: 1 }, 400],
    [{ host: "never-asked.example.test" }, 409],
  ])("%j: %i", async (more, status) => {
    await send(makeRequest());
    const { version, receivedAtMs: upToMs } = await first();
    const body = { ...name, version, upToMs, outcome: "opened", ...more };
    expect((await post("answer", body)).status).toBe(status);
    expect((await first()).answer).toBeNull();
  });

  test("is closed to who may not, and to who is not signed in", async () => {
    await send(makeRequest());
    const { version, receivedAtMs: upToMs } = await first();
    const body = { ...name, version, upToMs, outcome: "opened" };
    expect((await post("answer", body, "")).status).toBe(401);
    const dsl = await app.store.readAccount("dsl");
    if (dsl === undefined) throw new Error("the account is there");
    await app.store.putAccount({ ...dsl, role: "staff" });
    expect((await post("answer", body)).status).toBe(403);
    expect((await post("undo", { ...name, version })).status).toBe(403);
  });
});

test("how long things are kept can be read at the desk", async () => {
  expect(await get("/keeping")).toEqual({ days: 365, from: "default" });
});

describe("the live line", () => {
  /** Reads the line; `until` settles with all changes once one of them fits. */
  async function listen(session = cookie) {
    const stop = new AbortController();
    const response = await fetch(`${app.address}/desk/api/live`, {
      headers: { cookie: session },
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(120_000)]),
    });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
    const decoder = new TextDecoder();
    let text = "";
    const read = async (enough: (text: string) => boolean): Promise<string> => {
      while (!enough(text)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`the line ended: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
      return text;
    };
    await read((all) => all.includes("event: hello"));
    return {
      async until(fits: (change: LiveChange) => boolean): Promise<readonly LiveChange[]> {
        const changes = (all: string) =>
          [...all.matchAll(/^event: changed\ndata: (.*)$/gm)].map(
            (found) => JSON.parse(found[1] ?? "") as LiveChange,
          );
        return changes(await read((all) => changes(all).some(fits)));
      },
      async ended(): Promise<void> {
        while (!(await reader.read()).done);
      },
      close: () => stop.abort(),
    };
  }

  test("tells what came in, and no content", async () => {
    const line = await listen();
    const worry = makeWorry({ words: "private-words" });
    await send(worry, makeRequest(), makeVisit());
    const changes = await line.until(({ what }) => what === "activity");
    expect(changes).toEqual([
      { what: "cases", caseId: worry.id, tab: "" },
      { what: "requests", caseId: null, tab: "" },
      { what: "activity", caseId: null, tab: "" },
    ]);
    line.close();
  });

  test("a batch that brings nothing new tells nothing", async () => {
    const [known, fresh] = [makeWorry(), makeWorry()];
    await send(known);
    const line = await listen();
    await send(known);
    await send(fresh);
    const changes = await line.until(({ caseId }) => caseId === fresh.id);
    expect(changes).toHaveLength(1);
    line.close();
  });

  test("tells other desks of a decision, and names the tab that made it", async () => {
    const worry = makeWorry();
    await send(worry);
    const line = await listen();
    await app.desk(`/cases/${worry.id}/state`, {
      cookie,
      body: { state: "looking", version: 1 },
      headers: { "x-desk-tab": "tab-1" },
    });
    expect(await line.until(() => true)).toEqual([
      { what: "cases", caseId: worry.id, tab: "tab-1" },
    ]);
    line.close();
  });

  test("ends with the session: after signing out nothing more is told", async () => {
    const other = await app.signIn();
    const line = await listen(other);
    await app.desk("/sign-out", { cookie: other, body: {} });
    await send(makeWorry());
    await line.ended();
  });
});
