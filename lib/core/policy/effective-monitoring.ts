// What is noticed on pages, in typed text and in searches, and from which score on.
import { textSources, themes } from "../../contract/vocabulary.ts";
import type { LanguageTag, ReadingLevel, TextSource, Theme } from "../../contract/vocabulary.ts";
import { defaultThresholds } from "../match/default-thresholds.ts";
import { foldSetting, keepOn } from "./fold-setting.ts";
import type { Folding } from "./fold-setting.ts";
import type { EffectivePolicy } from "./types.ts";

const locks = ["monitoring"];

export function foldMonitoring(
  folding: Folding,
  reading: ReadingLevel,
  standard: { readonly blockedVisits: boolean; readonly excerptChars: number },
): EffectivePolicy["monitoring"] {
  const isOn = (name: TextSource | "blockedVisits" | "visitReports", start: boolean) =>
    foldSetting<boolean>(folding, {
      locks,
      read: ({ monitoring }, path) => {
        const value = monitoring?.[name];
        return value === undefined ? undefined : { value, rule: `${path}.monitoring.${name}` };
      },
      start: { value: start, rule: "built-in monitoring" },
      keep: keepOn,
    }).value;
  const languages = foldSetting<readonly LanguageTag[]>(folding, {
    locks,
    read: ({ monitoring }, path) =>
      monitoring?.languages === undefined
        ? undefined
        : { value: monitoring.languages, rule: `${path}.monitoring.languages` },
    start: { value: [], rule: "built-in monitoring" },
    // More may be looked for under a lock, and no less.
    keep: (held, said) => ({
      value: [...held, ...said],
      isLoosening: held.some((language) => !said.includes(language)),
    }),
  }).value;
  /** What is left out: under a lock nothing comes to it. */
  const leftOut = (name: "without" | "withoutFields"): readonly string[] =>
    foldSetting<readonly string[]>(folding, {
      locks,
      read: ({ monitoring }, path) => {
        const value = monitoring?.[name];
        return value === undefined ? undefined : { value, rule: `${path}.monitoring.${name}` };
      },
      start: { value: [], rule: "built-in monitoring" },
      keep: (held, said) => {
        const value = said.filter((one) => held.includes(one));
        return { value, isLoosening: value.length < said.length };
      },
    }).value;
  const without = leftOut("without");
  const withoutFields = leftOut("withoutFields");
  const thresholds: Partial<Record<Theme, number>> = {};
  for (const theme of themes) {
    if (without.includes(theme)) continue;
    const standardScore = defaultThresholds[reading][theme];
    thresholds[theme] = foldSetting<number>(folding, {
      locks,
      read: ({ monitoring }, path) => {
        const value = monitoring?.thresholds?.[theme];
        return value === undefined
          ? undefined
          : { value, rule: `${path}.monitoring.thresholds.${theme}` };
      },
      // What goes by age goes on going by age under a lock, where the locking profile says nothing of its own.
      start: { value: standardScore, rule: "built-in monitoring" },
      keep: (held, said) => ({ value: Math.min(held, said), isLoosening: said > held }),
    }).value;
  }
  return {
    sources: textSources.filter((source) => isOn(source, true)),
    thresholds,
    ...(withoutFields.length === 0 ? {} : { withoutFields }),
    blockedVisits: isOn("blockedVisits", standard.blockedVisits),
    excerptChars: foldSetting<number>(folding, {
      locks: [],
      read: ({ monitoring }, path) =>
        monitoring?.excerptChars === undefined
          ? undefined
          : { value: monitoring.excerptChars, rule: `${path}.monitoring.excerptChars` },
      start: { value: standard.excerptChars, rule: "built-in monitoring" },
      keep: (_held, said) => ({ value: said, isLoosening: false }),
    }).value,
    ...(languages.length === 0 ? {} : { languages: [...new Set(languages)] }),
    ...(isOn("visitReports", false) ? { visitReports: true as const } : {}),
  };
}

/** With what is watched at other times of the day, where the profile speaks of monitoring at any. */
export function monitoringOfDay(
  folding: Folding,
  reading: ReadingLevel,
  standard: Parameters<typeof foldMonitoring>[2],
): EffectivePolicy["monitoring"] {
  const now = foldMonitoring(folding, reading, standard);
  const times = new Set(
    folding.links.flatMap(({ profile }) =>
      Object.entries(profile.at ?? {}).flatMap(([time, { monitoring }]) =>
        monitoring === undefined ? [] : [time],
      ),
    ),
  );
  if (times.size === 0) return now;
  // "" is a time of which no section speaks.
  const all = ["", ...times].map((time) => foldMonitoring({ ...folding, time }, reading, standard));
  return {
    ...now,
    everWatched: {
      sources: textSources.filter((source) => all.some(({ sources }) => sources.includes(source))),
      themes: themes.filter((theme) =>
        all.some(({ thresholds }) => thresholds[theme] !== undefined),
      ),
      blockedVisits: all.some(({ blockedVisits }) => blockedVisits),
      visitReports: all.some(({ visitReports }) => visitReports === true),
    },
  };
}
