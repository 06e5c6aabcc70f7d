// What is rewritten when: big lists seldom, everything else at once, and right again after a death at any write.
import { describe, expect, it } from "vitest";
import { createCategoryService } from "../../../../lib/app/background/category-service.ts";
import { createEnforcementService } from "../../../../lib/app/background/enforcement-service.ts";
import type { ListService } from "../../../../lib/app/background/list-service.ts";
import { createMemory } from "../../../../lib/app/background/memory.ts";
import { createRuleService } from "../../../../lib/app/background/rule-service.ts";
import { parsePolicy } from "../../../../lib/contract/parse-policy.ts";
import type { UpdatePlan } from "../../../../lib/core/dnr/plan-update.ts";
import { isBulkId, ruleIdBlocks } from "../../../../lib/core/dnr/rule-ids.ts";
import type { DnrRule } from "../../../../lib/core/dnr/types.ts";
import { decide } from "../../../../lib/core/policy/decide.ts";
import type { HostPatch } from "../../../../lib/core/policy/host-table.ts";
import type { Lesson, Unlock } from "../../../../lib/core/policy/types.ts";
import { matchRules } from "../../../support/dnr-model.ts";
import {
  createDisk,
  createFakeWorld,
  fakePolicy,
  startAtMs,
} from "../../../support/fakes/fake-world.ts";
import type { Disk, FakeWorld } from "../../../support/fakes/fake-world.ts";

/** More than what is settled at once. */
const many = Array.from({ length: 6000 }, (_, place) => `h${String(place).padStart(4, "0")}.test`);

interface Lists {
  hosts: readonly string[];
  patches: readonly HostPatch[] | undefined;
  /** Each reading of the lists' hosts. */
  reads: number;
}

interface Life {
  readonly world: FakeWorld;
  readonly lists: Lists;
  unlocks: readonly Unlock[];
  lesson: Lesson | undefined;
  readonly forgotten: string[];
  /** Every session rule that ever stood, by each update. */
  readonly sessions: (readonly DnrRule[])[];
  setPolicy(changes: Record<string, unknown>): Promise<void>;
  /** Lists have changed: a stamp, and what it leads to. */
  setStamp(stamp: string): Promise<void>;
  reconcile(): Promise<boolean>;
  /** What the browser does with a page, and what the gates say. */
  seen(host: string): Promise<{ readonly rules: string; readonly law: string }>;
}

function begin(disk: Disk = createDisk(), lists?: Lists): Life {
  const world = createFakeWorld(disk);
  const listState = lists ?? { hosts: many, patches: [], reads: 0 };
  const memory = createMemory(world);
  const categories = createCategoryService(world.assets);
  const enforcement = createEnforcementService(world, memory, categories);
  const forgotten: string[] = [];
  const sessions: (readonly DnrRule[])[] = [];
  const service: ListService = {
    refresh: () => Promise.resolve(),
    areWhole: () => Promise.resolve(true),
    sets(policy) {
      listState.reads += 1;
      return Promise.resolve(
        policy.lists.map((list, place) => ({
          id: list.id,
          category: list.category,
          title: list.title,
          rule: `lists.${place}`,
          hosts: listState.hosts,
        })),
      );
    },
    patchesSince: () => Promise.resolve(listState.patches),
    view: () => Promise.resolve([]),
  };
  const watched = {
    ...world,
    rules: {
      ...world.rules,
      async updateSession(plan: UpdatePlan) {
        await world.rules.updateSession(plan);
        sessions.push(disk.session);
      },
    },
    siteSettings: {
      ...world.siteSettings,
      forgetWorkers: (hosts: readonly string[]) => Promise.resolve(void forgotten.push(...hosts)),
    },
  };
  const rules = createRuleService(watched, memory, {
    categories,
    lists: service,
    enforcement,
    judge: {
      judge: () => Promise.reject(new Error("not asked here")),
      current: () => enforcement.current(),
      isAgreementDue: () => Promise.resolve(false),
      agreementWaitsUntilMs: () => Promise.resolve(undefined),
      proceeded: () => Promise.resolve([]),
      unlocks: () => Promise.resolve(life.unlocks),
      lesson: () => Promise.resolve(life.lesson),
    },
  });
  let turn = 0;
  const life: Life = {
    world,
    lists: listState,
    unlocks: [],
    lesson: undefined,
    forgotten,
    sessions,
    async setPolicy(changes) {
      turn += 1;
      const list = { id: "big", title: "Big", category: "gambling", address: "big.txt" };
      const parsed = parsePolicy(JSON.stringify(fakePolicy({ lists: [list], ...changes })));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
      const before = await memory.policy.read();
      const fingerprint = `${before?.fingerprint ?? ""}${turn}`;
      await memory.policy.write({
        policy: parsed.value,
        beside: "",
        fingerprint,
        address: "",
        etag: "",
        atMs: startAtMs,
      });
      await memory.policyPrint.write(fingerprint);
    },
    setStamp: (stamp) => memory.listStamp.write(stamp),
    reconcile: () => rules.reconcile(),
    async seen(host) {
      const { effective, table } = await enforcement.current();
      const context = {
        kind: "main_frame",
        atMs: world.nowMs,
        unlocks: life.unlocks,
        ...(life.lesson === undefined ? {} : { lesson: life.lesson }),
      } as const;
      const { action } = decide(`https://${host}/`, context, effective, table);
      const outcome = matchRules(
        [...disk.dynamic, ...disk.session],
        `https://${host}/`,
        "main_frame",
      );
      return { rules: outcome.type === "redirect" ? "closed" : "open", law: action };
    },
  };
  return life;
}

