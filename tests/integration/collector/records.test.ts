// One person's records (D6): what goes into the archive, what stays out, what the audit says, and that an archive which
// was changed is found out. The desk's own code puts it together, over HTTP, from a collector with a real database.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runMain } from "../../../cli/main.ts";
import { createApi, type DeskApi } from "../../../collector/console/api.ts";
import { beginKeys } from "../../../collector/console/change-keys.ts";
import type { Keyring } from "../../../collector/console/keyring.ts";
import {
  gatherRecords,
  type GatheredRecords,
  type GatherProgress,
} from "../../../collector/console/records/gather-records.ts";
import {
  makeArchive,
  personSign,
  type MadeArchive,
} from "../../../collector/console/records/make-archive.ts";
import type { RecordsFile } from "../../../collector/console/records/records-file.ts";
import type { KeysAnswer } from "../../../collector/desk-types.ts";
import {
  makeAgreement,
  makeFinding,
  makeRequest,
  makeUnlock,
  makeVisit,
  makeWorry,
  sendBatch,
  someDevice,
} from "../../support/collector-seed.ts";
import { recordIo } from "../../support/command-io.ts";
import { sealEvent } from "../../support/seal-event.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

const robin = "robin.sample@pupils.example-academy.test";
const jo = "jo.invented@pupils.example-academy.test";
const why = "The person asks, Article 15";
const reference = "SAR 2026/14";

async function deskOf(app: RunningApp): Promise<DeskApi> {
  const cookie = await app.signIn();
  return createApi((path, init) =>
    fetch(`${app.address}${path as string}`, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), cookie, origin: app.address },
    }),
  );
}

interface Sealing {
  readonly answer: KeysAnswer;
  readonly ring: Keyring;
}

interface Put {
  readonly made: MadeArchive;
  readonly gathered: GatheredRecords;
  readonly steps: readonly GatherProgress[];
}

async function put(
  api: DeskApi,
  person: string,
  seal?: Sealing,
  names: string[] = [],
): Promise<Put> {
  const known = seal === undefined ? person : await personSign(seal.ring.root, person);
  const begun = await api.askForRecords({ person: known, why, reference });
  if (!begun.ok) throw new Error(begun.words);
  const { ticket } = begun.value;
  const steps: GatherProgress[] = [];
  const gathered = await gatherRecords({
    api,
    ticket,
    person,
    keys: seal === undefined ? [] : [seal.ring.own],
    onProgress: (step) => steps.push(step),
    signal: new AbortController().signal,
  });
  if (!gathered.ok) throw new Error(gathered.words);
  const about = { school: "Example Academy", person, why, reference, by: "Safeguarding lead" };
  const made = await makeArchive({
    api,
    ticket,
    person: known,
    gathered: gathered.value,
    seal,
    about: { ...about, atMs: Date.now(), leaveOut: names },
  });
  if (!made.ok) throw new Error(made.words);
  return { made: made.value, gathered: gathered.value, steps };
}

function filesOf({ bytes }: MadeArchive): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, text]) => [name, strFromU8(text)]),
  );
}

const recordsOf = (made: MadeArchive) =>
  JSON.parse(filesOf(made)["records.json"] ?? "") as RecordsFile;

async function verify(app: RunningApp, bytes: Uint8Array, ...more: string[]) {
  const path = join(app.folder, "archive.zip");
  writeFileSync(path, bytes);
  const io = recordIo();
  const code = await runMain(["archive", "verify", path, ...more], io);
  return { code, said: `${io.printed()}${io.notes()}`.replaceAll(path, "FILE") };
}

