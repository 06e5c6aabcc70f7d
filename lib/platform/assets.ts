// Files of our own package, made by lib/build.
import { languagePackName } from "../contract/vocabulary.ts";
import type { Assets } from "../app/ports.ts";
import { browser } from "./browser.ts";

async function load(name: string): Promise<Response> {
  const answer = await fetch(browser.runtime.getURL(name));
  if (!answer.ok) throw new Error(`the package has no ${name}`);
  return answer;
}

export function createAssets(): Assets {
  return {
    async categories(): Promise<unknown> {
      const value: unknown = await (await load("categories.json")).json();
      return value;
    },
    lexicon: async (language) =>
      (
        await load(language === undefined ? "lexicon.bin" : languagePackName(language))
      ).arrayBuffer(),
  };
}
