// A reader's own settings. One set of words for everybody: short, and easy enough for the youngest.
import type { Voiced } from "../voice.ts";

export const readingEnglish = {
  title: "Make it easier to read",
  size: "How big",
  sizes: { usual: "Usual", large: "Big", larger: "Bigger", largest: "Very big" },
  letters: "Letters",
  letterKinds: { usual: "Usual", easy: "Easy to tell apart, with more room" },
  paper: "Colour of the page",
  papers: { usual: "Usual", cream: "Cream", blue: "Blue", dark: "Dark" },
  strong: "Stronger lines and darker words",
  still: "Nothing moves",
  done: "Done",
  reset: "As it was",
  kept: "Kept on this Chromebook only.",
} as const satisfies Readonly<Record<string, Voiced | Readonly<Record<string, Voiced>>>>;
