import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLexicons } from "../../../lib/build/lexicon-pack.ts";
import { readLexiconFiles } from "../../../lib/build/lexicon-read.ts";

const head = "theme drugs\nlanguage en\nsource written for this test\nreviewed 2026-11-22\n";

function problemsOf(text: string, options?: Parameters<typeof readLexicons>[1]): readonly string[] {
  return readLexicons([{ name: "a.txt", text }], options).problems.map(
    ({ path, what }) => `${path} ${what}`,
  );
}

describe("reading lexicons", () => {
  test("a phrase keeps its columns, its heading and its options", () => {
    const text = `${head}\n# a note\n## first steps\n45 medium | red (owl|kite) ..2 nest | who=second typed\n`;
    const { phrases, problems } = readLexiconFiles([{ name: "a.txt", text }]);
    expect(problems).toEqual([]);
    expect(phrases[0]?.place).toBe("a.txt:8");
    expect(phrases[0]?.phrase).toEqual({
      pattern: "red (owl|kite) ..2 nest",
      theme: "drugs",
      weight: 45,
      severity: "medium",
      language: "en",
      group: "first steps",
      options: { who: "second", typed: "" },
    });
  });

  test("classes of a file without a theme serve the others", () => {
    const shared = {
      name: "classes.txt",
      text: "class bird: owl | kite | {rare}\nclass rare: red crake",
    };
    const text = `${head}30 low | see a {bird}\n`;
    expect(readLexicons([{ name: "z.txt", text }, shared]).problems).toEqual([]);
  });

  test("the order of files makes no difference to the bytes", () => {
    const files = [
      { name: "a.txt", text: `${head}30 low | red owl\n` },
      { name: "b.txt", text: `${head}30 low | red kite ..3 nest*\n` },
    ];
    const one = readLexicons(files).lexicon;
    const two = readLexicons([...files].reverse()).lexicon;
    expect(one).toBeDefined();
    expect(
      Buffer.from(one ?? new ArrayBuffer(0)).equals(Buffer.from(two ?? new ArrayBuffer(1))),
    ).toBe(true);
  });

  const mistakes: readonly (readonly [name: string, line: string, complaint: string])[] = [
    ["weight too high", "101 low | owl", "weight 101"],
    ["weight 0", "0 low | owl", "weight 0"],
    ["weight no number", "4x low | owl", "weight 4x"],
    ["no severity", "40 | owl", "“40”"],
    ["a severity of no list", "40 grave | owl", "“40 grave”"],
    ["no pattern", "40 low", "no pattern"],
    ["an empty pattern", "40 low |  ", "no pattern"],
    ["too many columns", "40 low | owl | typed | more", "4 columns"],
    ["a bracket left open", "40 low | (red|blue owl", "a bracket that does not close"],
    ["a bracket left over", "40 low | red) owl", "“)” with nothing before it"],
    ["an empty alternative", "40 low | (red|) owl", "an empty place"],
    ["a lone ?", "40 low | ? owl", "a ? with nothing before it"],
    ["a ? after a word", "40 low | red? owl", "“red?”"],
    ["a gap too wide", "40 low | red ..13 owl", "a gap “..13”"],
    ["a gap without a number", "40 low | red .. owl", "a gap “..”"],
    [
      "nothing that must stand",
      "40 low | (red)? (owl)?",
      "“(red)? (owl)?” can match nothing at all",
    ],
    ["no word", "40 low | !!!", "“!!!”"],
    ["a masked word", "40 low | o*l", "“o*l”"],
    ["too short before the *", "40 low | o* nest", "“o*”"],
    ["an unknown class", "40 low | {bird} nest", "class {bird}"],
    ["an open class", "40 low | {bird nest", "“{bird nest”"],
    ["a line of no kind", "colour blue", "“colour blue”"],
    ["an unknown theme", "theme owls", "theme “owls”"],
    ["a language of no shape", "language English", "language “English”"],
    ["a bad date", "reviewed yesterday", "reviewed “yesterday”"],
    ["a month that is none", "reviewed 2026-13-45", "reviewed “2026-13-45”"],
    ["a day that is none", "reviewed 2026-02-30", "reviewed “2026-02-30”"],
    ["a class of no shape", "class Bird owl", "“class Bird owl”"],
    ["a class in a circle", "class bird: a {bird}", "class {bird} holds itself"],
    ["too long a pattern", `40 low | ${"owl ".repeat(60)}`, "a pattern up to 60 words long"],
    [
      "too many words",
      `40 low | ${Array.from({ length: 14 }, (_, row) => `(${Array.from({ length: 20 }, (_, at) => `${row}w${at} v${at}`).join("|")})`).join(" ")}`,
      "a pattern of too many words",
    ],
    [
      "brackets too deep",
      `40 low | ${"(".repeat(30)}owl${")".repeat(30)}`,
      "brackets nested too deep",
    ],
    ["a very long line", `40 low | ${"owl | ".repeat(20_000)}`, "a line of 120008 characters"],
    ["a bad option", "40 low | owl | Typed!", "option “Typed!”"],
  ];

  test.each(mistakes)("%s is a problem with its line", (_name, line, complaint) => {
    expect(problemsOf(`${head}${line}\n`)).toContain(`a.txt:5 ${complaint}`);
  });

  test("a phrase above the theme has no home", () => {
    expect(problemsOf("40 low | owl\ntheme drugs\nlanguage en\n")).toEqual(["a.txt:1 a phrase"]);
  });

  test.each([
    ["a wrong theme", head.replace("theme drugs", "theme owls"), "a.txt:1 theme “owls”"],
    ["a wrong language", head.replace("language en", "language E"), "a.txt:2 language “E”"],
    ["no theme", head.replace("theme drugs", ""), "a.txt:5 a phrase"],
  ])("%s is said once, and the phrases are read", (_name, start, complaint) => {
    const text = `${start}40 low | owl\n40 low | (\n40 grave | kite\n`;
    expect(problemsOf(text)).toEqual([
      complaint,
      expect.stringContaining("a.txt:6 "),
      "a.txt:7 “40 grave”",
    ]);
    expect(readLexiconFiles([{ name: "a.txt", text }]).phrases).toEqual([]);
  });

  test("the same phrase twice is a warning", () => {
    const read = readLexicons([{ name: "a.txt", text: `${head}40 low | owl\n50 low | OWL\n` }]);
    expect(read.problems).toMatchObject([{ path: "a.txt:6", level: "warning" }]);
    expect(read.lexicon).toBeDefined();
  });

  test.each([
    ["an option of no table", "depth=2", "option “depth”"],
    ["a value of no table", "who=third", "option “who=third”"],
    ["a value for a flag", "typed=yes", "option “typed=yes”"],
  ])("with a table of options, %s is a problem", (_name, option, complaint) => {
    const table = { who: ["first", "second"], typed: null };
    expect(problemsOf(`${head}40 low | owl | ${option}\n`, table)).toEqual([
      `a.txt:5 ${complaint}`,
    ]);
    expect(problemsOf(`${head}40 low | owl | who=first,second typed\n`, table)).toEqual([]);
  });

  test("any text whatever is read without a throw", () => {
    const words = fc.constantFrom(
      "40 low | ",
      "(",
      ")",
      "|",
      "?",
      "..3",
      "{a}",
      "owl",
      "*",
      "\n",
      "class a: ",
      " | ",
      "{",
      "théme",
      "##",
      "9".repeat(30),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words).map((parts) => head + parts.join("")),
    );
    fc.assert(
      fc.property(text, (written) => {
        for (const { path, what, expected } of readLexicons([{ name: "a.txt", text: written }])
          .problems) {
          expect(path === "lexicons" || path.startsWith("a.txt:")).toBe(true);
          expect(what).not.toBe("");
          expect(expected).not.toBe("");
        }
      }),
    );
  });
});
