// The record that the filter is alive (requirement F13).
import { expect, test } from "vitest";
import type { EventOf } from "../../../../lib/contract/event.ts";
import { begin, begun } from "../../../support/fakes/begin-background.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";

const dayMs = 24 * 60 * 60_000;

function recorded(world: FakeWorld): readonly EventOf<"filter-check">[] {
  return [...world.events.records.values()].flatMap(({ event }) =>
    event.kind === "filter-check" ? [event] : [],
  );
}

test("a day after the first policy it is tried by itself, and once a month from then on", async () => {
  const { world } = await begun();
  expect(recorded(world)).toEqual([]);
  for (const [days, count] of [
    [0.5, 0],
    [0.6, 1],
    [29, 1],
    [2, 2],
    [1, 2],
  ] as const) {
    world.nowMs += days * dayMs;
    await begin(world).background.wake();
    expect([days, recorded(world).length]).toEqual([days, count]);
  }
  expect(recorded(world)[0]).toMatchObject({
    by: "time",
    checks: [{ name: "Blocking tried for real", ok: true }, {}, {}, {}, {}, {}, {}],
  });
});

test("a clock that stood years ahead puts it off for no longer than a month", async () => {
  const { world } = await begun();
  world.nowMs += 1000 * dayMs;
  await begin(world).background.wake();
  expect(recorded(world)).toHaveLength(1);
  world.nowMs -= 1000 * dayMs;
  await begin(world).background.wake();
  world.nowMs += 2 * dayMs;
  await begin(world).background.wake();
  expect(recorded(world)).toHaveLength(2);
});

test("without a policy nothing is recorded by itself, and the built-in rules are tried when asked", async () => {
  const { world, ask } = await begun({});
  expect(recorded(world)).toEqual([]);
  const reply = await ask("status/check", {});
  expect(reply.ok).toBe(false);
  expect(recorded(world)).toMatchObject([{ by: "person", ok: false }]);
});

test("a rule that stands and stops nothing is named", async () => {
  const { world, ask } = await begun();
  Object.assign(world.probe, { tryHost: () => Promise.resolve("not-stopped") });
  expect((await ask("status/check", {})).ok).toBe(false);
  const tried = recorded(world).at(-1)?.checks[0];
  expect(tried?.ok).toBe(false);
  expect(tried?.detail).toMatch(/did not stop the request made to try them \(rule 20000/);
});

test("the status page says when it was last recorded", async () => {
  const { world, ask } = await begun();
  world.nowMs += dayMs;
  const { atMs } = await ask("status/check", {});
  expect(atMs).toBe(world.nowMs);
  expect((await ask("status/read", {})).checkedAtMs).toBe(atMs);
});