const closed = { rules: "closed", law: "block" };
const open = { rules: "open", law: "allow" };
const isBetween = (id: number, block: keyof typeof ruleIdBlocks, plus = 0): boolean =>
  id >= ruleIdBlocks[block].first + plus && id <= ruleIdBlocks[block].last + plus;

async function started(): Promise<Life> {
  const life = begin();
  await life.setPolicy({});
  await life.setStamp("big:1");
  await life.reconcile();
  life.lists.reads = 0;
  life.sessions.length = 0;
  return life;
}

/** The policy of the start, with more in the pupil's own profile. */
function pupilWith(more: Record<string, unknown>): Record<string, unknown> {
  const profiles = fakePolicy()["profiles"] as { pupil: Record<string, unknown> };
  return { profiles: { pupil: { ...profiles.pupil, ...more } } };
}

describe("big lists are left alone", () => {
  it.each([
    ["nothing but the policy's version changed", { version: "2" }, 0],
    ["a blocked site came", pupilWith({ block: ["new.test"] }), 0],
    ["an allowed site came", pupilWith({ allow: ["h0001.test"] }), 0],
    ["safe search was switched off", pupilWith({ search: { safe: false } }), 0],
    ["their own category is treated otherwise", pupilWith({ categories: { gambling: "warn" } }), 1],
  ])("%s", async (_name, changes, reads) => {
    const life = await started();
    await life.setPolicy(changes);
    await life.reconcile();
    expect(life.lists.reads).toBe(reads);
    expect(life.world.disk.dynamic.some(({ id }) => isBulkId(id))).toBe(true);
  });

  it("are not read for a site entry, an unlock or a lesson list", async () => {
    const life = await started();
    await life.setPolicy(pupilWith({ block: ["new.test"] }));
    await life.reconcile();
    expect(await life.seen("new.test")).toEqual(closed);
    life.unlocks = [
      {
        id: "u1",
        what: { kind: "site", host: "h0001.test" },
        untilMs: startAtMs + 60_000,
        by: "Ms Example",
        why: "a project",
      },
    ];
    await life.reconcile();
    expect(await life.seen("h0001.test")).toEqual(open);
    expect(await life.seen("h0002.test")).toEqual(closed);
    life.lesson = {
      id: "l1",
      title: "Maths",
      sites: [{ host: "learn.test" }],
      search: false,
      untilMs: startAtMs + 30_000,
      by: "Ms Example",
    };
    await life.reconcile();
    expect(await life.seen("h0001.test")).toEqual(closed);
    expect(await life.seen("learn.test")).toEqual(open);
    expect(life.world.alarmsAt.get("change")).toBe(startAtMs + 30_000);
    expect(life.lists.reads).toBe(0);
  });

  it("ends an unlock and a lesson by the clock", async () => {
    const life = await started();
    const until = startAtMs + 60_000;
    life.unlocks = [
      {
        id: "u1",
        what: { kind: "category", category: "gambling" },
        untilMs: until,
        by: "x",
        why: "y",
      },
    ];
    await life.reconcile();
    expect(await life.seen("h0001.test")).toEqual(open);
    life.world.nowMs = until;
    await life.reconcile();
    expect(await life.seen("h0001.test")).toEqual(closed);
    expect(life.world.disk.session).toEqual([]);
  });
});

