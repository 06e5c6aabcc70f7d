// Which pages are looked at, in which state, after which steps.

import type { LanguageCode } from "../../../lib/ui/i18n/languages.ts";

export type Step =
  | { readonly click: string }
  | { readonly press: string }
  | { readonly choose: string }
  | { readonly write: readonly [selector: string, text: string] };

export const galleryPages = [
  "report",
  "blocked",
  "closed",
  "agreement",
  "notice",
  "site",
  "status",
] as const;

export interface Shot {
  /** One name, one state; the samples and the steps are looked up by it. */
  readonly name: string;
  readonly page: (typeof galleryPages)[number];
  readonly state: string;
  /** What the reader chose before; absent: English. */
  readonly language?: LanguageCode;
  /** What else is kept on the device: settings of a reader, by the name under which the page keeps them. */
  readonly kept?: Readonly<Record<string, string>>;
  readonly hash?: string;
  readonly popup?: boolean;
  readonly steps?: readonly Step[];
}

const address = "#u=https://www.bigwins.example.test/slots?from=ad";
const next = { press: "Next" };
const toTell = [{ choose: "contact" }, next];
const toWords = [...toTell, { choose: "dsl" }, next];
const written = [
  ...toWords,
  {
    write: [
      "#words",
      "Somebody from a game keeps asking where I live. I said no but they keep asking.",
    ],
  },
  { write: ["#reach", "at lunch, not in front of my form"] },
] as const;
const toCheck = [...written, next];
const toEnd = [...toCheck, { press: "Send" }];

const on = { click: ".actions-row .button-main" };
const toWordsAnywhere = [{ choose: "contact" }, on, { choose: "dsl" }, on];
const elsewhere = (["cy", "ar", "ur", "pa", "bn", "pl", "uk", "ro", "so"] as const).flatMap(
  (language): readonly Shot[] => [
    { name: `in-${language}-1-what`, page: "report", state: "teen", popup: true, language },
    {
      name: `in-${language}-3-words`,
      page: "report",
      state: "teen",
      popup: true,
      language,
      steps: toWordsAnywhere,
    },
    {
      name: `in-${language}-4-check`,
      page: "report",
      state: "teen",
      popup: true,
      language,
      steps: [...toWordsAnywhere, on],
    },
    {
      name: `in-${language}-help`,
      page: "report",
      state: "teen",
      popup: true,
      language,
      steps: [{ choose: "contact" }, { click: ".tab:nth-child(2)" }],
    },
    {
      name: `in-${language}-blocked`,
      page: "blocked",
      state: "blocked-asked",
      hash: address,
      language,
    },
    { name: `in-${language}-closed`, page: "closed", state: "notice", language },
  ],
);

const readingOpen = [{ click: ".tool[aria-controls=reading]" }];
/** Settings of a reader, as the pages keep them. */
const bigAndEasy = [
  { size: "largest", letters: "easy", paper: "cream", strong: false, still: true },
  { size: "larger", letters: "usual", paper: "blue", strong: false, still: true },
  { size: "usual", letters: "easy", paper: "dark", strong: true, still: true },
  { size: "usual", letters: "usual", paper: "usual", strong: true, still: true },
].map((reading) => ({ reading: JSON.stringify(reading) }));

