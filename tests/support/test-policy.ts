// A small policy of an invented school, for browser tests: one site for each thing that can happen.
import type { PolicyInput } from "../../lib/contract/policy.ts";

export const hosts = {
  blocked: "bets.example-site.test",
  warned: "shop.example-site.test",
  monitored: "robot.example-site.test",
  open: "lessons.example-site.test",
  search: "www.bing.com",
  help: "www.childline.org.uk",
} as const;

/** The policy; `changes` lie over its top level. */
export function testPolicy(changes: Partial<PolicyInput> = {}): PolicyInput {
  return {
    schoolgate: 1,
    version: "test-1",
    school: {
      name: "Example Academy",
      shortName: "Example",
      hosts: ["example-academy.test"],
      dsl: "dsl",
      head: "head",
      contacts: [
        {
          id: "dsl",
          name: "Ms Ode Example",
          role: "Designated Safeguarding Lead",
          where: "Room 4",
        },
        { id: "head", name: "Mr Tam Sample", role: "Headteacher" },
      ],
    },
    lists: [
      { id: "own-bets", title: "Own list", category: "gambling", hosts: [hosts.blocked] },
      { id: "own-shops", title: "Own list", category: "shopping", hosts: [hosts.warned] },
      { id: "own-robots", title: "Own list", category: "ai-services", hosts: [hosts.monitored] },
    ],
    profiles: {
      pupil: {
        reading: "ks3",
        categories: { gambling: "block", shopping: "warn", "ai-services": "monitor" },
        monitoring: { page: true, typed: true, search: true, blockedVisits: true },
      },
    },
    strictest: "pupil",
    reporting: { batchSeconds: 5, unnamedWorries: true },
    ...changes,
  };
}

/** The same with an agreement that has to be read first. */
export function policyWithAgreement(): PolicyInput {
  const policy = testPolicy();
  return {
    ...policy,
    agreements: {
      aup: {
        version: "1",
        title: "How we use our Chromebooks",
        rules: ["Be kind.", "Ask when you are unsure."],
        promise: "I will do my best to keep to this.",
      },
    },
    profiles: { pupil: { ...policy.profiles["pupil"], agreement: "aup" } },
  };
}
