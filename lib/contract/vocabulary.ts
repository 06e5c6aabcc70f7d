// The closed word lists of Schoolgate. Free of zod, so that core and content scripts may import it at run time;
// the schemas beside it are built from these lists, so a word exists in one place.

/** What the policy can say about a site, from the strictest to the mildest. */
export const actions = ["block", "warn", "monitor", "allow"] as const;
export type Action = (typeof actions)[number];

/** How grave a concern is, mildest first. `critical` goes to the desk at once. */
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** What the scanner looks for: the themes of the lexicons in `rules/lexicons`. */
export const themes = [
  "extremism",
  "hate",
  "grooming",
  "sexual-harassment",
  "bullying",
  "violence",
  "self-harm",
  "eating-disorder",
  "drugs",
  "criminal-exploitation",
  "home-violence",
  "running-away",
  "misinformation",
  "scams",
] as const;
export type Theme = (typeof themes)[number];

/**
 * The languages whose phrases a school can have looked for beside the English ones, by their tags: the names of their
 * folders in `rules/lexicons`, and what a policy writes.
 */
export const languageTags = [
  "cy",
  "ar",
  "bn",
  "es",
  "fr",
  "pa-Arab",
  "pa-Guru",
  "pl",
  "ro",
  "so",
  "uk",
  "ur",
] as const;
export type LanguageTag = (typeof languageTags)[number];

/** What a language is called, and whether a speaker has read every line of its phrases. */
export const languages: Readonly<
  Record<LanguageTag, { readonly title: string; readonly isReviewed: boolean }>
> = {
  cy: { title: "Welsh", isReviewed: false },
  ar: { title: "Arabic", isReviewed: false },
  bn: { title: "Bengali", isReviewed: false },
  es: { title: "Spanish", isReviewed: false },
  fr: { title: "French", isReviewed: false },
  "pa-Arab": { title: "Punjabi in Shahmukhi", isReviewed: false },
  "pa-Guru": { title: "Punjabi in Gurmukhi", isReviewed: false },
  pl: { title: "Polish", isReviewed: false },
  ro: { title: "Romanian", isReviewed: false },
  so: { title: "Somali", isReviewed: false },
  uk: { title: "Ukrainian", isReviewed: false },
  ur: { title: "Urdu", isReviewed: false },
};

/** The file of the package that holds a language's packed phrases. */
export function languagePackName(language: LanguageTag): string {
  return `lexicon-${language}.bin`;
}

/** Where a text was met: read on a page, typed by the pupil, or searched for. */
export const textSources = ["page", "typed", "search"] as const;
export type TextSource = (typeof textSources)[number];

/** For whom words on a page are written. A profile names one. */
export const readingLevels = ["ks1", "ks2", "ks3", "ks4", "post16", "staff"] as const;
export type ReadingLevel = (typeof readingLevels)[number];

/** The drawings that can stand beside a rule of an agreement, for readers who do not read much yet. */
export const rulePictures = [
  "ask",
  "kind",
  "secret",
  "password",
  "tell",
  "careful",
  "learn",
  "time",
  "picture",
  "stop",
] as const;
export type RulePicture = (typeof rulePictures)[number];

/** Languages in which pages for pupils are written, by their tags; what a language lacks is shown in English. */
export const pageLanguages = ["en", "cy", "pl", "ro", "ur", "ar", "pa", "bn", "uk", "so"] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** What the help card can be about. */
export const careTopics = ["self-harm", "eating", "abuse"] as const;
export type CareTopic = (typeof careTopics)[number];

/** What is said of the help card and of the note on long use once they stand in a page. */
export const careAnswers = ["card-shown", "card-away", "rest-shown"] as const;
export type CareAnswer = (typeof careAnswers)[number];

/** What a pupil can say happened, in the order in which it is offered. */
export const worryKinds = [
  "unkind",
  "contact",
  "upset",
  "believe",
  "friend",
  "myself",
  "family",
  "adult",
  "other",
] as const;
export type WorryKind = (typeof worryKinds)[number];

/** The states of a case at the desk. */
export const caseStates = ["new", "looking", "closed"] as const;
export type CaseState = (typeof caseStates)[number];

/** How a case can end; `note` says the rest. */
export const caseOutcomes = [
  "no-concern",
  "false-alarm",
  "supported-in-school",
  "parents-informed",
  "referred",
  "filter-changed",
] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/**
 * What a pupil is told of the school's answer to "please open" or "please block". `talk`: to be talked about together;
 * `looked-at`: something else, which the desk knows.
 */
export const requestDecisions = [
  "opened",
  "left-closed",
  "blocked",
  "left-open",
  "talk",
  "looked-at",
] as const;
export type RequestDecision = (typeof requestDecisions)[number];

/** Days as a timetable names them, Monday first (ISO 8601). */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Kinds of file that a policy can keep from being downloaded (requirement F10). */
export const downloadKinds = [
  "programs",
  "scripts",
  "archives",
  "disk-images",
  "audio",
  "video",
  "torrents",
  "macros",
] as const;
export type DownloadKind = (typeof downloadKinds)[number];

/** How closely YouTube's own restricted mode is asked for (`YouTube-Restrict`). */
export const youtubeModes = ["strict", "moderate", "off"] as const;
export type YoutubeMode = (typeof youtubeModes)[number];

/** Ways round the filter that can be noticed. */
export const circumventionSigns = [
  "proxy-framework",
  "cloaked-tab",
  "carried-address",
  "repeated-attempts",
  "wrong-code",
] as const;
export type CircumventionSign = (typeof circumventionSigns)[number];

/** What can be opened for a time: one site, a kind of site; or a lesson list that closes everything else. */
export const unlockKinds = ["site", "category", "lesson"] as const;
export type UnlockKind = (typeof unlockKinds)[number];

/** For how many minutes: the desk and the pupil's screen offer the same, since a code names one of them. */
export const unlockMinutes: readonly number[] = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480];

/**
 * What small signs can add up to over days (`lib/core/sequence`), and the steps of each, which belong to that kind alone,
 * in the order in which they mostly come.
 */
export const stagesOfSequence = {
  grooming: [
    "age-and-alone",
    "flattery-and-gifts",
    "isolation",
    "secrecy",
    "moving-platform",
    "pictures",
    "drawing-near",
    "meeting",
    "pressure-and-threat",
  ],
  bullying: ["insults", "group-against-one"],
  radicalisation: ["interest", "hostility", "praise", "joining", "violence-wanted"],
  "running-away": [
    "wish-to-leave",
    "leaving-planned",
    "money-and-travel",
    "somewhere-to-go",
    "place-offered",
    "leaving-hidden",
    "leaving-now",
  ],
  "gang-exploitation": ["drawn-in", "carrying", "money-moved", "forced-acts", "debt-and-threat"],
} as const;
export type SequenceKind = keyof typeof stagesOfSequence;
// The bundler leaves out of the content script what it knows to be pure.
export const sequenceKinds = /* @__PURE__ */ Object.keys(stagesOfSequence) as SequenceKind[];
export const sequenceStages = /* @__PURE__ */ Object.values(stagesOfSequence).flat();
export type SequenceStage = (typeof sequenceStages)[number];

/** Where a sign stood: written by the person at the device, or by others and read on the page. */
export const signSources = ["typed", "page"] as const;
export type SignSource = (typeof signSources)[number];

/** UTF-16 units of one text that a page hands over to be looked through; more goes in several messages. */
export const mostReadChars = 60_000;
/** The same of what is typed, and of what stands around it. */
export const mostTypedChars = 4000;
/** Things that a page remembers to have said. */
export const mostKnownSayings = 100;
