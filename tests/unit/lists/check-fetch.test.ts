import { describe, expect, test } from "vitest";
import type { PolicyInput } from "../../../lib/contract/policy.ts";
import { checkPolicy } from "../../../lib/core/policy/check-policy.ts";
import { policyOf, samplePolicy } from "../../support/policies.ts";

type ListInput = NonNullable<PolicyInput["lists"]>[number];

const good: ListInput = {
  id: "bets",
  title: "Betting",
  category: "gambling",
  fetch: { address: "https://publisher.test/bets.txt" },
  licence: "CC0",
};

function problemsOf(changes: Partial<ListInput>) {
  const policy = policyOf({ ...samplePolicy(), lists: [{ ...good, ...changes }] });
  return checkPolicy(policy, ["gambling", "games", "news"], Date.UTC(2026, 10, 22)).filter(
    ({ path }) => path.startsWith("lists"),
  );
}

describe("a list that the collector fetches", () => {
  test.each([
    ["over https", {}],
    ["from this machine", { fetch: { address: "http://127.0.0.1:8000/a.txt" } }],
    ["with a released host", { despiteShelter: ["any.ac.uk"] }],
  ] as const)("%s is fine", (_name, changes) => {
    expect(problemsOf(changes as Partial<ListInput>)).toEqual([]);
  });
  test.each([
    [
      "over http",
      { fetch: { address: "http://publisher.test/a" } },
      "lists.0.fetch.address",
      "error",
    ],
    [
      "from a host that only looks like this machine",
      { fetch: { address: "http://127.publisher.test/a" } },
      "lists.0.fetch.address",
      "error",
    ],
    ["with hosts as well", { hosts: ["a.test"] }, "lists.0", "error"],
    ["with an address as well", { address: "a.txt" }, "lists.0", "error"],
    ["without a licence", { licence: undefined }, "lists.0.licence", "warning"],
    [
      "with a released host that is none",
      { despiteShelter: ["a b"] },
      "lists.0.despiteShelter.0",
      "error",
    ],
    ["with a released suffix", { despiteShelter: ["ac.uk"] }, "lists.0.despiteShelter.0", "error"],
  ] as const)("%s is told", (_name, changes, path, level) => {
    expect(problemsOf(changes as Partial<ListInput>)).toEqual([
      expect.objectContaining({ path, level }),
    ]);
  });
});
