// The policy of a trust of schools and that of one of them, as one: the trust's profiles stand above the school's, so
// what the trust locks holds, and the school says the rest.
import type { Policy, PolicyProfile } from "../../contract/policy.ts";
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import { findLockedLines } from "./locked-lines.ts";
import { findProfile } from "./profile-chain.ts";

/** Before the ids of whatever is the trust's. */
const prefix = "trust-";

export interface MergedTrust {
  readonly policy: Policy;
  /** With places in the school's policy: its lines that have no effect, and names that both use. */
  readonly problems: readonly Problem[];
}

/**
 * One policy of two that are each of good shape. Pure; never throws. What stands in a list keeps its place in the
 * school's policy, so that a line of the merged one can be found there; the trust's comes after it.
 * The trust's profiles, lists, phrases, agreements, groups and lessons come in as `trust-<id>`; categories, protected sites,
 * withdrawn access and `unlocks.never` are joined. A school's profile that extends nothing extends the trust's of the
 * same name or, where there is none, the trust's strictest. The school's people, hosts, assignments, reporting and,
 * where it has one, its day are its own.
 */
export function mergeTrust(trust: Policy, school: Policy): MergedTrust {
  const problems: Problem[] = [];
  const profiles: Record<string, PolicyProfile> = {};
  for (const [id, profile] of Object.entries(trust.profiles)) {
    profiles[prefix + id] = fromTrust(profile);
  }
  const taken = <T>(path: string, theirs: Readonly<Record<string, T>>, ours: readonly string[]) => {
    const kept: Record<string, T> = {};
    for (const [id, one] of Object.entries(theirs)) {
      if (!ours.includes(id)) kept[id] = one;
      else problems.push(usedByTrust(`${path}.${id}`, id));
    }
    return kept;
  };
  const trustIds = (things: Readonly<Record<string, unknown>>) =>
    Object.keys(things).map((id) => prefix + id);
  const schoolProfiles = taken("profiles", school.profiles, trustIds(trust.profiles));
  for (const [id, profile] of Object.entries(schoolProfiles)) {
    const above = findProfile(trust, id) === undefined ? trust.strictest : id;
    profiles[id] =
      profile.extends === undefined ? { ...profile, extends: prefix + above } : profile;
  }
  const prefixed = <T>(things: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(things).map(([id, one]) => [prefix + id, one]));

  const policy: Policy = {
    ...school,
    version: `${school.version} + ${trust.version}`.slice(0, 60),
    protectedSites: [...new Set([...school.protectedSites, ...trust.protectedSites])],
    categories: joinCategories(trust, school, problems),
    lists: joinLists(trust, school, problems),
    phrases: joinPhrases(trust, school, problems),
    agreements: {
      ...prefixed(trust.agreements),
      ...taken("agreements", school.agreements, trustIds(trust.agreements)),
    },
    groups: {
      ...prefixed(trust.groups),
      ...taken("groups", school.groups, trustIds(trust.groups)),
    },
    withdrawn: [
      ...school.withdrawn,
      ...trust.withdrawn.map((entry) =>
        entry.group === undefined ? entry : { ...entry, group: prefix + entry.group },
      ),
    ],
    lessons: {
      ...prefixed(trust.lessons),
      ...taken("lessons", school.lessons, trustIds(trust.lessons)),
    },
    unlocks: {
      codes: trust.unlocks.codes && school.unlocks.codes,
      longestMinutes: Math.min(trust.unlocks.longestMinutes, school.unlocks.longestMinutes),
      never: [...new Set([...school.unlocks.never, ...trust.unlocks.never])],
    },
    profiles,
    ...dayOf(trust, school, problems),
  };
  if (school.unlocks.longestMinutes > trust.unlocks.longestMinutes) {
    problems.push(
      problem(
        "unlocks.longestMinutes",
        `the number ${school.unlocks.longestMinutes}`,
        `at most the trust's ${trust.unlocks.longestMinutes}, which holds`,
        "warning",
      ),
    );
  }
  problems.push(...findLockedLines(policy, Object.keys(schoolProfiles)));
  return { policy, problems };
}

function fromTrust(profile: PolicyProfile): PolicyProfile {
  const { agreement } = profile;
  return {
    ...profile,
    ...(profile.extends === undefined ? {} : { extends: prefix + profile.extends }),
    ...(typeof agreement === "string" ? { agreement: prefix + agreement } : {}),
  };
}

function usedByTrust(path: string, id: string): Problem {
  return problem(
    path,
    `"${id}", a name that the trust's policy takes`,
    `a name that does not begin with "${prefix}": this one is left out`,
    "warning",
  );
}

/** A kind of site has one meaning in the whole trust: the trust's words win, in the place of the school's. */
function joinCategories(trust: Policy, school: Policy, problems: Problem[]): Policy["categories"] {
  const theirs = new Map(trust.categories.map((category) => [category.id, category]));
  const joined = school.categories.map((own, place) => {
    const category = theirs.get(own.id);
    if (category === undefined) return own;
    theirs.delete(own.id);
    if (isSameWords(own, category)) return own;
    problems.push(
      problem(
        `categories.${place}.id`,
        `"${own.id}", a category of the trust`,
        "another id, or no entry: the trust's words hold",
        "warning",
      ),
    );
    return category;
  });
  return [...joined, ...theirs.values()];
}

function isSameWords(one: Policy["categories"][number], other: typeof one): boolean {
  return one.title === other.title && one.why === other.why && one.pupil === other.pupil;
}

function joinLists(trust: Policy, school: Policy, problems: Problem[]): Policy["lists"] {
  const theirs = new Map(
    trust.lists.map((list) => [prefix + list.id, { ...list, id: prefix + list.id }]),
  );
  const joined = school.lists.map((own, place) => {
    const list = theirs.get(own.id);
    if (list === undefined) return own;
    theirs.delete(own.id);
    problems.push(usedByTrust(`lists.${place}.id`, own.id));
    return list;
  });
  return [...joined, ...theirs.values()];
}

/** Both are looked for; the trust's come as `trust-<id>`. */
function joinPhrases(trust: Policy, school: Policy, problems: Problem[]): Policy["phrases"] {
  const theirs = trust.phrases.map((list) => ({ ...list, id: prefix + list.id }));
  const names = new Set(theirs.map(({ id }) => id));
  const own = school.phrases.map((list, place) => {
    if (!names.has(list.id)) return list;
    problems.push(usedByTrust(`phrases.${place}.id`, list.id));
    return undefined;
  });
  return [...own.filter((list) => list !== undefined), ...theirs];
}

/** Times of the day by which the trust says something, and which the school's day does not have, never come. */
function dayOf(trust: Policy, school: Policy, problems: Problem[]): Pick<Policy, "day"> {
  const day = school.day ?? trust.day;
  if (day === undefined) return {};
  const times = new Set([...day.periods.map(({ time }) => time), day.otherwise]);
  const asked = new Set(
    Object.values(trust.profiles).flatMap((profile) => Object.keys(profile.at ?? {})),
  );
  for (const time of asked) {
    if (times.has(time)) continue;
    problems.push(
      problem(
        "day.periods",
        `no time called "${time}", of which the trust's policy speaks`,
        `a period with "time": "${time}"`,
        "warning",
      ),
    );
  }
  return { day };
}
