// Every kind of event is made by something that really happens, fits the contract, and carries who, when and by which
// policy, and nothing that the contract does not name. Where the school has keys, none of it stands readable on the disk.
import { beforeAll, expect, test } from "vitest";
import { waitUntil } from "../../../../cli/kit/wait-until.ts";
import { eventSchema } from "../../../../lib/contract/event.ts";
import type { EventKind } from "../../../../lib/contract/event.ts";
import { begun } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { makeSafeguardingSchool } from "../../../support/safeguarding-school.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;

const dayMs = 24 * 60 * 60_000;
const user = "a@pupils.example-academy.test";
const policy = (version: string, more: Record<string, unknown> = {}) =>
  fakePolicy({
    version,
    agreements: {
      aup: { version: "3", title: "How we use them", rules: ["Be kind."], promise: "I will." },
    },
    profiles: {
      pupil: {
        reading: "ks3",
        categories: { gambling: "block", shopping: "warn", "ai-services": "monitor" },
        agreement: "aup",
        monitoring: { visitReports: true },
      },
    },
    ...more,
  });

async function configure(school: School, changed: Record<string, unknown>): Promise<void> {
  school.world.managedValues = fakeConfig(changed);
  school.background.onManagedChanged();
  await untilQuiet();
}

const bets = "https://bets.test/";
const ways: Readonly<Record<EventKind, (school: School) => Promise<unknown>>> = {
  "blocked-visit": (school) => school.visit(bets),
  finding: (school) =>
    school.background.onMessage(
      {
        schoolgate: "page/finding",
        body: {
          claim: "aClaimOfAPage0000001",
          source: "typed",
          theme: "self-harm",
          severity: "high",
          score: 90,
          excerpt: "a purple elephant",
          matches: [{ start: 2, end: 8, phrase: "purple" }],
          excuses: [],
          title: "A room",
        },
      },
      school.fromPage("https://chat.test/room"),
    ),
  worry: (school) =>
    school.ask("worry/send", {
      what: "unkind",
      tell: "dsl",
      words: "Somebody is unkind.",
      reach: "",
      address: "",
      named: true,
      claim: "aClaimOfAWorry000001",
    }),
  "review-request": (school) =>
    school.ask("blocked/ask-review", {
      address: bets,
      wanted: "open",
      words: "for maths",
      claim: "asked00000000001",
    }),
  agreement: (school) => school.ask("agreement/agree", { agreement: "aup", version: "3" }),
  "policy-problem": (school) => configure(school, { schoolgate: 1, version: "bad" }),
  "policy-change": (school) => configure(school, policy("2")),
  "list-problem": (school) =>
    configure(
      school,
      policy("1", {
        lists: [
          {
            id: "far",
            title: "A list elsewhere",
            category: "gambling",
            address: "https://lists.test/far.txt",
          },
        ],
      }),
    ),
  async unlock({ world, ask }) {
    world.collector.orders = [
      {
        id: "order-1",
        kind: "site",
        host: "bets.test",
        fromMs: world.nowMs,
        untilMs: world.nowMs + 60_000,
        by: "Mr Tam Sample",
        why: "A lesson on chance",
      },
    ];
    world.nowMs += 5000;
    await ask("unlock/list", {});
  },
  async circumvention(school) {
    for (let turn = 0; turn < 5; turn += 1) {
      await school.visit(`https://a${turn}.bets.test/`);
      school.world.nowMs += 20_000;
    }
  },
  "filter-check": (school) => school.ask("status/check", {}),
  async health(school) {
    const { world, background } = school;
    world.collector.weather = ["fine"];
    world.collector.refuses = (event) => event.kind === "worry";
    await ways.worry(school);
    world.collector.weather = ["down"];
    await background.wake();
  },
  async "visit-report"(school) {
    await school.visit("https://read.test/", "committed");
    school.world.nowMs += dayMs;
    await school.background.wake();
  },
};

/** A pupil is signed in and has agreed; then the event happens. */
async function happened(kind: EventKind, sealedTo?: string): Promise<School> {
  const school = await begun(fakeConfig(policy("1")));
  const { world } = school;
  if (sealedTo !== undefined) {
    const address = "https://collector.example-academy.test/api/v1/safeguarding-keys";
    world.texts.set(address, { kind: "text", text: sealedTo, etag: "1" });
    world.nowMs += 2 * 60 * 60_000;
  }
  world.signedIn = user;
  school.background.onSignInChanged();
  await untilQuiet();
  // Read before anything else is opened; the kinds below are asked of what comes after.
  if (kind !== "agreement") await ways.agreement(school);
  await ways[kind](school);
  await untilQuiet();
  return school;
}

const kinds = Object.keys(ways) as EventKind[];

test.each(kinds)("%s", async (kind) => {
  const { world } = await happened(kind);
  const made = [...world.events.records.values()].flatMap(({ event }) =>
    event.kind === kind ? [event] : [],
  );
  expect(made.length).toBeGreaterThanOrEqual(1);
  for (const event of made) {
    expect(eventSchema.parse(event)).toEqual(event);
    expect(event).toMatchObject({
      format: 1,
      device: world.disk.state.get("device-1") as string,
      deviceLabel: "Trolley 2, number 7",
      user,
      profile: "pupil",
    });
    expect(["1", "2"]).toContain(event.policyVersion);
    expect(Math.abs(world.nowMs - event.atMs)).toBeLessThanOrEqual(dayMs);
  }
});

let keys: string;
beforeAll(async () => {
  const made = await makeSafeguardingSchool();
  keys = JSON.stringify((await made.change(1, [made.lead.held.key], [])).list);
});

/** Of what happens above, all that is a pupil's. */
const secrets = [
  user,
  "purple",
  "A room",
  "chat.test",
  "Somebody is unkind",
  "for maths",
  "bets.test",
  "read.test",
  "Ms Ode Example",
];

/** What stands open by decision: who sets the filter answers for what is asked for, and for what staff opened. */
const openByDecision: Partial<Record<EventKind, readonly string[]>> = {
  "review-request": ["bets.test"],
  unlock: ["bets.test"],
};

test.each(kinds)(
  "%s: sealed on the disk, and nothing beside it tells what is in the seal",
  async (kind) => {
    const { world } = await happened(kind, keys);
    // Sealing takes its time: real keys, real ciphers.
    await waitUntil(`a sealed ${kind} is stored`, () =>
      [...world.events.records.values()].some(
        ({ event }) => event.kind === kind && event.sealed !== undefined,
      ),
    );
    const records = [...world.events.records.values()];
    // What a school has set itself, and who is signed in, which Chrome keeps as well.
    const isSchools = (name: string) =>
      /^(policy|enforcement|managed|user|sealing|rule)-/.test(name);
    const disk = JSON.stringify([
      records.map((record) => ({ ...record, event: { ...record.event, sealed: "", head: "" } })),
      [...world.disk.state].filter(([name]) => !isSchools(name)),
    ]);
    const open = openByDecision[kind] ?? [];
    for (const secret of secrets) {
      expect([secret, disk.includes(secret)]).toEqual([secret, open.includes(secret)]);
    }
  },
);
