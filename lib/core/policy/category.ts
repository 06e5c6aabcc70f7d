// What a category is, for whoever compiles, decides or explains. The files are in rules/categories.

import type { Action } from "../../contract/vocabulary.ts";

/** The category that nobody at a school can open (requirement F2). */
export const illegalCategory = "illegal";

/** The category of hosts under which anybody may open a site: judged by `freeHosting`, not by the category's line. */
export const freeHostingCategory = "free-hosting";

/** A kind of site, as a file of `rules/categories` describes it. */
export interface Category {
  /** In kebab-case, the name of its file; policies name it by this. */
  readonly id: string;
  /** A few plain words, for the desk and the block page. */
  readonly title: string;
  /** One sentence for the IT lead: why a school would block it. */
  readonly why: string;
  /** One sentence for a pupil who meets the block page. */
  readonly pupil: string;
  /** The requirement it answers, such as `F1`. */
  readonly requirement: string;
  /** What the built-in baseline does with it when nobody is known to be signed in. */
  readonly strictest: Action;
  /** Normalised hosts, sorted, none below another. Each stands for itself and all below it. */
  readonly hosts: readonly string[];
}
