// The safeguarding keys at the collector: made by the lead, joined by a deputy, fetched by devices, opened by nobody else.
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeKey, openHeld, openRoot } from "../../../collector/console/keyring.ts";
import { openSealed } from "../../../collector/console/open-sealed.ts";
import { sealTo } from "../../../collector/console/seal-to.ts";
import type { KeysAnswer, SealedAnswer } from "../../../collector/desk-types.ts";
import { listOf } from "../../../collector/review/held-keys.ts";
import { createCrypt } from "../../../lib/platform/crypt.ts";
import { makeWorry } from "../../support/collector-seed.ts";
import {
  makeSafeguardingSchool,
  passphrase,
  type MadeSchool,
} from "../../support/safeguarding-school.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let made: MadeSchool;
let deputy: Awaited<ReturnType<typeof makeKey>>;
beforeAll(async () => {
  made = await makeSafeguardingSchool();
  deputy = await makeKey("Mr Birch", "another long passphrase", 0);
});

let app: RunningApp;
let cookie: string;
beforeEach(async () => {
  app = await runApp();
  cookie = await app.signIn();
});
afterEach(() => app.close());

const post = (path: string, body: object, as = cookie) => app.desk(path, { cookie: as, body });
const keys = async (as = cookie) =>
  (await (await app.desk("/keys", { cookie: as })).json()) as KeysAnswer;
