// One setting of a profile, folded from the root of its chain to the profile itself: a nearer line beats a farther one,
// the section of the time beats the profile's plain lines, and what a profile locks nothing nearer can loosen.
import type { PolicyProfile } from "../../contract/policy.ts";
import { actions } from "../../contract/vocabulary.ts";
import type { Action } from "../../contract/vocabulary.ts";
import type { ProfileLink } from "./profile-chain.ts";

export interface Folding {
  /** The profile itself first, then what it extends. */
  readonly links: readonly ProfileLink[];
  /** The timetable's time, "" where there is none. */
  readonly time: string;
  /** Told of every line that was asked, and by which line of `locked` it was kept from having its effect. */
  readonly onLine?: (rule: string, lock: string | undefined) => void;
}

/** A value and the line of the policy that says it. */
export interface Said<T> {
  readonly value: T;
  readonly rule: string;
}

/** The same, with the line of `locked` that holds it. */
export interface Held<T> extends Said<T> {
  readonly lock?: string;
}

/** What a profile, or its section for a time, says. */
export type SettingsAt = Partial<PolicyProfile>;

export interface FoldedSetting<T> {
  /** The names by which `locked` can speak of it. */
  readonly locks: readonly string[];
  readonly read: (settings: SettingsAt, path: string) => Said<T> | undefined;
  readonly start: Said<T>;
  /** What is left of a nearer line where the setting is locked. `held` itself: nothing. */
  readonly keep: (held: T, said: T) => { readonly value: T; readonly isLoosening: boolean };
}

export function foldSetting<T>(folding: Folding, setting: FoldedSetting<T>): Held<T> {
  let held: Held<T> = setting.start;
  for (const link of folding.links.toReversed()) {
    const said = saidBy(link, folding.time, setting.read);
    if (said !== undefined) {
      if (held.lock === undefined) {
        folding.onLine?.(said.rule, undefined);
        held = said;
      } else {
        const { value, isLoosening } = setting.keep(held.value, said.value);
        folding.onLine?.(said.rule, isLoosening ? held.lock : undefined);
        if (value !== held.value) held = { value, rule: said.rule, lock: held.lock };
      }
    }
    if (held.lock === undefined) {
      const lock = lockLine(link, setting.locks);
      if (lock !== undefined) held = { ...held, lock };
    }
  }
  return held;
}

/** The section of the time, where it says something, else the profile's plain line. */
function saidBy<T>(
  { id, profile }: ProfileLink,
  time: string,
  read: FoldedSetting<T>["read"],
): Said<T> | undefined {
  const section = sectionOf(profile, time);
  const said = section === undefined ? undefined : read(section, `profiles.${id}.at.${time}`);
  return said ?? read(profile, `profiles.${id}`);
}

/** What a profile says for a time alone. */
export function sectionOf(profile: PolicyProfile, time: string): SettingsAt | undefined {
  const { at } = profile;
  return at !== undefined && Object.hasOwn(at, time) ? at[time] : undefined;
}

/** The place of the first entry of a profile's `locked` that is one of the names. */
export function lockLine(
  { id, profile }: ProfileLink,
  names: readonly string[],
): string | undefined {
  const place = profile.locked?.findIndex((name) => names.includes(name)) ?? -1;
  return place < 0 ? undefined : `profiles.${id}.locked.${place}`;
}

/** The line for an IT lead, with the lock that holds it. */
export function ruleOf({ rule, lock }: Held<unknown>): string {
  return lock === undefined ? rule : `${rule} (locked: ${lock})`;
}

export function isStricter(one: Action, other: Action): boolean {
  return actions.indexOf(one) < actions.indexOf(other);
}

/** `keep` of an action: the stricter of the two. */
export function keepStricter(
  held: Action,
  said: Action,
): { readonly value: Action; readonly isLoosening: boolean } {
  const isLoosening = isStricter(held, said);
  return { value: isLoosening ? held : said, isLoosening };
}

/** `keep` of a switch that a lock holds on. */
export function keepOn(
  held: boolean,
  said: boolean,
): { readonly value: boolean; readonly isLoosening: boolean } {
  return { value: held || said, isLoosening: held && !said };
}
