// The language a reader chose, kept on this device for the next page: a code of two letters, and nothing about whom.
const key = "language";

/** What was chosen here before; undefined where nothing was, or nothing can be kept. */
export function keptLanguage(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepLanguage(code: string): void {
  try {
    localStorage.setItem(key, code);
  } catch {
    // The choice still holds while the page is open.
  }
}
