// How the school looked when it was last heard of: colour, age and language, so that the next page need not change its
// dress when the worker answers. Nothing about whom.
const key = "look";

export interface KeptLook {
  readonly colour: string;
  readonly reading: string;
  readonly language?: string | undefined;
}

/** What was kept; undefined for nothing, and for what is not ours. Never throws. */
export function keptLook(): KeptLook | undefined {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (typeof parsed !== "object" || parsed === null) return undefined;
    const { colour, reading, language } = parsed as Record<keyof KeptLook, unknown>;
    if (typeof colour !== "string" || typeof reading !== "string") return undefined;
    return { colour, reading, ...(typeof language === "string" ? { language } : {}) };
  } catch {
    return undefined;
  }
}

/** The dress that was made of it is kept with it: `first-look.ts` puts it on without making it again. */
export function keepLook({ colour, reading, language }: KeptLook): void {
  const { dataset, style } = document.documentElement;
  const dress = { voice: dataset["voice"], style: style.cssText };
  try {
    localStorage.setItem(key, JSON.stringify({ colour, reading, language, ...dress }));
  } catch {
    // The next page begins plainly, as the first one did.
  }
}
