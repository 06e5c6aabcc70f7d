import { createHash, createPublicKey, verify } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { cleanBeside } from "../../../collector/lists/clean-list.ts";
import { signedSchema } from "../../../lib/contract/signed.ts";
import { applyListDelta, readHosts, readListDelta } from "../../../lib/core/policy/list-delta.ts";
import { hourMs, serveLists, type ServedLists } from "./served-lists.ts";
import { makeTar } from "./tar.ts";

let world: ServedLists;
beforeEach(async () => {
  world = await serveLists();
});
afterEach(async () => world.close());

const manyHosts = (count: number, name = "bet") =>
  Array.from({ length: count }, (_, place) => `${name}-${place}.example`);
const say = (...hosts: readonly string[]) => ({ body: hosts.join("\n") });
const viewOf = async (id = "bets") =>
  (await world.keeper.view()).lists.find((one) => one.id === id);

async function goLive(...hosts: readonly string[]): Promise<void> {
  world.setLists([world.fetched()]);
  world.publisher.answers["/list.txt"] = say(...hosts);
  await world.keeper.tick();
}

async function liveHosts(): Promise<readonly string[]> {
  const [list] = (await world.index()).lists;
  const answer = await world.get(`/lists/bets/${list?.sha256}.txt`);
  return readHosts(await answer.text());
}

describe("a list is fetched", () => {
  const formats: Readonly<Record<string, { body: string | Uint8Array; part?: string }>> = {
    "as plain hosts": { body: "# head\nb.example\na.example\n" },
    "as a hosts file": { body: "127.0.0.1 localhost\n0.0.0.0 a.example\n0.0.0.0 b.example\n" },
    "as Adblock": { body: "[Adblock Plus]\n! x\n||a.example^\n||b.example^\n" },
    "as wildcards": { body: "*.a.example\n*.b.example\n" },
    "as dnsmasq": { body: "local=/a.example/\nlocal=/b.example/\n" },
    "as unbound": {
      body: 'local-zone: "a.example" always_nxdomain\nlocal-zone: "b.example" always_nxdomain',
    },
    "as a response policy zone": { body: "$TTL 1h\na.example CNAME .\nb.example CNAME .\n" },
    "packed with gzip": { body: gzipSync("a.example\nb.example\n") },
    "in a bundle with folders": {
      body: gzipSync(
        makeTar({
          "gambling/": "",
          "gambling/domains": "a.example\nb.example\n",
          "gambling/urls": "c.example/page\n",
          "adult/domains": "d.example\n",
        }),
      ),
      part: "gambling",
    },
    "in a bundle with a folder above": {
      body: makeTar({
        "./blacklists/gambling/domains": "a.example\nb.example\n",
        "blacklists/README": "x",
      }),
      part: "gambling",
    },
    "in a bundle with a long name": {
      body: makeTar({ [`${"long/".repeat(30)}gambling/domains`]: "a.example\nb.example\n" }),
      part: "gambling",
    },
  };
  test.each(Object.entries(formats))("%s", async (_name, { body, part }) => {
    const address = `${world.publisher.address}/list.txt`;
    world.setLists([
      world.fetched({ fetch: { address, ...(part === undefined ? {} : { part }) } }),
    ]);
    world.publisher.answers["/list.txt"] = { body };
    await world.keeper.tick();
    expect((await viewOf())?.error).toBe("");
    expect(await liveHosts()).toEqual(["a.example", "b.example"]);
  });

  it("again only when it is time, and then with the publisher's tag", async () => {
    world.setLists([world.fetched()]);
    const headers = { etag: '"one"', "last-modified": "Mon, 21 Sep 2026 10:00:00 GMT" };
    world.publisher.answers["/list.txt"] = { body: "a.example", headers };
    await world.keeper.tick();
    const first = await viewOf();
    world.pass(23 * hourMs);
    await world.keeper.tick();
    expect(world.publisher.asked).toHaveLength(1);
    world.pass(2 * hourMs);
    await world.keeper.tick();
    expect(world.publisher.asked).toHaveLength(2);
    expect(world.publisher.asked[1]?.headers["if-none-match"]).toBe('"one"');
    expect(world.publisher.asked[1]?.headers["if-modified-since"]).toBe(headers["last-modified"]);
    // The same: it is as fresh as this answer.
    expect((await viewOf())?.fetchedAtMs).toBe((first?.fetchedAtMs ?? 0) + 25 * hourMs);
    expect(await liveHosts()).toEqual(["a.example"]);
  });

  it("and what is asked of it says nothing of the school", async () => {
    await goLive("a.example");
    const headers = Object.keys(world.publisher.asked[0]?.headers ?? {});
    expect(headers).not.toContain("authorization");
    expect(headers).not.toContain("cookie");
    expect(headers).not.toContain("referer");
  });
});

