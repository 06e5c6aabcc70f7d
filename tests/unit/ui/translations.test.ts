// Each language says the same things as the English: no key empty, no place for a name lost, each kind of site named.
// That no key is missing is the compiler's word (lib/ui/i18n/translation.ts); here it is looked at once more.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { helpServices } from "../../../lib/core/report/help-services.ts";
import { pageLanguages } from "../../../lib/contract/vocabulary.ts";
import { agreementEnglish } from "../../../lib/ui/i18n/english/agreement.ts";
import { askedEnglish } from "../../../lib/ui/i18n/english/asked.ts";
import { blockedEnglish } from "../../../lib/ui/i18n/english/blocked.ts";
import { chromeEnglish } from "../../../lib/ui/i18n/english/chrome.ts";
import { closedEnglish } from "../../../lib/ui/i18n/english/closed.ts";
import { noticeEnglish } from "../../../lib/ui/i18n/english/notice.ts";
import { readingEnglish } from "../../../lib/ui/i18n/english/reading.ts";
import { reportEnglish } from "../../../lib/ui/i18n/english/report.ts";
import { chooseLanguage, languageCodes, languageOf } from "../../../lib/ui/i18n/languages.ts";
import { loadTranslation } from "../../../lib/ui/i18n/load-translation.ts";
import { say } from "../../../lib/ui/i18n/say.ts";
import { wordingFor, type Voiced } from "../../../lib/ui/i18n/voice.ts";
import { formsOf, leavesOf, wordingsOf } from "./word-leaves.ts";

const english = {
  chrome: chromeEnglish,
  report: reportEnglish,
  blocked: blockedEnglish,
  asked: askedEnglish,
  closed: closedEnglish,
  agreement: agreementEnglish,
  notice: noticeEnglish,
  reading: readingEnglish,
} as const;
const translated = languageCodes.filter((code) => code !== "en");
const inAllLanguages = ["chrome", "report", "blocked", "asked", "closed", "reading"] as const;

const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
const placesOfAll = (text: Voiced) =>
  new Set(wordingsOf(text).flatMap(([, wording]) => formsOf(wording).flatMap(placesOf)));

async function read(code: (typeof translated)[number]) {
  const words = await loadTranslation(code);
  if (words === undefined) throw new Error(`no words for ${code}`);
  return words;
}

test("the pages speak the languages that a policy can name", () => {
  expect([...languageCodes].toSorted()).toEqual([...pageLanguages].toSorted());
});

