// The words of the frame around every page, and of the parts that every page uses.
// A page's own words stand beside this file, one file a page.
import type { Voiced } from "../voice.ts";

export const chromeEnglish = {
  yourSchool: "Your school",
  language: "Language",
  /** Said where a translation exists that no speaker has read. */
  machineMade:
    "A computer made this translation. Nobody who speaks English has checked it yet. If something is wrong or hard to understand, show an adult at school these words:",
  /** Said where the reader's language has no words for this page. */
  inEnglish: "This page is in English.",

  back: "Back",
  next: "Next",
  send: "Send",
  tryAgain: "Try again",
  closeNow: "Close now",
  listen: "Read it to me",
  stopListening: "Stop reading",
  dangerNow: "In danger right now?",
  call: "Call",
  loading: "One moment…",
  pageParts: "Parts of this page",
  newTab: "(opens in a new tab)",
  textTo: "Text {word} to {number}",

  today: "today at {time}",
  tomorrow: "tomorrow at {time}",
  yesterday: "yesterday at {time}",
  onDay: "{day} at {time}",
} as const satisfies Readonly<Record<string, Voiced>>;

export type ChromeKey = keyof typeof chromeEnglish;