describe("what cannot be used leaves the last good list in force:", () => {
  const bad: Readonly<
    Record<string, [answer: ServedLists["publisher"]["answers"][string], why: RegExp]>
  > = {
    "an error": [{ status: 500 }, /answered 500/],
    "nothing there": [{ status: 404 }, /answered 404/],
    "an empty file": [{ body: "" }, /no host/],
    "a web page": [{ body: "<!doctype html><p>Gone</p>" }, /no host/],
    "a picture": [{ body: new Uint8Array([0x89, 0x50, 0, 0]) }, /no text/],
    "a damaged gzip": [{ body: gzipSync("a.example\n").subarray(0, 20) }, /damaged/],
    "a damaged bundle": [
      { body: makeTar({ domains: "x".repeat(2000) }).subarray(0, 1024) },
      /damaged/,
    ],
    "more than the limit": [{ body: "a".repeat(1_000_001) }, /larger/],
    "a way to another machine without https": [
      { status: 302, headers: { location: "http://lists.example.test/" } },
      /not https/,
    ],
    "a circle": [{ status: 302, headers: { location: "/list.txt" } }, /too often/],
  };
  test.each(Object.entries(bad))("%s", async (_name, [answer, why]) => {
    await goLive("a.example");
    world.publisher.answers["/list.txt"] = answer;
    world.pass(25 * hourMs);
    await world.keeper.tick();
    expect((await viewOf())?.error).toMatch(why);
    expect(await liveHosts()).toEqual(["a.example"]);
    expect((await world.index()).lists[0]?.problem).toMatch(why);
  });

  it("an answer that does not end", async () => {
    await world.close();
    world = await serveLists({ limits: { deadlineMs: 200, bytesMost: 1000 } });
    world.setLists([world.fetched()]);
    world.publisher.answers["/list.txt"] = { hangs: true };
    await world.keeper.tick();
    expect((await viewOf())?.error).toBe("no answer in time");
  });

  it("and is asked for again sooner, then ever later, and works again", async () => {
    await goLive("a.example");
    world.publisher.answers["/list.txt"] = { status: 503 };
    world.pass(25 * hourMs);
    await world.keeper.tick();
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      const view = await viewOf();
      const waitMs = (view?.nextAtMs ?? 0) - (view?.checkedAtMs ?? 0);
      waits.push(waitMs);
      world.pass(24 * hourMs);
      await world.keeper.tick();
    }
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    world.publisher.answers["/list.txt"] = say("a.example", "b.example");
    world.pass(25 * hourMs);
    await world.keeper.tick();
    expect((await viewOf())?.error).toBe("");
    expect(await liveHosts()).toEqual(["a.example", "b.example"]);
  });
});

it("is cleaned in a thread of its own, with the same outcome", async () => {
  await world.close();
  world = await serveLists({ clean: cleanBeside });
  await goLive("b.example", "a.example", "any.ac.uk");
  expect(await liveHosts()).toEqual(["a.example", "b.example"]);
  expect((await viewOf())?.sheltered).toHaveLength(1);
});

describe("a version waits for a person", () => {
  it("when the list shrinks by half, and goes live at their yes", async () => {
    await goLive(...manyHosts(200));
    world.publisher.answers["/list.txt"] = say(...manyHosts(90));
    world.pass(25 * hourMs);
    await world.keeper.tick();
    const held = (await viewOf())?.held;
    expect(held).toMatchObject({ hosts: 90, why: "It shrank from 200 hosts to 90." });
    expect(held?.removed.count).toBe(110);
    expect(await liveHosts()).toHaveLength(200);
    expect((await world.index()).lists[0]?.problem).toBe("a new version waits at the desk");
    expect(await world.keeper.answerHeld("bets", held?.sha256 ?? "", true)).toEqual({
      ok: true,
      value: true,
    });
    expect(await liveHosts()).toHaveLength(90);
    expect((await viewOf())?.held).toBeNull();
  });

  it("and is not offered again once it was turned down, until it changes", async () => {
    await goLive(...manyHosts(200));
    world.publisher.answers["/list.txt"] = say("a.example");
    world.pass(25 * hourMs);
    await world.keeper.tick();
    await world.keeper.answerHeld("bets", (await viewOf())?.held?.sha256 ?? "", false);
    world.pass(25 * hourMs);
    await world.keeper.tick();
    expect((await viewOf())?.held).toBeNull();
    world.publisher.answers["/list.txt"] = say("a.example", "b.example");
    world.pass(25 * hourMs);
    await world.keeper.tick();
    expect((await viewOf())?.held?.hosts).toBe(2);
    expect(await liveHosts()).toHaveLength(200);
  });

  it("when it grows five-fold", async () => {
    await goLive(...manyHosts(100));
    world.publisher.answers["/list.txt"] = say(...manyHosts(501));
    world.pass(25 * hourMs);
    await world.keeper.tick();
    expect((await viewOf())?.held?.why).toBe("It grew from 100 hosts to 501.");
  });

  it("when it names many hosts of education, even the first", async () => {
    await goLive(
      "a.example",
      ...Array.from({ length: 101 }, (_, place) => `s${place}.kent.sch.uk`),
    );
    expect((await viewOf())?.held?.why).toContain("101 hosts of education");
    expect((await world.index()).lists).toEqual([]);
  });

  it("but an answer to another version is refused", async () => {
    await goLive("a.example");
    expect((await world.keeper.answerHeld("bets", "0".repeat(64), true)).ok).toBe(false);
  });
});

