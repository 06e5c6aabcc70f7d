// How a reader likes the pages to look, kept on this device for the next page: sizes and colours, nothing about whom.
const key = "reading";

export const textSizes = ["usual", "large", "larger", "largest"] as const;
export const letterKinds = ["usual", "easy"] as const;
export const papers = ["usual", "cream", "blue", "dark"] as const;

export interface Reading {
  readonly size: (typeof textSizes)[number];
  /** `easy`: plain wide letters, more room between letters, words and lines, short lines from one edge. */
  readonly letters: (typeof letterKinds)[number];
  readonly paper: (typeof papers)[number];
  readonly strong: boolean;
  readonly still: boolean;
}

export const usualReading: Reading = {
  size: "usual",
  letters: "usual",
  paper: "usual",
  strong: false,
  still: false,
};

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}

/** What was kept, read back; whatever is not ours is as usual. Never throws. */
export function parseReading(kept: string | null): Reading {
  try {
    const parsed: unknown = JSON.parse(kept ?? "{}");
    const value = (typeof parsed === "object" ? parsed : undefined) ?? {};
    const { size, letters, paper, strong, still } = value as Record<keyof Reading, unknown>;
    return {
      size: oneOf(textSizes, size) ?? "usual",
      letters: oneOf(letterKinds, letters) ?? "usual",
      paper: oneOf(papers, paper) ?? "usual",
      strong: strong === true,
      still: still === true,
    };
  } catch {
    return usualReading;
  }
}

export function keptReading(): Reading {
  try {
    return parseReading(localStorage.getItem(key));
  } catch {
    return usualReading;
  }
}

/** Keeps it for the next page; as usual, nothing is kept at all. */
export function keepReading(reading: Reading): void {
  try {
    const text = JSON.stringify(reading);
    if (text === JSON.stringify(usualReading)) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // It still holds while the page is open.
  }
}

/** Dresses the page so; the rules are in theme/reading.css. */
export function applyReading(reading: Reading, root: HTMLElement = document.documentElement): void {
  const { size, letters, paper, strong, still } = reading;
  root.dataset["size"] = size;
  root.dataset["letters"] = letters;
  root.dataset["paper"] = paper;
  root.dataset["contrast"] = strong ? "strong" : "usual";
  root.dataset["motion"] = still ? "still" : "usual";
}
