import { Hono, type MiddlewareHandler } from "hono";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import type { DeskEnv } from "../../../collector/desk-session-routes.ts";
import { deskListRoutes } from "../../../collector/lists/desk-list-routes.ts";
import type { ListsAnswer } from "../../../collector/lists/list-types.ts";
import { hourMs, serveLists, type ServedLists } from "./served-lists.ts";

let world: ServedLists;
let noted: string[];
let app: Hono<DeskEnv>;
let may: { read: boolean; change: boolean };

beforeEach(async () => {
  world = await serveLists();
  noted = [];
  may = { read: true, change: true };
  const guard =
    (key: "read" | "change"): MiddlewareHandler<DeskEnv> =>
    async (c, next) => {
      if (!may[key]) return c.json({}, 403);
      const account = { name: "it", role: "it" };
      c.set("signedIn", { account } as DeskEnv["Variables"]["signedIn"]);
      return next();
    };
  app = new Hono<DeskEnv>();
  app.route(
    "/lists",
    deskListRoutes({
      keeper: world.keeper,
      mayRead: guard("read"),
      mayChange: guard("change"),
      note: async (who, what) => void noted.push(`${who} ${what}`),
    }),
  );
  world.setLists([world.fetched()]);
  world.publisher.answers["/list.txt"] = { body: "a.example\nany.ac.uk" };
  await world.keeper.tick();
});
afterEach(async () => world.close());

const post = (path: string, body: unknown) =>
  app.request(`/lists${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const listOf = async (response: Response) => ((await response.json()) as ListsAnswer).lists[0];

describe("the desk", () => {
  it("reads every list", async () => {
    expect(await listOf(await app.request("/lists"))).toMatchObject({ id: "bets", hosts: 1 });
  });

  it("lets a host go and holds it back again, and each is noted with who and what", async () => {
    const gone = await post("/bets/release", { host: "any.ac.uk", why: "Lapsed." });
    expect(await listOf(gone)).toMatchObject({
      hosts: 2,
      released: [{ host: "any.ac.uk", by: "it" }],
    });
    expect(await listOf(await post("/bets/shelter", { host: "any.ac.uk" }))).toMatchObject({
      hosts: 1,
    });
    expect(noted).toEqual([
      "it bets: any.ac.uk may be closed (Lapsed.)",
      "it bets: any.ac.uk held back again",
    ]);
  });

  it("fetches now, takes what waits, and goes back", async () => {
    const [before] = (await world.keeper.view()).lists;
    const many = Array.from({ length: 60 }, (_, place) => `h${place}.example`).join("\n");
    world.publisher.answers["/list.txt"] = { body: many };
    const now = await listOf(await post("/bets/fetch", {}));
    expect(now?.held?.hosts).toBe(60);
    const taken = await listOf(await post("/bets/held", { sha256: now?.held?.sha256, take: true }));
    expect(taken).toMatchObject({ hosts: 60, held: null });
    world.pass(hourMs);
    const back = await listOf(await post("/bets/use", { sha256: before?.versions[0]?.sha256 }));
    expect(back).toMatchObject({ hosts: 1, isPinned: true });
    expect(noted).toHaveLength(3);
  });

  test.each([
    ["/bets/held", { sha256: "x", take: true }, 400],
    ["/bets/held", { sha256: "0".repeat(64), take: true }, 409],
    ["/bets/release", { host: "any.ac.uk" }, 400],
    ["/bets/release", { host: "other.example", why: "?" }, 409],
    ["/none/fetch", {}, 409],
    ["/bets/fetch", { more: 1 }, 400],
  ])("%s %j is refused and not noted", async (path, body, status) => {
    expect((await post(path, body)).status).toBe(status);
    expect(noted).toEqual([]);
  });

  it("changes nothing for who may only read", async () => {
    may.change = false;
    for (const act of ["fetch", "held", "use", "release", "shelter"]) {
      expect((await post(`/bets/${act}`, {})).status).toBe(403);
    }
    may.read = false;
    expect((await app.request("/lists")).status).toBe(403);
  });
});