describe("cleaning", () => {
  it("takes no suffix, no protected site, nothing of the school's own, and names what it shelters", async () => {
    await goLive(
      "a.example",
      "co.uk",
      "github.io",
      "somebody.github.io",
      "childline.org.uk",
      "vle.example-academy.test",
      "quiet-room.test",
      "any.kent.sch.uk",
      "bbc.co.uk",
      "docs.google.com",
      "google.com",
    );
    expect(await liveHosts()).toEqual(["a.example", "somebody.github.io"]);
    const view = await viewOf();
    expect(view?.refused).toEqual({ "public-suffix": 2, protected: 2, own: 1, sheltered: 4 });
    expect(view?.sheltered.map(({ host }) => host)).toEqual([
      "any.kent.sch.uk",
      "bbc.co.uk",
      "docs.google.com",
      "google.com",
    ]);
  });

  it("lets a person release a sheltered host by name, at the desk and in the policy", async () => {
    await goLive("a.example", "any.kent.sch.uk", "other.ac.uk");
    const done = await world.keeper.release("bets", "any.kent.sch.uk", {
      by: "it",
      why: "Lapsed.",
    });
    expect(done.ok).toBe(true);
    expect(await liveHosts()).toEqual(["a.example", "any.kent.sch.uk"]);
    expect((await world.keeper.release("bets", "x.example", { by: "it", why: "?" })).ok).toBe(
      false,
    );
    world.setLists([world.fetched({ despiteShelter: ["other.ac.uk"] })]);
    await world.keeper.tick();
    expect(await liveHosts()).toEqual(["a.example", "any.kent.sch.uk", "other.ac.uk"]);
    await world.keeper.release("bets", "any.kent.sch.uk", null);
    expect(await liveHosts()).toEqual(["a.example", "other.ac.uk"]);
    // Nobody was asked again for any of this.
    expect(world.publisher.asked).toHaveLength(1);
  });

  it("holds nothing back in the list of illegal sites", async () => {
    world.setLists([world.fetched({ category: "illegal" })]);
    world.publisher.answers["/list.txt"] = say("any.ac.uk", "childline.org.uk");
    await world.keeper.tick();
    expect(await liveHosts()).toEqual(["any.ac.uk"]);
  });
});