describe("the package's own rules", () => {
  it("go again where something has switched them on beside the policy's", async () => {
    const life = await started();
    life.world.disk.isBaselineOn = true;
    await life.reconcile();
    expect(life.world.disk.isBaselineOn).toBe(false);
    expect(life.lists.reads).toBe(0);
  });
});

describe("a change stands in session rules while the dynamic ones are made", () => {
  it("and goes from there once they stand", async () => {
    const life = await started();
    await life.setPolicy(pupilWith({ block: ["new.test"] }));
    await life.reconcile();
    const [first] = life.sessions;
    const onTheWay = first?.find(({ condition }) => condition.requestDomains?.includes("new.test"));
    expect(isBetween(onTheWay?.id ?? 0, "site", 2_000_000)).toBe(true);
    expect(life.world.disk.session).toEqual([]);
    expect(await life.seen("new.test")).toEqual(closed);
  });

  it("has the workers of newly blocked sites forgotten", async () => {
    const life = await started();
    await life.setPolicy(pupilWith({ block: ["new.test"] }));
    await life.reconcile();
    expect(life.forgotten).toEqual(["new.test"]);
  });
});

describe("few hosts that came to a list", () => {
  const came = (...added: string[]): HostPatch => ({ set: "big", added, removed: [] });

  it("are blocked at once, without a look at the others", async () => {
    const life = await started();
    life.lists.patches = [came("came.test")];
    await life.setStamp("big:2");
    await life.reconcile();
    expect(await life.seen("came.test")).toEqual(closed);
    expect(await life.seen("h0001.test")).toEqual(closed);
    expect(life.lists.reads).toBe(0);
    expect(life.forgotten).toEqual(["came.test"]);
  });

  it("are still blocked in the next life of the worker and after a start of the browser", async () => {
    const life = await started();
    life.lists.patches = [came("came.test")];
    await life.setStamp("big:2");
    await life.reconcile();
    const { disk } = life.world;
    disk.session = [];
    const next = begin(disk, life.lists);
    await next.reconcile();
    expect(await next.seen("came.test")).toEqual(closed);
    expect(life.lists.reads).toBe(0);
  });

  it("stand in the lists' own rules once hosts left as well", async () => {
    const life = await started();
    life.lists.hosts = [...many.slice(1), "came.test"];
    life.lists.patches = [{ set: "big", added: ["came.test"], removed: ["h0000.test"] }];
    await life.setStamp("big:2");
    await life.reconcile();
    expect(await life.seen("came.test")).toEqual(closed);
    expect(await life.seen("h0000.test")).toEqual(open);
    expect(life.world.disk.session).toEqual([]);
    expect(life.lists.reads).toBeGreaterThan(0);
  });

  it("are made anew where they are too many, or where nobody knows what came", async () => {
    for (const patches of [undefined, [came(...many.map((host) => `more-${host}`))]]) {
      const life = await started();
      life.lists.hosts = [...many, "came.test"];
      life.lists.patches = patches;
      await life.setStamp("big:2");
      await life.reconcile();
      expect(await life.seen("came.test")).toEqual(closed);
      expect(life.lists.reads).toBeGreaterThan(0);
    }
  });
});

describe("a death at any write", () => {
  it("leaves nothing that the next life does not set right", async () => {
    for (let deathAt = 1; deathAt < 60; deathAt += 1) {
      const life = await started();
      const { disk } = life.world;
      life.lists.hosts = [...many.slice(1), "came.test"];
      life.lists.patches = [{ set: "big", added: ["came.test"], removed: ["h0000.test"] }];
      await life.setPolicy(pupilWith({ block: ["new.test"] }));
      await life.setStamp("big:2");
      let writes = 0;
      let hasDied = false;
      life.world.beforeWrite = () => {
        writes += 1;
        if (writes < deathAt) return;
        hasDied = true;
        throw new Error("the worker died");
      };
      await life.reconcile().catch(() => {});
      const next = begin(disk, life.lists);
      await next.reconcile();
      expect({
        deathAt,
        came: await next.seen("came.test"),
        left: await next.seen("h0000.test"),
        site: await next.seen("new.test"),
      }).toEqual({ deathAt, came: closed, left: open, site: closed });
      if (!hasDied) return;
    }
    throw new Error("more writes than were counted");
  });
});
