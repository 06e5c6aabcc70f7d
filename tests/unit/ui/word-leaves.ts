// Every text of a tree of words, with the path that leads to it.
import type { Voice, Voiced, Wording } from "../../../lib/ui/i18n/voice.ts";

export interface Leaf {
  readonly path: string;
  readonly text: Voiced;
}

function isText(value: object): boolean {
  return "teen" in value || ("one" in value && "other" in value && typeof value.one === "string");
}

/** The texts of a part, in order. */
export function leavesOf(value: unknown, path = ""): readonly Leaf[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  if (isText(value)) return [{ path, text: value as Voiced }];
  return Object.entries(value).flatMap(([key, below]) =>
    leavesOf(below, path === "" ? key : `${path}.${key}`),
  );
}

/** The wordings that a text holds, by voice ("all" where it is for everybody). */
export function wordingsOf(text: Voiced): readonly (readonly [Voice | "all", Wording])[] {
  if (typeof text === "string" || "other" in text) return [["all", text]];
  return Object.entries(text) as [Voice, Wording][];
}

/** The sentences of a wording: itself, or its forms by number. */
export function formsOf(wording: Wording): readonly string[] {
  return typeof wording === "string" ? [wording] : Object.values(wording);
}
