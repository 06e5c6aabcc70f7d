// A small policy with what the desk offers: groups, a lesson list, limits of opening.
import type { PolicyInput } from "../../lib/contract/policy.ts";

export const smallPolicy = {
  schoolgate: 1,
  version: "2026-09-01",
  school: {
    name: "Example Academy",
    hosts: ["example-academy.test"],
    dsl: "ms-maple",
    contacts: [{ id: "ms-maple", name: "Ms Maple", role: "Safeguarding lead" }],
  },
  groups: { maths: { title: "Maths club", members: ["robin.sample@pupils.example-academy.test"] } },
  lessons: { maps: { title: "Maps", sites: ["maps.example.test"], minutes: 45 } },
  unlocks: { codes: true, longestMinutes: 60, never: ["pornography"] },
  profiles: {
    ks3: {
      title: "Years 7 to 9",
      reading: "ks3",
      categories: { games: "block", pornography: "block" },
      block: ["puzzles.example.test"],
    },
    ks4: { title: "Years 10 and 11", extends: "ks3", reading: "ks4" },
  },
  assignments: [{ profile: "ks3", email: "*@pupils.example-academy.test" }],
  strictest: "ks3",
} satisfies PolicyInput;
