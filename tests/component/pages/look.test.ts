import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { accentsFor, contrastOf, grounds } from "../../../lib/ui/accent.ts";
import { applyLook } from "../../../lib/ui/apply-look.ts";
import { momentWords } from "../../../lib/ui/date-words.ts";
import { initialsOf } from "../../../lib/ui/person-card.tsx";
import { chromeEnglish } from "../../../lib/ui/i18n/english/chrome.ts";
import { say } from "../../../lib/ui/i18n/say.ts";
import { voiceOf } from "../../../lib/ui/i18n/voice.ts";

describe("the school's colour", () => {
  test("whatever it is, it can be read on every ground, and so can what stands on it", () => {
    const hex = fc
      .integer({ min: 0, max: 0xff_ff_ff })
      .map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(hex, (colour) => {
        const accents = accentsFor(colour);
        expect(accents).toBeDefined();
        for (const ground of grounds.light) {
          expect(contrastOf(accents?.light ?? "", ground)).toBeGreaterThanOrEqual(4.5);
        }
        for (const ground of grounds.dark) {
          expect(contrastOf(accents?.dark ?? "", ground)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrastOf(accents?.light ?? "", "#ffffff")).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(accents?.dark ?? "", "#0c1716")).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  test("and on each paper that a reader can choose", () => {
    const css = readFileSync(
      join(import.meta.dirname, "../../../lib/ui/theme/reading.css"),
      "utf8",
    );
    const papers = [...css.matchAll(/--(?:ground|surface|sunken): (#\w+);/g)].map(
      ([, colour]) => colour ?? "",
    );
    expect(papers).toHaveLength(6);
    for (const colour of ["#ffff00", "#ff0000", "#00ffff", "#7a1fa2", "#808080", "#00aa55"]) {
      for (const paper of papers) {
        expect(contrastOf(accentsFor(colour)?.light ?? "", paper), paper).toBeGreaterThan(4.5);
      }
    }
  });

  test("a colour that can be read already stays as it is", () => {
    expect(accentsFor("#0b3d91")?.light).toBe("#0b3d91");
  });

  test.each(["", "red", "#fff", "url(x)", "#12345g"])("%j is no colour", (colour) => {
    expect(accentsFor(colour)).toBeUndefined();
  });

  test.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#767676", "#ffffff", 4.54],
  ])("contrast of %s on %s is %d", (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 1);
  });

  test("the grounds are those of the style sheet", () => {
    const css = readFileSync(join(import.meta.dirname, "../../../lib/ui/theme/tokens.css"), "utf8");
    const said = (at: number) =>
      [...css.matchAll(/--(?:surface|ground|sunken): light-dark\((#\w+), (#\w+)\)/g)].map(
        (found) => found[at] ?? "",
      );
    expect(new Set(said(1))).toEqual(new Set(grounds.light));
    expect(new Set(said(2))).toEqual(new Set(grounds.dark));
    expect(css).toContain("--accent-ink: light-dark(#ffffff, #0c1716);");
  });

  test("a hostile colour reaches no style", () => {
    const root = document.createElement("html");
    applyLook({ colour: "red; background: url(https://evil.example.test)", reading: "ks1" }, root);
    expect(root.getAttribute("style")).toBeNull();
    expect(root.dataset["voice"]).toBe("young");
  });
});

describe("words", () => {
  test.each([
    ["ks1", "infant"],
    ["ks2", "young"],
    ["ks3", "teen"],
    ["ks4", "teen"],
    ["post16", "adult"],
    ["staff", "staff"],
    ["", "teen"],
  ])("reading level %j is spoken to as %s", (reading, voice) => {
    expect(voiceOf(reading)).toBe(voice);
  });

  test.each([
    ["infant", "teen only"],
    ["young", "teen only"],
    ["adult", "teen only"],
    ["staff", "teen only"],
  ] as const)("%s hear what teens hear where nothing else is said", (voice, words) => {
    expect(say({ teen: "teen only" }, voice)).toBe(words);
  });

  test("the youngest fall back to the words for children, and have their own where there are some", () => {
    expect(say({ young: "child", teen: "teen" }, "infant")).toBe("child");
    expect(say({ infant: "small", young: "child", teen: "teen" }, "infant")).toBe("small");
    expect(say({ infant: "small", young: "child", teen: "teen" }, "young")).toBe("child");
  });

  test("staff fall back to the words for adults; places are filled, others stay", () => {
    const text = { young: "a", teen: "b", adult: "Dear {name}, {other} {constructor}" };
    expect(say(text, "staff", { name: "Sam" })).toBe("Dear Sam, {other} {constructor}");
  });

  test.each([
    ["Mrs Amara Okafor", "AO"],
    ["Dr. Helen Marsh", "HM"],
    ["Zoë", "Z"],
    ["The Safeguarding Team", "ST"],
    ["", ""],
  ])("initials of %j are %j", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe("times, as a person in the UK says them", () => {
  const nowMs = Date.UTC(2026, 5, 10, 12);
  test.each([
    [Date.UTC(2026, 5, 10, 8, 5), "today at 09:05"],
    [Date.UTC(2026, 5, 9, 23, 30), "today at 00:30"],
    [Date.UTC(2026, 5, 9, 8, 0), "yesterday at 09:00"],
    [Date.UTC(2026, 0, 6, 9, 0), "Tuesday 6 January at 09:00"],
  ])("%d", (atMs, words) => {
    expect(momentWords(atMs, nowMs)).toBe(words);
  });

  test("a browser that knows a language and none of its months: in figures", () => {
    class WithoutMonths extends Intl.DateTimeFormat {
      constructor(locale: string, options: Intl.DateTimeFormatOptions) {
        super(locale, options);
        if (options.weekday === "long") {
          Object.defineProperty(this, "format", { value: () => "M11 17, Tue" });
        }
      }
    }
    vi.stubGlobal("Intl", Object.assign(Object.create(Intl), { DateTimeFormat: WithoutMonths }));
    const atMs = Date.UTC(2026, 10, 17, 9, 30);
    expect(momentWords(atMs, atMs + 9 * 86_400_000, chromeEnglish, "pa")).toBe(
      "17/11/2026 at 09:30",
    );
    vi.unstubAllGlobals();
  });
});