describe("a school that seals nothing", () => {
  let app: RunningApp;
  let api: DeskApi;
  let done: Put;
  beforeAll(async () => {
    app = await runApp();
    api = await deskOf(app);
    const worry = makeWorry({ user: robin, words: "Jo Invented hit me. Ring me on 07700 900123" });
    const sent = await sendBatch(app.address, deviceToken, [
      worry,
      makeFinding({ user: robin, excerpt: "nobody likes you, tell jo@example.test and @jo_i" }),
      makeFinding({ user: jo, excerpt: "the words of somebody else" }),
      makeVisit({ user: robin.toUpperCase() }),
      makeVisit({ user: jo }),
      makeRequest({ user: robin }),
      makeAgreement({ user: robin }),
      makeUnlock({ user: robin, by: "Mr Fiction" }),
      makeWorry({ user: "", words: "whoever this may be", named: false }),
    ]);
    expect(sent.answer.refused).toEqual([]);
    const cookie = await app.signIn();
    const opened = await app.desk(`/cases/${worry.id}`, { cookie });
    const { head } = (await opened.json()) as { head: { version: number } };
    const note = "Spoke with Jo Invented’s mother, 020 7946 0123";
    await app.desk(`/cases/${worry.id}/notes`, {
      cookie,
      body: { version: head.version, text: note },
    });
    await app.desk("/orders", {
      cookie,
      body: {
        what: { kind: "site", address: "puzzles.example.test" },
        for: { kind: "user", value: robin },
        minutes: 30,
        why: "Maths club",
      },
    });
    done = await put(api, robin, undefined, ["Jo Invented"]);
  });
  afterAll(() => app.close());

  test("all that is kept of the person is in it, and nothing of anybody else", () => {
    const file = recordsOf(done.made);
    expect(file.schema).toBe("schoolgate-records");
    expect(file.events.map(({ kind }) => kind).sort()).toEqual(
      ["agreement", "blocked-visit", "finding", "review-request", "unlock", "worry"].sort(),
    );
    expect(file.counts).toMatchObject({
      events: 6,
      cases: 2,
      orders: 1,
      receipts: 1,
      notOpened: 0,
    });
    expect(file.openedForThem[0]).toMatchObject({
      what: "puzzles.example.test",
      why: "Maths club",
    });
    const all = Object.values(filesOf(done.made)).join("\n");
    expect(all).not.toContain("somebody else");
    expect(all).not.toContain("whoever this may be");
    expect(all).not.toContain(jo);
  });

  test("others’ names and details are left out, notes of staff are in, staff stand by role", () => {
    const file = recordsOf(done.made);
    const worry = file.cases.find(({ kind }) => kind === "worry");
    expect(worry?.history.map(({ by, what }) => [by, what])).toEqual([
      ["Safeguarding lead", "Note: Spoke with [name]’s mother, [phone]"],
    ]);
    expect(worry?.openings).toHaveLength(1);
    const finding = file.events.find(({ kind }) => kind === "finding");
    expect(finding?.facts["excerpt"]).toBe("nobody likes you, tell [email] and [account]");
    // The pupil's own words are theirs, down to their own number.
    const own = file.events.find(({ kind }) => kind === "worry");
    expect(own?.facts["words"]).toBe("[name] hit me. Ring me on 07700 900123");
    expect(file.events.find(({ kind }) => kind === "unlock")?.facts["by"]).toBe(
      "A member of staff",
    );
    expect(JSON.stringify(file)).not.toMatch(/Mr Fiction|"dsl"|Jo Invented/);
    expect(JSON.stringify(file)).not.toMatch(/"device"/);
  });

  test("the page to read holds no script, asks for nothing, and shows markup as text", async () => {
    const hostile = "<img src=x onerror=alert(1)>\"'&";
    await sendBatch(app.address, deviceToken, [
      makeWorry({ user: "mark.up@pupils.example-academy.test", words: hostile }),
    ]);
    const { made } = await put(api, "mark.up@pupils.example-academy.test");
    const html = filesOf(made)["records.html"] ?? "";
    expect(html).toContain("default-src &#39;none&#39;".replaceAll("&#39;", "'"));
    expect(html).not.toMatch(/<script|<img|<link|https?:\/\/[^<]*["']>/i);
    expect(html).toContain("&#60;img src=x onerror=alert(1)&#62;&#34;&#39;&#38;");
  });

  test("the audit has who, why and the hash, twice, and none of the content", async () => {
    const { entries } = await app.store.listAudit({ offset: 0, most: 100 });
    const asked = entries.findLast(({ act }) => act === "records-asked");
    const archived = entries.findLast(({ act }) => act === "records-archived");
    expect(asked?.who).toBe("dsl");
    expect(asked?.detail).toContain(`${robin}; ${why}; reference ${reference}`);
    expect(archived?.detail).toContain(`6 events, 2 cases, 1 openings`);
    expect(archived?.detail).toContain(`SHA-256 ${done.made.sha256}`);
    const all = entries.map(({ detail }) => detail).join("\n");
    expect(all).not.toMatch(/nobody likes you|hit me|Spoke with/);
  });

  test("an archive is no opening of a case: what nobody has read stays unread", async () => {
    const { cases } = await app.store.listCases({ state: "all" }, { offset: 0, most: 50 });
    const finding = cases.find(({ kind, user }) => kind === "finding" && user === robin);
    expect(finding?.lastOpenedAtMs).toBeNull();
  });

  test("without an archive that was begun nothing is handed out", async () => {
    const cookie = await app.signIn();
    const ticket = "01K5200000000000000000EVT1";
    for (const [path, body] of [
      ["names", { ticket, after: "" }],
      ["events", { ticket, names: [robin], after: "" }],
      ["about", { ticket, cases: [], names: [], hosts: [] }],
      ["sign", { ticket, manifest: "{}" }],
    ] as const) {
      const { status } = await app.desk(`/records/${path}`, { cookie, body });
      expect([path, status]).toEqual([path, 403]);
    }
  });

  test("a ticket is worth nothing to somebody else, or the day after", async () => {
    const cookie = await app.signIn();
    const body = { person: robin, why, reference };
    const answer = await app.desk("/records", { cookie, body });
    const { ticket } = (await answer.json()) as { ticket: string };
    const names = { ticket, after: "" };
    expect((await app.desk("/records/names", { cookie, body: names })).status).toBe(200);
    const head = await app.signInAs("head");
    expect((await app.desk("/records/names", { cookie: head, body: names })).status).toBe(403);
    app.freeze();
    app.pass(12.5 * 60 * 60_000);
    const late = await app.signIn();
    expect((await app.desk("/records/names", { cookie: late, body: names })).status).toBe(403);
  });

  test("the collector signs only manifests, and only for a school that seals nothing", async () => {
    const begun = await api.askForRecords({ person: robin, why, reference });
    const again = begun.ok
      ? begun
      : await (await deskOf(app)).askForRecords({ person: robin, why, reference });
    const fresh = await deskOf(app);
    if (!again.ok) throw new Error(again.words);
    const signed = await fresh.signRecords(again.value.ticket, '{"schoolgate":"policy"}');
    expect(signed.ok).toBe(false);
  });

  describe("schoolgate archive verify", () => {
    test("says that a whole archive is whole, and with which key", async () => {
      const manifest = JSON.parse(filesOf(done.made)["manifest.json"] ?? "") as {
        signer: { publicKey: string; kind: string };
      };
      expect(manifest.signer.kind).toBe("collector");
      const { publicKey } = manifest.signer;
      const checked = await verify(app, done.made.bytes, "--key", publicKey);
      expect(checked.said).toContain("FILE: 3 files, each as it was signed");
      expect(checked.said).toContain(robin);
      expect(checked.code).toBe(0);
      expect(filesOf(done.made)["README.txt"]).toContain(`--key ${publicKey}`);
    });

    const changed = (name: string, change: (text: string) => string) => {
      const parts = unzipSync(done.made.bytes);
      return zipSync({
        ...parts,
        [name]: strToU8(change(strFromU8(parts[name] ?? new Uint8Array()))),
      });
    };
    const without = (name: string) => {
      const { [name]: _gone, ...rest } = unzipSync(done.made.bytes);
      return zipSync(rest);
    };
    const rows: readonly (readonly [string, () => Uint8Array, string])[] = [
      [
        "a word of the records",
        () => changed("records.json", (text) => text.replace("Maths", "Latin")),
        "records.json is not as it was signed",
      ],
      [
        "a letter more in the page",
        () => changed("records.html", (text) => `${text} `),
        "records.html is not as it was signed",
      ],
      [
        "two at once: the first is named",
        () =>
          zipSync({
            ...unzipSync(changed("records.json", (text) => `${text} `)),
            "README.txt": strToU8("Another"),
          }),
        "README.txt is not as it was signed",
      ],
      ["a file fewer", () => without("records.html"), "records.html is missing"],
      ["a file more", () => changed("more.txt", () => "more"), "more.txt was put in"],
      [
        "another hash in the manifest",
        () =>
          changed("manifest.json", (text) =>
            text.replace(
              /("sha256": ")(.)/,
              (_all, key: string, first: string) => key + (first === "0" ? "1" : "0"),
            ),
          ),
        "manifest.json is not as it was signed",
      ],
      [
        "another key in the manifest",
        () =>
          changed("manifest.json", (text) =>
            text.replace(/"publicKey": "..../, '"publicKey": "AAAA'),
          ),
        "manifest.json is not as it was signed",
      ],
      [
        "another signature",
        () =>
          changed("manifest.jws", (text) =>
            text.replace(/\.[\w-]{10}([\w-]+)\s*$/, ".AAAAAAAAAA$1"),
          ),
        "manifest.jws is not signed with the key",
      ],
      ["no signature", () => without("manifest.jws"), "manifest.jws is missing"],
      ["no manifest", () => without("manifest.json"), "manifest.json is missing"],
      [
        "not a manifest",
        () => changed("manifest.json", () => "[]"),
        "manifest.json is no manifest",
      ],
      ["half of it", () => done.made.bytes.slice(0, 900), "not a ZIP archive"],
      ["nothing", () => new Uint8Array(), "not a ZIP archive"],
    ];
    test.each(rows)("%s", async (_name, bytes, said) => {
      const checked = await verify(app, bytes());
      expect(checked.said).toContain(said);
      expect(checked.code).toBe(1);
    });

    test("an archive that somebody made and signed anew has another key", async () => {
      const other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
      const checked = await verify(app, done.made.bytes, "--key", other);
      expect(checked.said).toContain("manifest.jws is signed with another key");
      expect(checked.code).toBe(1);
    });

    test("a file that is not there is wrong usage", async () => {
      expect(await runMain(["archive", "verify", join(app.folder, "none.zip")], recordIo())).toBe(
        2,
      );
    });
  });
});

describe("a school that seals", () => {
  let app: RunningApp;
  let api: DeskApi;
  let seal: Sealing;
  beforeAll(async () => {
    app = await runApp();
    api = await deskOf(app);
    await sendBatch(app.address, deviceToken, [makeVisit({ user: robin })]);
    const begun = await beginKeys(
      api,
      { account: "dsl", name: "Ms Maple" },
      "four quiet green teapots",
      Date.now(),
    );
    const answer = await api.keys();
    if (!begun.ok || !answer.ok) throw new Error("no keys");
    seal = { ring: begun.value.ring, answer: answer.value };
  });
  afterAll(() => app.close());

  /** As a Chromebook sends it: whose it is stands as a tag. */
  const send = async (tag: string, ...events: Parameters<typeof sealEvent>[0][]) => {
    const keys = seal.answer.holders.map(({ key }) => key);
    const sealed = await Promise.all(events.map((event) => sealEvent(event, keys)));
    const tagged = sealed.map((event) => ({ ...event, user: `~${tag}` }));
    const sent = await sendBatch(app.address, deviceToken, tagged);
    expect(sent.answer.refused).toEqual([]);
    return tagged;
  };

  test("what is sealed is opened and found, under each Chromebook’s own tag; nothing of it is lost", async () => {
    const device = someDevice();
    await send(
      "aaaaaaaaaaaaaaaa",
      makeWorry({ user: robin, device, words: "one" }),
      makeVisit({ user: robin, device }),
    );
    await send("bbbbbbbbbbbbbbbb", makeFinding({ user: robin, excerpt: "two" }));
    await send("cccccccccccccccc", makeWorry({ user: jo, words: "not this one" }));
    const { made, steps } = await put(api, robin, seal);
    const file = recordsOf(made);
    // One visit came before the keys, in clear.
    expect(file.events.map(({ kind }) => kind).sort()).toEqual([
      "blocked-visit",
      "blocked-visit",
      "finding",
      "worry",
    ]);
    expect(file.events.find(({ kind }) => kind === "worry")?.facts["words"]).toBe("one");
    expect(file.notOpened).toEqual([]);
    expect(JSON.stringify(file)).not.toContain("not this one");
    expect(steps.at(-1)).toMatchObject({ found: 4, notOpened: 0 });
  });

  test("what does not open is counted and listed by its id, and the rest is there", async () => {
    const device = someDevice();
    const [whole, broken] = await send(
      "dddddddddddddddd",
      makeWorry({ user: robin, device, words: "three" }),
      makeWorry({ user: robin, device, words: "four" }),
    );
    const stranger = await send("eeeeeeeeeeeeeeee", makeWorry({ user: robin, words: "five" }));
    const flip = (text: string) => text.replace(/"ciphertext":"..../, '"ciphertext":"AAAA');
    const spoil = async (id: string, parts: { sealed: string; head: string }) => {
      await app.store.reseal([{ id, ...parts }], {
        atMs: 0,
        who: "tests",
        act: "events-resealed",
        caseId: null,
        detail: "",
      });
    };
    await spoil(broken?.id ?? "", { sealed: flip(broken?.sealed ?? ""), head: broken?.head ?? "" });
    const other = stranger[0];
    await spoil(other?.id ?? "", {
      sealed: flip(other?.sealed ?? ""),
      head: flip(other?.head ?? ""),
    });
    const { made } = await put(api, robin, seal);
    const file = recordsOf(made);
    expect(file.events.map(({ id }) => id)).toContain(whole?.id);
    expect(file.notOpened.map(({ id, why, isTheirs }) => [id, why, isTheirs])).toEqual([
      [broken?.id, "damaged", true],
      [other?.id, "damaged", false],
    ]);
    expect(file.counts.notOpened).toBe(2);
    expect(filesOf(made)["records.html"]).toContain(broken?.id);
    const { entries } = await app.store.listAudit({ offset: 0, most: 5 });
    expect(entries[0]?.detail).toContain("2 not opened");
  });

  test("a tag whose newest event does not open still gives up the others", async () => {
    const device = someDevice();
    const [first] = await send(
      "ffffffffffffffff",
      makeWorry({ user: robin, device, words: "six", atMs: 1_000_000 }),
    );
    const [newest] = await send(
      "ffffffffffffffff",
      makeWorry({ user: robin, device, words: "seven" }),
    );
    await app.store.reseal([{ id: newest?.id ?? "", sealed: newest?.sealed ?? "", head: "{}" }], {
      atMs: 0,
      who: "tests",
      act: "events-resealed",
      caseId: null,
      detail: "",
    });
    const ids = recordsOf((await put(api, robin, seal)).made).events.map(({ id }) => id);
    expect(ids).toContain(first?.id);
    expect(ids).toContain(newest?.id);
  });

  test("it is signed by the school’s root, and the collector will not sign in its place", async () => {
    const { made } = await put(api, robin, seal);
    const manifest = JSON.parse(filesOf(made)["manifest.json"] ?? "") as {
      signer: { kind: string; publicKey: string };
      person: string;
    };
    const root = JSON.parse(seal.answer.list?.payload ?? "{}") as { root: string };
    expect(manifest.signer).toEqual({ kind: "school-root", publicKey: root.root });
    expect((await verify(app, made.bytes, "--key", root.root)).code).toBe(0);
    const begun = await api.askForRecords({ person: manifest.person, why, reference });
    if (!begun.ok) throw new Error(begun.words);
    const refused = await api.signRecords(begun.value.ticket, filesOf(made)["manifest.json"] ?? "");
    expect(refused).toMatchObject({ ok: false, status: 409 });
  });

  test("the audit names the person by a sign that only holders of a key can make", async () => {
    const { entries } = await app.store.listAudit({ offset: 0, most: 100 });
    const told = entries.filter(({ act }) => act.startsWith("records-"));
    const sign = await personSign(seal.ring.root, robin);
    expect(sign).toMatch(/^~[0-9a-f]{16}$/);
    expect(told.length).toBeGreaterThan(5);
    for (const { detail } of told) {
      expect(detail).toContain(sign);
      expect(detail).not.toContain("robin");
    }
    expect(await personSign(seal.ring.root, jo)).not.toBe(sign);
  });
});
