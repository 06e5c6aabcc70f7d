// How many addresses got which answer, by profile: the summary of a long list.
import type { Explanation } from "./explain-address.ts";

const firstMost = 3;
const order: readonly Explanation["action"][] = ["block", "warn", "monitor", "allow"];

export interface ExplainCount {
  readonly action: Explanation["action"];
  /** The category with the list, or the step of the law that answered. */
  readonly what: string;
  readonly count: number;
  /** The first few addresses that got it. */
  readonly first: readonly string[];
}

export interface ExplainCounts {
  add(profile: string, answer: Explanation): void;
  /** The strictest action first, then the most frequent. */
  of(profile: string): readonly ExplainCount[];
}

interface Running {
  readonly action: Explanation["action"];
  readonly what: string;
  count: number;
  readonly first: string[];
}

function whatOf({ category, list, step }: Explanation): string {
  if (category === "") return step === "unknown" ? "(in no list)" : `(${step})`;
  return list === "" || list === category ? category : `${category}, list ${list}`;
}

export function createCounts(): ExplainCounts {
  const profiles = new Map<string, Map<string, Running>>();
  return {
    add(profile, answer) {
      const counts = profiles.get(profile) ?? new Map<string, Running>();
      profiles.set(profile, counts);
      const what = whatOf(answer);
      const key = `${answer.action} ${what}`;
      const running = counts.get(key) ?? { action: answer.action, what, count: 0, first: [] };
      counts.set(key, running);
      running.count += 1;
      if (running.first.length < firstMost) running.first.push(answer.url.slice(0, 60));
    },
    of(profile) {
      return [...(profiles.get(profile)?.values() ?? [])].sort(
        (one, other) =>
          order.indexOf(one.action) - order.indexOf(other.action) || other.count - one.count,
      );
    },
  };
}