export const shots: readonly Shot[] = [
  ...elsewhere,
  { name: "in-cy-notice", page: "notice", state: "notice", language: "cy" },
  { name: "in-cy-agreement", page: "agreement", state: "agreement", language: "cy" },
  { name: "in-ar-notice", page: "notice", state: "notice", language: "ar" },
  { name: "report-1-what", page: "report", state: "teen", popup: true },
  {
    name: "report-1-what-young",
    page: "report",
    state: "young",
    popup: true,
    steps: [{ choose: "myself" }],
  },
  { name: "report-1-dead", page: "report", state: "dead", popup: true },
  { name: "report-2-tell", page: "report", state: "teen", popup: true, steps: toTell },
  {
    name: "report-2-tell-adult",
    page: "report",
    state: "teen",
    popup: true,
    steps: [{ choose: "adult" }, next],
  },
  { name: "report-3-words", page: "report", state: "teen", popup: true, steps: written },
  { name: "report-4-check", page: "report", state: "teen", popup: true, steps: toCheck },
  { name: "report-5-sent", page: "report", state: "teen", popup: true, steps: toEnd },
  { name: "report-5-kept", page: "report", state: "kept", popup: true, steps: toEnd },
  { name: "report-5-seen", page: "report", state: "seen", popup: true, steps: toEnd },
  { name: "report-5-refused", page: "report", state: "refused", popup: true, steps: toEnd },
  {
    name: "report-help",
    page: "report",
    state: "teen",
    popup: true,
    steps: [{ choose: "contact" }, { press: "Help now" }],
  },
  {
    name: "report-help-young",
    page: "report",
    state: "young",
    popup: true,
    steps: [{ press: "Help" }],
  },
  {
    name: "report-mine",
    page: "report",
    state: "receipts",
    popup: true,
    steps: [{ press: "My worries" }],
  },
  {
    name: "report-baseline",
    page: "report",
    state: "baseline",
    popup: true,
    steps: [{ choose: "upset" }, next],
  },
  { name: "report-tab", page: "report", state: "teen" },
  { name: "report-tab-check", page: "report", state: "teen", steps: toCheck },
  { name: "blocked", page: "blocked", state: "blocked", hash: address },
  { name: "blocked-young", page: "blocked", state: "blocked-young", hash: address },
  {
    name: "blocked-accident",
    page: "blocked",
    state: "blocked",
    hash: address,
    steps: [{ press: "I came here by accident" }],
  },
  {
    name: "blocked-review",
    page: "blocked",
    state: "blocked",
    hash: address,
    steps: [{ press: "I think this should be open" }],
  },
  {
    name: "blocked-review-noted",
    page: "blocked",
    state: "blocked",
    hash: address,
    steps: [{ press: "I think this should be open" }, { press: "Send" }],
  },
  {
    name: "blocked-help",
    page: "blocked",
    state: "blocked",
    hash: address,
    steps: [{ press: "I need help" }],
  },
  { name: "blocked-asked", page: "blocked", state: "blocked-asked", hash: address },
  { name: "blocked-asked-young", page: "blocked", state: "blocked-asked-young", hash: address },
  { name: "blocked-warn", page: "blocked", state: "warn", hash: address },
  {
    name: "blocked-unlock",
    page: "blocked",
    state: "blocked",
    hash: address,
    steps: [{ press: "Staff: open this for a time" }, { press: "Show a request" }],
  },
  { name: "blocked-lesson", page: "blocked", state: "lesson", hash: address },
  { name: "blocked-lesson-young", page: "blocked", state: "lesson-young", hash: address },
  { name: "blocked-withdrawn", page: "blocked", state: "withdrawn", hash: address },
  { name: "blocked-through", page: "blocked", state: "through", hash: address },
  { name: "blocked-self-harm", page: "blocked", state: "self-harm", hash: address },
  { name: "blocked-self-harm-young", page: "blocked", state: "self-harm-young", hash: address },
  { name: "blocked-illegal", page: "blocked", state: "illegal", hash: address },
  { name: "blocked-baseline", page: "blocked", state: "baseline", hash: address },
  { name: "blocked-dead", page: "blocked", state: "dead", hash: "#u=javascript:alert(1)" },
  { name: "closed", page: "closed", state: "notice" },
  { name: "closed-young", page: "closed", state: "notice-young" },
  { name: "closed-dead", page: "closed", state: "dead" },
  { name: "agreement", page: "agreement", state: "agreement" },
  { name: "agreement-young", page: "agreement", state: "agreement-young" },
  { name: "agreement-agreed", page: "agreement", state: "agreed" },
  { name: "agreement-dead", page: "agreement", state: "dead" },
  { name: "notice", page: "notice", state: "notice" },
  { name: "notice-young", page: "notice", state: "notice-young" },
  { name: "notice-baseline", page: "notice", state: "baseline" },
  { name: "blocked-set-by", page: "blocked", state: "blocked-set-by", hash: address },
  { name: "blocked-middle", page: "blocked", state: "blocked-middle", hash: address },
  { name: "blocked-adult", page: "blocked", state: "blocked-adult", hash: address },
  { name: "blocked-staff", page: "blocked", state: "blocked-staff", hash: address },
  { name: "blocked-warn-young", page: "blocked", state: "warn-young", hash: address },
  { name: "agreement-infant", page: "agreement", state: "agreement-infant" },
  { name: "agreement-adult", page: "agreement", state: "agreement-adult" },
  { name: "agreement-again", page: "agreement", state: "agreement-again" },
  { name: "notice-mine", page: "notice", state: "notice-mine" },
  { name: "notice-middle", page: "notice", state: "notice-middle" },
  { name: "notice-adult", page: "notice", state: "notice-adult" },
  { name: "site", page: "site", state: "blocked-notice", hash: address },
  {
    name: "site-noted",
    page: "site",
    state: "blocked-notice",
    hash: address,
    steps: [{ press: "Send" }],
  },
  { name: "report-draft", page: "report", state: "draft", popup: true },
  { name: "report-3-marked", page: "report", state: "marked", popup: true, steps: toWords },
  {
    name: "report-4-long",
    page: "report",
    state: "marked",
    popup: true,
    steps: [...toWords, { click: "label:has(input[type=checkbox])" }, next],
  },
  { name: "report-1-middle", page: "report", state: "middle", popup: true },
  { name: "report-1-adult", page: "report", state: "post16", popup: true },
  { name: "reading-popup", page: "report", state: "teen", popup: true, steps: readingOpen },
  { name: "reading-page", page: "blocked", state: "blocked", hash: address, steps: readingOpen },
  ...bigAndEasy.map((kept, index): Shot => ({
    name: `reading-popup-${index + 1}`,
    page: "report",
    state: "teen",
    popup: true,
    kept,
    steps: toWords,
  })),
  ...bigAndEasy.map((kept, index): Shot => ({
    name: `reading-page-${index + 1}`,
    page: "blocked",
    state: "blocked",
    hash: address,
    kept,
  })),
  // Where words are long, very big words are the first to be cut.
  ...(["uk", "so", "ar"] as const).map((language): Shot => ({
    name: `reading-popup-${language}`,
    page: "report",
    state: "teen",
    popup: true,
    language,
    kept: bigAndEasy[0] ?? {},
  })),
  {
    name: "blocked-young-more",
    page: "blocked",
    state: "blocked-young",
    hash: address,
    steps: [{ press: "More" }],
  },
  { name: "status", page: "status", state: "status" },
  { name: "status-bad", page: "status", state: "status-bad" },
  { name: "status-dead", page: "status", state: "dead" },
];

/** Where the gallery shows it, relative to its origin. */
export function addressOfShot({ name, page, language, kept, hash = "" }: Shot): string {
  const asked = new URLSearchParams({ shot: name, "keep.language": language ?? "en" });
  for (const [key, value] of Object.entries(kept ?? {})) asked.set(`keep.${key}`, value);
  return `/entrypoints/${page}/index.html?${asked.toString()}${hash}`;
}
