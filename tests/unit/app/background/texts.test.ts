// Texts of web pages in the worker: looked through and forgotten, or stored as a finding; nothing where nothing may be.
import { describe, expect, test } from "vitest";
import { readLexicons } from "../../../../lib/build/lexicon-pack.ts";
import type { EventOf } from "../../../../lib/contract/event.ts";
import type { MessageInput } from "../../../../lib/contract/message.ts";
import { begun, helpHost } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";

const room = "https://chat.test/dm/7";
const collector = fakeConfig().collectorAddress ?? "";

interface Row {
  readonly phrase: string;
  readonly weight: string;
  readonly option: string;
}

function packed(theme: string, ...phrases: readonly (string | Row)[]): ArrayBuffer {
  const rows = phrases
    .map((row) =>
      typeof row === "string"
        ? `80 high | ${row}`
        : `${row.weight} high | ${row.phrase} | ${row.option}`,
    )
    .join("\n");
  const text = `theme ${theme}\nlanguage en\n${rows}\n`;
  const { lexicon, problems } = readLexicons([{ name: "a.txt", text }]);
  if (lexicon === undefined) throw new Error(JSON.stringify(problems));
  return lexicon;
}

async function school(profile?: Record<string, unknown>) {
  const config =
    profile === undefined
      ? fakeConfig()
      : fakeConfig(fakePolicy({ profiles: { pupil: { reading: "ks3", ...profile } } }));
  const all = await begun(config);
  all.world.tables = packed("violence", "purple elephant", "red ..2 owl");
  const ask = (name: string, body: unknown, from: unknown = all.fromPage(room)) =>
    all.background.onMessage({ schoolgate: name, body }, from as never);
  const read = (text: string, from?: unknown) => ask("page/read", { text }, from);
  const typed = (text: string, more: Partial<MessageInput<"page/typed">> = {}, from?: unknown) =>
    ask(
      "page/typed",
      { claim: "a".repeat(24), text, around: "", title: "A room", known: [], ...more },
      from,
    );
  const findings = (): EventOf<"finding">[] =>
    [...all.world.events.records.values()].flatMap(({ event }) =>
      event.kind === "finding" ? [event] : [],
    );
  return { ...all, read, typed, findings };
}

describe("a text that is read", () => {
  test("is answered with what it holds and where; nothing is stored by that", async () => {
    const { read, findings } = await school();
    const text = "Here a purple elephant walks.";
    expect(await read(text)).toMatchObject({
      ok: true,
      value: {
        findings: [
          { category: "violence", matches: [{ start: 7, end: 22, phrase: "purple elephant" }] },
        ],
      },
    });
    expect(await read("Here nobody walks.")).toEqual({
      ok: true,
      value: { findings: [], signs: [] },
    });
    expect(findings()).toEqual([]);
  });

  test("with a sign comes the place where it stands, in long texts as in short ones", async () => {
    const { read, world } = await school();
    world.tables = packed("grooming", { phrase: "purple elephant", weight: "20", option: "" });
    for (const before of ["", "The river is slow today.\n".repeat(400)]) {
      const text = `${before}Here a purple elephant walks.`;
      const start = text.indexOf("purple");
      expect(await read(text)).toMatchObject({
        ok: true,
        value: { findings: [], signs: [{ theme: "grooming" }], places: [[start, start + 15]] },
      });
    }
  });

  test("several at once, long ones in pieces, do not meet", async () => {
    const { read } = await school();
    const line = "The weather is fine and the river is slow today.\n";
    const texts = [400, 900, 10].map(
      (lines, at) => line.repeat(lines) + (at === 1 ? "" : "A purple elephant.\n") + line,
    );
    const answers = await Promise.all(texts.map((text) => read(text)));
    const starts = answers.map((answer) =>
      (
        answer as { value: { findings: { matches: { start: number }[] }[] } }
      ).value.findings.flatMap(({ matches }) => matches.map(({ start }) => start)),
    );
    expect(starts).toEqual([[400 * line.length + 2], [], [10 * line.length + 2]]);
  });

  test("where the tables cannot be had it is refused, so that the page asks again", async () => {
    const { world, read } = await school();
    world.tables = new ArrayBuffer(0);
    expect(await read("a purple elephant")).toMatchObject({ ok: false });
    world.tables = packed("violence", "purple elephant");
    expect(await read("a purple elephant")).toMatchObject({ ok: true });
  });

  test("more than a message may hold is refused", async () => {
    const { read } = await school();
    expect(await read("x".repeat(60_001))).toMatchObject({ ok: false });
  });
});

