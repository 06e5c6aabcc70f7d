// A small, whole policy to change for a test. Everything in it is invented.
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import type { Policy, PolicyInput, PolicyPhrases } from "../../lib/contract/policy.ts";

/** A fresh policy as a school would write it, without a single problem. */
export function samplePolicy(): PolicyInput {
  return {
    schoolgate: 1,
    version: "test-1",
    school: {
      name: "Example Academy",
      hosts: ["example-academy.test"],
      dsl: "dsl",
      head: "head",
      contacts: [
        { id: "dsl", name: "Ms Sample", role: "Designated Safeguarding Lead" },
        { id: "head", name: "Dr Specimen", role: "Principal" },
      ],
    },
    protectedSites: ["quiet-room.test"],
    categories: [{ id: "club", title: "Clubs", why: "Approved.", pupil: "Your club." }],
    lists: [
      { id: "club-sites", title: "Club sites", category: "club", hosts: ["chess-club.test"] },
    ],
    agreements: {
      pupils: { version: "1", title: "Agreement", rules: ["I am kind."], promise: "I agree." },
    },
    profiles: {
      base: {
        reading: "ks2",
        agreement: "pupils",
        categories: { games: "block", news: "monitor", club: "allow" },
        block: ["arcade.test"],
      },
      ks3: {
        title: "Key stage 3",
        extends: "base",
        reading: "ks3",
        categories: { news: "allow" },
        allow: [{ host: "arcade.test", path: "/maths", why: "For maths.", until: "2027-01-31" }],
        monitoring: { thresholds: { hate: 60 } },
      },
    },
    assignments: [{ email: "*@pupils.example-academy.test", profile: "ks3" }],
    strictest: "base",
  };
}

/** Parses; throws with the problems where the sample is wrong. For tests only. */
export function policyOf(input: unknown): Policy {
  const parsed = parsePolicy(JSON.stringify(input));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, null, 1));
  return parsed.value;
}

/** A list of a school's own phrases with these lines. */
export function samplePhrases(
  lines: readonly string[],
  more: Partial<PolicyPhrases> = {},
): PolicyPhrases {
  return {
    id: "bus-stop",
    title: "At the bus stop",
    theme: "bullying",
    language: "en",
    why: "A name that hurts.",
    source: "the DSL",
    reviewed: "2026-11-16",
    lines: [...lines],
    ...more,
  };
}