describe.each(translated)("%s", (code) => {
  test("has each part with each key, and Welsh has them all", async () => {
    const { parts } = await read(code);
    const names =
      code === "cy" ? (Object.keys(english) as (keyof typeof english)[]) : inAllLanguages;
    for (const name of names) {
      const keys = leavesOf(parts[name]).map(({ path }) => path);
      expect(keys.toSorted()).toEqual(
        leavesOf(english[name])
          .map(({ path }) => path)
          .toSorted(),
      );
    }
  });

  test("no text is empty, none is left in English, and each place stands in each wording", async () => {
    const { parts } = await read(code);
    const wrong: string[] = [];
    for (const [name, words] of Object.entries(parts)) {
      const source = new Map(
        leavesOf(english[name as keyof typeof english]).map(({ path, text }) => [path, text]),
      );
      for (const { path, text } of leavesOf(words)) {
        const from = source.get(path) ?? "";
        const allowed = placesOfAll(from);
        const needed = new Set(formsOf(wordingFor(from, "teen")).flatMap(placesOf));
        for (const [voice, wording] of wordingsOf(text)) {
          for (const form of formsOf(wording)) {
            const places = placesOf(form);
            const lost =
              voice === "young" || voice === "infant"
                ? []
                : [...needed].filter((one) => !places.includes(one));
            const strange = places.filter((one) => !allowed.has(one));
            if (form.trim() === "") wrong.push(`${name}.${path}: empty`);
            if (lost.length + strange.length > 0) {
              wrong.push(
                `${name}.${path} (${voice}): lost {${lost.join()}}, strange {${strange.join()}}`,
              );
            }
            if (form.length > 12 && formsOf(wordingFor(from, "teen")).includes(form)) {
              wrong.push(`${name}.${path}: as in English`);
            }
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("says what each helpline does, when it is open, and what to know first", async () => {
    const { help } = await read(code);
    for (const service of Object.values(helpServices)) {
      const said = help[service.id];
      expect(said.does.length, service.id).toBeGreaterThan(10);
      expect(said.open === undefined, `${service.id}: open`).toBe(service.open === undefined);
      expect(said.note === undefined, `${service.id}: note`).toBe(service.note === undefined);
    }
  });

  test("names each kind of site", async () => {
    const { categories } = await read(code);
    const folder = join(import.meta.dirname, "../../../rules/categories");
    const ids = readdirSync(folder)
      .filter((name) => name.endsWith(".txt"))
      .map((name) => name.replace(/\.txt$/, ""));
    expect(Object.keys(categories).toSorted()).toEqual(ids.toSorted());
  });

  test("numbers of helplines stay digits, and names stay names", async () => {
    const { parts } = await read(code);
    const { report } = parts;
    for (const text of [report.helpEmergency, report.callElsewhere]) {
      for (const [, wording] of wordingsOf(text)) expect(formsOf(wording).join()).toContain("999");
    }
    expect(say(report.callElsewhere, "teen")).toContain("Childline");
    expect(say(report.keptTitle, "teen") + say(report.mineNone, "teen")).not.toContain("{");
  });

  test("is said to be a machine's until a speaker has read it", async () => {
    expect((await read(code)).reviewed).toBe(false);
  });
});

describe("which language", () => {
  test.each([
    ["nothing is known", {}, "en"],
    ["the browser speaks Polish", { browser: "pl-PL" }, "pl"],
    ["the browser speaks a language that is not ours", { browser: "fi" }, "en"],
    ["the school speaks Welsh", { school: "cy", browser: "en-GB" }, "cy"],
    ["the pupil chose", { chosen: "ur", school: "cy", browser: "pl" }, "ur"],
    ["what was kept is no language of ours", { chosen: "xx", school: "cy" }, "cy"],
    ["the pupil chose English", { chosen: "en", school: "cy", browser: "ar" }, "en"],
  ] as const)("%s", (_name, wishes, code) => {
    expect(chooseLanguage(wishes)).toBe(code);
  });

  test.each([
    ["cy-GB", "cy"],
    ["PA-guru-IN", "pa"],
    ["pa-Arab-PK", undefined],
    ["pa-PK", undefined],
    ["", undefined],
    ["english", undefined],
  ])("%j is %s", (tag, code) => {
    expect(languageOf(tag)).toBe(code);
  });
});

describe("numbers and directions", () => {
  test.each([
    ["en", 1, "1 minute"],
    ["en", 15, "15 minutes"],
    ["pl", 1, "1 minutę"],
    ["pl", 3, "3 minuty"],
    ["pl", 15, "15 minut"],
    ["uk", 21, "21 хвилину"],
    ["ar", 5, "5\u2069 دقائق"],
    ["ar", 15, "15\u2069 دقيقة"],
    ["cy", 2, "2 funud"],
  ] as const)("%s, %d: %s", async (code, count, part) => {
    const words = (await loadTranslation(code))?.parts.blocked ?? blockedEnglish;
    expect(say(words.goOn, "teen", { count }, code)).toContain(part);
  });

  test("in a line from the right a number of a helpline is set apart, so that it keeps its order", () => {
    expect(say("{phone}", "teen", { phone: "0800 1111" }, "ar")).toBe("\u20680800 1111\u2069");
    expect(say("{phone}", "teen", { phone: "0800 1111" }, "pl")).toBe("0800 1111");
  });

  test("a voice without its own words hears the language's, never another language", async () => {
    const { parts } = await read("pl");
    expect(say(parts.report.sentTitle, "young")).toBe(say(parts.report.sentTitle, "teen"));
  });
});
