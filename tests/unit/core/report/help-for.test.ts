import { describe, expect, test } from "vitest";
import { readingLevels, worryKinds, type WorryKind } from "../../../../lib/contract/vocabulary.ts";
import {
  emergencyPhone,
  helpServices,
  helpServiceSources,
} from "../../../../lib/core/report/help-services.ts";
import type { HelpServiceId } from "../../../../lib/core/report/help-contacts.ts";
import { isProtected } from "../../../../lib/core/policy/protected-sites.ts";
import { helpForCategory } from "../../../../lib/core/report/help-for-category.ts";
import { firstHelp } from "../../../../lib/core/report/first-help.ts";
import { helpBeyond } from "../../../../lib/core/report/help-for.ts";
import { helpForWorry } from "../../../../lib/core/report/help-for-worry.ts";

/** Those that have helplines of their own. */
const allCategories = [
  "self-harm",
  "extremism",
  "hate",
  "drugs",
  "alcohol-tobacco",
  "gambling",
  "pornography",
  "illegal",
  "anonymous-messaging",
  "chat",
  "dating",
];

const ids = (services: readonly { readonly id: string }[]) => services.map((one) => one.id);

describe("helplines for a worry", () => {
  test.each([
    ["unkind", "ks3", ["childline", "shout", "report-harmful-content"]],
    ["unkind", "ks2", ["childline"]],
    ["contact", "ks3", ["childline", "ceop", "report-remove", "police"]],
    ["contact", "ks1", ["childline", "ceop", "report-remove"]],
    ["upset", "ks4", ["childline", "report-harmful-content", "iwf", "act", "shout"]],
    ["upset", "ks2", ["childline"]],
    ["believe", "post16", ["childline", "act-early", "act"]],
    ["believe", "ks1", ["childline"]],
    ["friend", "ks3", ["childline", "papyrus", "act-early"]],
    ["friend", "ks2", ["childline"]],
    ["myself", "ks3", ["childline", "shout", "samaritans", "papyrus", "the-mix"]],
    ["myself", "post16", ["childline", "shout", "samaritans", "papyrus", "the-mix", "mind"]],
    ["myself", "staff", ["education-support", "nspcc", "shout", "samaritans", "papyrus", "mind"]],
    ["myself", "ks1", ["childline"]],
    ["family", "ks3", ["childline", "nspcc", "police"]],
    ["family", "ks2", ["childline"]],
    ["adult", "ks3", ["childline", "nspcc-education", "police"]],
    ["adult", "ks1", ["childline", "nspcc-education"]],
    ["other", "ks1", ["childline"]],
    ["other", "ks3", ["childline", "shout"]],
    ["contact", "staff", ["education-support", "nspcc", "ceop", "report-remove", "police"]],
    [undefined, "ks3", ["childline", "shout"]],
  ] as const)("%s for %s", (what, reading, expected) => {
    expect(ids(helpForWorry(what, reading))).toEqual(expected);
  });

  test("every worry at every age has somebody, and for pupils Childline comes first", () => {
    for (const what of worryKinds) {
      for (const reading of readingLevels) {
        const found = ids(helpForWorry(what, reading));
        expect(found.length, `${what} ${reading}`).toBeGreaterThan(0);
        if (reading !== "staff") expect(found[0], `${what} ${reading}`).toBe("childline");
        expect(new Set(found).size).toBe(found.length);
      }
    }
  });

  test.each(readingLevels)(
    "the rest of the list for %s: everybody who suits, each once",
    (reading) => {
      const first = helpForWorry("myself", reading);
      const all = ids([...first, ...helpBeyond(first, reading)]);
      expect(new Set(all).size).toBe(all.length);
      expect(all.includes("education-support")).toBe(reading === "staff");
      expect(all.includes("childline")).toBe(reading !== "staff");
      expect(all.includes("police")).toBe(reading !== "ks1" && reading !== "ks2");
      for (const what of worryKinds) {
        for (const { id } of helpForWorry(what, reading)) expect(all).toContain(id);
      }
    },
  );

  test("CEOP stands only where somebody makes contact, and says that it is not anonymous", () => {
    const kinds = worryKinds.filter((what) => ids(helpForWorry(what, "ks3")).includes("ceop"));
    expect(kinds).toEqual(["contact"]);
    expect(helpServices.ceop.note).toMatch(/cannot be anonymous/);
  });
});