describe("a text that is typed", () => {
  test("is stored as the page's, with no more of it than lets a person judge", async () => {
    const { typed, findings } = await school();
    const text = `${"quiet words ".repeat(100)}a purple elephant ${"quiet words ".repeat(20)}`;
    const reply = await typed(text);
    expect(reply).toMatchObject({ ok: true, value: { marks: [] } });
    expect((reply as { value: { said: string[] } }).value.said).toHaveLength(1);
    const [event] = findings();
    expect(event).toMatchObject({ source: "typed", address: room, title: "A room", count: 1 });
    expect(event?.excerpt.length).toBeLessThan(400);
    const [mark] = event?.matches ?? [];
    expect(event?.excerpt.slice(mark?.start, mark?.end)).toBe("purple elephant");
  });

  test("sent again under its claim it is stored once; said before it is not said again", async () => {
    const { world, typed, findings } = await school();
    const first = (await typed("a purple elephant")) as { value: { said: string[] } };
    await typed("a purple elephant");
    expect(findings()).toMatchObject([{ count: 1 }]);
    world.nowMs += 60_000;
    const { said } = first.value;
    const claim = "b".repeat(24);
    expect(await typed("my purple elephant", { known: said, claim })).toMatchObject({
      value: { said: [] },
    });
    expect(findings()).toMatchObject([{ count: 1 }]);
    await typed("my purple elephant", { claim });
    expect(findings()).toMatchObject([{ count: 2 }]);
  });

  test("what others wrote beside it is no finding of it", async () => {
    const { typed, findings } = await school();
    await typed("fine", { around: "a purple elephant" });
    expect(findings()).toEqual([]);
  });
});

describe("where nothing may be looked for", () => {
  const help = `https://${helpHost}/chat`;
  const page = (url: string) => ({
    id: "",
    url,
    origin: new URL(url).origin,
    frameId: 0,
    tab: { id: 1, url },
  });
  test.each([
    ["a protected site", help],
    ["the desk", `${collector}/desk`],
  ])("%s: nothing is answered, and nothing stored", async (_name, url) => {
    const { world, read, typed, findings } = await school();
    const from = { ...page(url), id: world.self.id };
    expect(await read("a purple elephant", from)).toEqual({
      ok: true,
      value: { findings: [], signs: [] },
    });
    expect(await typed("a purple elephant", {}, from)).toEqual({
      ok: true,
      value: { said: [], marks: [] },
    });
    expect(findings()).toEqual([]);
  });

  test("a source that the policy leaves out", async () => {
    const { typed, findings } = await school({ monitoring: { typed: false } });
    expect(await typed("a purple elephant")).toMatchObject({ value: { said: [] } });
    expect(findings()).toEqual([]);
  });

  test("a theme that the policy leaves out", async () => {
    const { read } = await school({ monitoring: { without: ["violence"] } });
    expect(await read("a purple elephant")).toMatchObject({ value: { findings: [] } });
  });
});

test("languages are looked for where the policy names them, and only there", async () => {
  const named = await school({ monitoring: { languages: ["pl"] } });
  const english = await school();
  const phrases = async ({ read }: typeof named) =>
    (
      (await read("a purple elephant")) as {
        value: { findings: { matches: { phrase: string }[] }[] };
      }
    ).value.findings.flatMap(({ matches }) => matches.map(({ phrase }) => phrase));
  expect(await phrases(named)).toEqual(["purple elephant", "pl: purple elephant"]);
  expect(await phrases(english)).toEqual(["purple elephant"]);
});

test.each([
  ["a chat", "https://chat.test/dm/7", 0],
  ["an assistant", "https://robot.test/", 1],
])("what %s is told: only a machine that is asked is searched", async (_name, place, count) => {
  const { world, fromPage, typed, findings } = await school();
  // Phrased as people search: a message of this length makes less of it.
  world.tables = packed("violence", { phrase: "purple elephant", weight: "60", option: "search" });
  await typed(`${"so many quiet words ".repeat(60)} purple elephant`, {}, fromPage(place));
  expect(findings()).toHaveLength(count);
});