const fetchList = (headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${app.address}/api/v1/safeguarding-keys`, {
    headers: { authorization: `Bearer ${deviceToken}`, ...headers },
  });
const leadHeld = () => ({ ...made.lead.held, account: "dsl" });

async function begin(): Promise<void> {
  const change = await made.change(1, [made.lead.held.key], [leadHeld()]);
  expect((await post("/keys", { version: 0, change })).status).toBe(200);
}

test("before anybody made a key nothing is there, for the desk or for devices", async () => {
  expect(await keys()).toEqual({
    version: 0,
    list: null,
    sealedRoot: "",
    holders: [],
    asking: [],
    own: null,
  });
  expect(await (await fetchList()).json()).toEqual({ schoolgate: "no-keys" });
});

test("the first key: its holder opens it, devices fetch a list that its root signed", async () => {
  await begin();
  const { own, list, version } = await keys();
  expect(version).toBe(1);
  if (own === null || list === null) throw new Error("nothing kept");
  expect((await openHeld(own, { passphrase }))?.kid).toBe(made.lead.held.key.kid);

  const response = await fetchList();
  expect(await response.json()).toEqual(list);
  const { payload, signature } = list;
  expect(await createCrypt().isSigned(made.publicRoot, payload, signature)).toBe(true);
  const etag = response.headers.get("etag") ?? "";
  expect((await fetchList({ "if-none-match": etag })).status).toBe(304);
  expect((await fetchList({ authorization: "Bearer somebody-else" })).status).toBe(401);
});

describe("a deputy joins", () => {
  test("asks, is added by who holds a key, and opens what is sealed anew", async () => {
    await begin();
    const worry = makeWorry({ words: "", sealed: "", user: "~x" });
    const bound = `${worry.id} worry`;
    const sealed = await sealTo([made.lead.held.key], { words: "a purple elephant" }, bound);
    await app.store.keepEvents([
      { event: { ...worry, sealed }, receivedAtMs: 1, skewMs: 0 },
      { event: makeWorry(), receivedAtMs: 1, skewMs: 0 },
    ]);

    const theirs = await app.signInAs("deputy");
    expect((await post("/keys/ask", deputy.held, theirs)).status).toBe(200);
    const asked = await keys();
    expect(asked.asking).toEqual([{ account: "one-deputy", key: deputy.held.key }]);

    const root = await openRoot(asked.sealedRoot, made.lead.own);
    expect(root).toBe(made.root);
    const both = [made.lead.held.key, deputy.held.key];
    const change = await made.change(2, both, [{ ...deputy.held, account: "one-deputy" }]);
    expect((await post("/keys", { version: 1, change })).status).toBe(200);

    const answer = await app.desk("/keys/sealed", { cookie });
    const { parts } = (await answer.json()) as SealedAnswer;
    expect(parts).toEqual([{ id: worry.id, kind: "worry", sealed, head: "" }]);
    const opened = await openSealed(sealed, bound, [made.lead.own]);
    if (!opened.ok) throw new Error(opened.why);
    const again = await sealTo(both, opened.plain, bound);
    const done = await post("/keys/sealed", { parts: [{ id: worry.id, sealed: again, head: "" }] });
    expect(await done.json()).toEqual({ done: 1 });

    const mine = await keys(theirs);
    expect(mine.own?.key.kid).toBe(deputy.held.key.kid);
    expect(mine.asking).toEqual([]);
    expect(
      listOf({ list: mine.list ?? { schoolgate: "signed", payload: "", signature: "" } })?.serial,
    ).toBe(2);
    const file = await app.store.openCase(worry.id, "one-deputy", 2, false);
    const kept = file?.events[0]?.event.sealed ?? "";
    expect(await openSealed(kept, bound, [deputy.own])).toEqual({
      ok: true,
      plain: { words: "a purple elephant" },
    });
  });

  test("or is refused", async () => {
    await begin();
    await post("/keys/ask", deputy.held, await app.signInAs("deputy"));
    expect((await post("/keys/refuse/one-deputy", {})).status).toBe(200);
    expect((await keys()).asking).toEqual([]);
    expect((await post("/keys/refuse/one-deputy", {})).status).toBe(404);
  });

  test("nobody is handed another's wrapped key", async () => {
    await begin();
    const theirs = await keys(await app.signInAs("deputy"));
    expect(theirs.own).toBeNull();
    expect(JSON.stringify(theirs)).not.toContain(made.lead.held.byPassphrase);
    expect(JSON.stringify(theirs)).not.toContain(made.lead.held.byRecovery);
  });
});

describe("refused", () => {
  const noHold = async () => made.change(2, [made.lead.held.key, deputy.held.key], []);
  const rows: readonly (readonly [string, () => Promise<object>, number])[] = [
    ["another version", async () => ({ version: 7, change: await noHold() }), 409],
    ["a key that nobody holds", async () => ({ version: 1, change: await noHold() }), 400],
    [
      "a key that nobody asked for",
      async () => ({
        version: 1,
        change: { ...(await noHold()), add: [{ ...deputy.held, account: "one-deputy" }] },
      }),
      400,
    ],
    [
      "an older list",
      async () => ({ version: 1, change: await made.change(1, [made.lead.held.key], []) }),
      400,
    ],
    [
      "another root",
      async () => {
        const other = await makeSafeguardingSchool();
        return { version: 1, change: await other.change(2, [made.lead.held.key], []) };
      },
      400,
    ],
    ["no list", async () => ({ version: 1, change: { list: {}, sealedRoot: "", add: [] } }), 400],
  ];
  test.each(rows)("%s", async (_name, body, status) => {
    await begin();
    expect((await post("/keys", await body())).status).toBe(status);
    expect((await keys()).version).toBe(1);
  });

  test("by whom: a deputy changes no list, an IT lead sees none of it", async () => {
    const change = await made.change(1, [made.lead.held.key], [leadHeld()]);
    const theirs = await app.signInAs("deputy");
    expect((await post("/keys", { version: 0, change }, theirs)).status).toBe(403);
    const it = await app.signInAs("it");
    expect((await app.desk("/keys", { cookie: it })).status).toBe(403);
    expect((await post("/keys/ask", deputy.held, it)).status).toBe(403);
  });
});

test("a new passphrase replaces the wrapped key, and the old one is not kept", async () => {
  await begin();
  const changed = await makeKey("Ms Maple", "a wholly new passphrase", 0);
  const next = { ...made.lead.held, byPassphrase: changed.held.byPassphrase };
  expect((await post("/keys/passphrase", next)).status).toBe(200);
  expect((await keys()).own?.byPassphrase).toBe(changed.held.byPassphrase);
  expect((await post("/keys/passphrase", deputy.held)).status).toBe(404);
});