describe("each service: for which worries it is named, who is not offered it, and what must be known first", () => {
  const young = ["ks1", "ks2"] as const;
  const rows: readonly [
    id: HelpServiceId,
    worries: readonly WorryKind[],
    categories: readonly string[],
    isForYoung: boolean,
    note: RegExp | undefined,
  ][] = [
    ["childline", worryKinds, allCategories, true, undefined],
    // Sexual abuse and grooming only, and never without a name.
    ["ceop", ["contact"], ["chat", "dating"], true, /cannot be anonymous/],
    ["report-remove", ["contact"], ["pornography", "illegal", "dating"], true, /never this form/],
    ["iwf", ["upset"], ["illegal"], false, undefined],
    ["report-harmful-content", ["unkind", "upset"], [], false, /13 or older/],
    ["samaritans", ["myself"], ["self-harm"], false, undefined],
    [
      "shout",
      ["unkind", "upset", "myself", "other"],
      ["self-harm", "anonymous-messaging"],
      false,
      undefined,
    ],
    ["papyrus", ["friend", "myself"], ["self-harm"], false, undefined],
    ["the-mix", ["myself"], [], false, undefined],
    ["mind", ["myself"], [], false, undefined],
    ["act", ["upset", "believe"], ["extremism"], false, undefined],
    ["act-early", ["believe", "friend"], ["extremism", "hate"], false, undefined],
    ["police", ["contact", "family", "adult"], [], false, undefined],
    ["nspcc", ["family"], [], false, undefined],
    ["nspcc-education", ["adult"], [], true, undefined],
    ["frank", [], ["drugs", "alcohol-tobacco"], false, undefined],
    ["gambling", [], ["gambling"], false, undefined],
  ];

  test.each(rows)("%s", (id, worries, categories, isForYoung, note) => {
    // Mind is for adults: the eldest see all that any pupil sees.
    const named = (found: readonly { readonly id: string }[]) => ids(found).includes(id);
    expect(worryKinds.filter((what) => named(helpForWorry(what, "post16")))).toEqual(worries);
    expect(allCategories.filter((one) => named(helpForCategory(one, "post16")))).toEqual(
      categories,
    );
    for (const reading of young) {
      const isOffered = worryKinds.some((what) => named(helpForWorry(what, reading)));
      expect(isOffered, reading).toBe(isForYoung);
    }
    if (note === undefined) expect(helpServices[id].note).toBeUndefined();
    else expect(helpServices[id].note).toMatch(note);
  });

  test("every service has its row, but those of the card about eating and of staff", () => {
    const told = [...rows.map(([id]) => id), "beat", "education-support"];
    expect(told.toSorted()).toEqual(Object.keys(helpServices).toSorted());
  });
});

describe("helplines for a blocked category", () => {
  test.each([
    ["self-harm", "ks3", ["childline", "shout", "samaritans", "papyrus"]],
    ["extremism", "ks3", ["childline", "act-early", "act"]],
    ["illegal", "ks3", ["childline", "report-remove", "iwf"]],
    ["gambling", "ks4", ["childline", "gambling"]],
    ["gambling", "ks1", ["childline"]],
    ["no-such-category", "ks3", ["childline", "shout"]],
    ["__proto__", "ks3", ["childline", "shout"]],
    ["constructor", "ks3", ["childline", "shout"]],
  ] as const)("%s for %s", (category, reading, expected) => {
    expect(ids(helpForCategory(category, reading))).toEqual(expected);
  });
});

describe("the facts", () => {
  test("every site named is a protected one, as the page says: always open, and no visit written down", () => {
    for (const { site } of Object.values(helpServices)) {
      expect(isProtected(new URL(site).hostname), site).toBe(true);
    }
  });

  test("the first ones, which the form carries with it, are the same", () => {
    expect(firstHelp.emergencyPhone).toBe(emergencyPhone);
    expect(helpServices.childline).toMatchObject(firstHelp.childline);
    expect(helpServices.nspcc).toMatchObject(firstHelp.nspcc);
  });

  test("each is dated, sourced, reachable over https and under its own name", () => {
    expect(emergencyPhone).toBe("999");
    for (const [id, service] of Object.entries(helpServices)) {
      expect(service.id).toBe(id);
      expect(new URL(service.site).protocol).toBe("https:");
      const { page, readOn } = helpServiceSources[service.id];
      expect(new URL(page).protocol).toBe("https:");
      expect(readOn).toMatch(/^2026-\d{2}-\d{2}$/);
      if (service.phone !== undefined)
        expect(service.phone).toMatch(/^(?:0[\d ]{7,13}\d|1\d{2}(?: \d{3})?)$/);
    }
  });

  test.each([
    ["childline", "0800 1111"],
    ["nspcc", "0808 800 5000"],
    ["papyrus", "0800 068 4141"],
    ["act-early", "0800 011 3764"],
    ["samaritans", "116 123"],
    ["act", "0800 789 321"],
    ["police", "101"],
    ["nspcc-education", "0800 136 663"],
    ["frank", "0300 123 6600"],
    ["gambling", "0808 8020 133"],
    ["education-support", "08000 562 561"],
  ] as const)("%s is %s", (id, phone) => {
    expect(helpServices[id].phone).toBe(phone);
  });
});