describe("devices are served", () => {
  it("only with a credential", async () => {
    await goLive("a.example");
    for (const path of ["/lists/index.json", `/lists/bets/${"0".repeat(64)}.txt`]) {
      expect((await world.get(path, { authorization: "Bearer wrong" })).status).toBe(401);
    }
  });

  it("an index that the school's key has signed, whose serial rises with every change", async () => {
    await goLive("a.example");
    const signed = signedSchema.parse(await (await world.get("/lists/index.json")).json());
    const der = Buffer.concat([
      Buffer.from("302a300506032b6570032100", "hex"),
      Buffer.from(world.publicKey, "base64"),
    ]);
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    const isSigned = (text: string) =>
      verify(null, Buffer.from(text), key, Buffer.from(signed.signature, "base64"));
    expect(isSigned(signed.payload)).toBe(true);
    expect(isSigned(`${signed.payload} `)).toBe(false);
    const before = await world.index();
    expect(before.lists[0]).toMatchObject({
      id: "bets",
      hosts: 1,
      licence: "CC0",
      source: "A publisher",
    });
    world.publisher.answers["/list.txt"] = say("a.example", "b.example");
    world.pass(25 * hourMs);
    await world.keeper.tick();
    expect((await world.index()).serial).toBeGreaterThan(before.serial);
  });

  it("the index and files once, by tag; packed where they take it", async () => {
    await goLive(...manyHosts(500));
    const index = await world.get("/lists/index.json");
    const tag = index.headers.get("etag") ?? "";
    expect((await world.get("/lists/index.json", { "if-none-match": tag })).status).toBe(304);
    const [list] = (await world.index()).lists;
    const path = `/lists/bets/${list?.sha256}.txt`;
    const plain = await world.get(path, { "accept-encoding": "identity" });
    const packed = await world.get(path, { "accept-encoding": "gzip" });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    const text = await plain.text();
    expect(await packed.text()).toBe(text);
    expect(createHash("sha256").update(text).digest("hex")).toBe(list?.sha256);
    const again = await world.get(path, { "if-none-match": packed.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
  });

  it("deltas that lead from each kept version to the live one, and no more than five versions", async () => {
    const seen: { sha256: string; hosts: readonly string[] }[] = [];
    await goLive(...manyHosts(300));
    for (let round = 0; round < 7; round += 1) {
      const [list] = (await world.index()).lists;
      seen.push({ sha256: list?.sha256 ?? "", hosts: await liveHosts() });
      world.publisher.answers["/list.txt"] = say(
        ...manyHosts(300).slice(round),
        `new-${round}.example`,
      );
      world.pass(25 * hourMs);
      await world.keeper.tick();
    }
    const [list] = (await world.index()).lists;
    const now = await liveHosts();
    expect(list?.deltasFrom).toEqual(
      seen
        .slice(-4)
        .map(({ sha256 }) => sha256)
        .reverse(),
    );
    for (const { sha256, hosts } of seen.slice(-4)) {
      const answer = await world.get(`/lists/bets/${sha256}-${list?.sha256}.delta`);
      const delta = readListDelta(await answer.text());
      expect(delta.ok && applyListDelta(hosts, delta.value)).toEqual(now);
    }
    expect((await viewOf())?.versions).toHaveLength(5);
    expect((await world.get(`/lists/bets/${seen[0]?.sha256}.txt`)).status).toBe(404);
  });

  test.each([
    "/lists/bets/..%2F..%2Fstate.json",
    "/lists/../signing-key.pem",
    "/lists/bets/publisher.bin",
    "/lists/bets/state.json",
    "/lists/%2e%2e/state.json",
    "/lists/bets/%00.txt",
  ])("nothing else: %s", async (path) => {
    await goLive("a.example");
    expect((await world.get(path)).status).toBe(404);
  });
});

describe("the keeper", () => {
  it("knows everything again after a restart", async () => {
    await goLive("a.example", "any.kent.sch.uk");
    await world.keeper.release("bets", "any.kent.sch.uk", { by: "it", why: "Lapsed." });
    const before = await world.keeper.view();
    expect(await world.restarted().view()).toEqual(before);
  });

  it("goes back to an earlier version by hand and stays there until the newest is taken", async () => {
    await goLive("a.example");
    const [first] = (await viewOf())?.versions ?? [];
    world.publisher.answers["/list.txt"] = say("a.example", "b.example");
    world.pass(25 * hourMs);
    await world.keeper.tick();
    const [second] = (await viewOf())?.versions ?? [];
    await world.keeper.useVersion("bets", first?.sha256 ?? "");
    expect(await liveHosts()).toEqual(["a.example"]);
    world.publisher.answers["/list.txt"] = say("a.example", "c.example");
    world.pass(25 * hourMs);
    await world.keeper.tick();
    expect(await liveHosts()).toEqual(["a.example"]);
    expect((await viewOf())?.held?.why).toContain("chosen by hand");
    await world.keeper.useVersion("bets", second?.sha256 ?? "");
    expect(await viewOf()).toMatchObject({ isPinned: false, hosts: 2 });
  });

  it("drops what the policy drops, but nothing while the policy cannot be read", async () => {
    await goLive("a.example");
    world.setLists(undefined);
    await world.keeper.tick();
    expect((await world.index()).lists).toHaveLength(1);
    expect((await world.keeper.view()).problem).not.toBe("");
    world.setLists([]);
    await world.keeper.tick();
    expect((await world.index()).lists).toEqual([]);
  });

  it("fetches anew from a new address, with the old list in force until it is there", async () => {
    await goLive("a.example");
    world.setLists([world.fetched({ fetch: { address: `${world.publisher.address}/other.txt` } })]);
    await world.keeper.tick();
    expect((await viewOf())?.error).toBe("answered 404");
    expect(await liveHosts()).toEqual(["a.example"]);
  });

  it("shows every list of the policy with its count and source", async () => {
    world.setLists([
      world.fetched(),
      { id: "own", title: "Own", category: "games", hosts: ["a.test", "b.test"] },
      { id: "file", title: "File", category: "games", address: "lists/file.txt" },
    ]);
    world.publisher.answers["/list.txt"] = say("a.example");
    await world.keeper.tick();
    expect(
      (await world.keeper.view()).lists.map(({ id, from, hosts }) => [id, from, hosts]),
    ).toEqual([
      ["bets", "fetched", 1],
      ["own", "written", 2],
      ["file", "file", null],
    ]);
  });
});
