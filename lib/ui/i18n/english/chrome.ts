// The words of the frame around every page, and of the parts that every page uses.
// A page's own words stand beside this file, one file a page.
import type { Voiced } from "../voice.ts";

export const chromeEnglish = {
  yourSchool: "Your school",
  language: "Language",

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
  aboutPage: "Tell school about a page",
  pageParts: "Parts of this page",
  reading: "Make it easier to read",
  newTab: "(opens in a new tab)",
  textTo: "Text {word} to {number}",

  today: "today at {time}",
  tomorrow: "tomorrow at {time}",
  yesterday: "yesterday at {time}",
  onDay: "{day} at {time}",
} as const satisfies Readonly<Record<string, Voiced>>;

export type ChromeKey = keyof typeof chromeEnglish;
