// How a policy arrives: signed or not, older or newer, for a stage, under a trust's; and what the school is told.
import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { begin, begun } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

const address = "https://collector.example-academy.test/policy/policy.json";
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const policyKey = publicKey.export({ type: "spki", format: "der" }).subarray(12).toString("base64");
const stranger = generateKeyPairSync("ed25519").privateKey;

function envelope(policy: Record<string, unknown>, key = privateKey): Record<string, unknown> {
  const payload = JSON.stringify(policy);
  const signature = sign(null, Buffer.from(payload), key).toString("base64");
  return { schoolgate: "signed", payload, signature };
}

const at = (changes: Record<string, unknown> = {}) => {
  const { policy: _, ...rest } = fakeConfig();
  return { ...rest, policyAddress: address, ...changes };
};

async function school(config: unknown, world: FakeWorld = createFakeWorld()) {
  world.managedValues = config;
  world.collector.weather = ["down"];
  const given = { ...begin(world), world };
  const serve = async (document: unknown, from = address) => {
    world.texts.set(from, { kind: "text", text: JSON.stringify(document), etag: '"1"' });
    given.background.onManagedChanged();
    await untilQuiet();
  };
  const version = async () => (await given.ask("status/read", {})).policyVersion;
  const changes = () =>
    [...world.events.records.values()].flatMap(({ event }) =>
      event.kind === "policy-change" ? [event] : [],
    );
  return { ...given, serve, version, changes };
}

describe("with a pinned key", () => {
  const policy = fakePolicy({ version: "signed", serial: 5 });
  test.each<[name: string, document: unknown, version: string]>([
    ["signed by it", envelope(policy), "signed"],
    ["not signed", policy, "built-in"],
    ["signed by a stranger", envelope(policy, stranger), "built-in"],
    [
      "changed after it was signed",
      { ...envelope(policy), payload: JSON.stringify({ ...policy, version: "2" }) },
      "built-in",
    ],
    ["an envelope without a signature", { ...envelope(policy), signature: "" }, "built-in"],
    ["an envelope of more than it should hold", { ...envelope(policy), more: 1 }, "built-in"],
  ])("a policy that is %s", async (_, document, version) => {
    const given = await school(at({ policyKey }));
    await given.serve(document);
    expect(await given.version()).toBe(version);
    const { policyProblems } = await given.ask("status/read", {});
    expect(policyProblems.some(({ level }) => level === "error")).toBe(version === "built-in");
  });

  test("a good one stays when one that is not signed follows; the school is told once", async () => {
    const given = await school(at({ policyKey }));
    await given.serve(envelope(policy));
    for (let times = 0; times < 3; times += 1) await given.serve(fakePolicy({ version: "other" }));
    expect(await given.version()).toBe("signed");
    expect(given.kinds()).toEqual(["policy-problem"]);
  });

  test("a key that is pinned later makes the policy be asked for anew", async () => {
    const given = await school(at());
    await given.serve(fakePolicy({ version: "plain" }));
    expect(await given.version()).toBe("plain");
    given.world.managedValues = at({ policyKey });
    await given.serve(envelope(policy));
    expect(given.world.fetched.at(-1)?.etag).toBeUndefined();
    expect(await given.version()).toBe("signed");
  });

  test("what stands in the configuration itself, beside the key, needs no signature", async () => {
    const given = await begun({ ...fakeConfig(fakePolicy({ version: "inline" })), policyKey });
    expect((await given.ask("status/read", {})).policyVersion).toBe("inline");
  });
});

describe("without a pinned key", () => {
  test("signed or plain, both are taken", async () => {
    const given = await school(at());
    await given.serve(envelope(fakePolicy({ version: "in an envelope" }), stranger));
    expect(await given.version()).toBe("in an envelope");
    await given.serve(fakePolicy({ version: "plain" }));
    expect(await given.version()).toBe("plain");
  });
});

describe("an older policy", () => {
  const serial = (number: number, version = `serial ${number}`) =>
    fakePolicy({ version, serial: number });

  test("is refused, and the newer stays; one newer still is taken", async () => {
    const given = await school(at());
    await given.serve(serial(5));
    await given.serve(serial(4));
    expect(await given.version()).toBe("serial 5");
    await given.serve(fakePolicy({ version: "without any" }));
    expect(await given.version()).toBe("serial 5");
    await given.serve(serial(6));
    expect(await given.version()).toBe("serial 6");
  });

  test("is refused in the next life, too", async () => {
    const first = await school(at());
    await first.serve(serial(5));
    const next = await school(at(), createFakeWorld(first.world.disk));
    await next.serve(serial(4));
    expect(await next.version()).toBe("serial 5");
  });

  test("rolled back, it comes with a new serial", async () => {
    const given = await school(at());
    await given.serve(serial(5, "monday"));
    await given.serve(serial(6, "tuesday"));
    await given.serve(serial(7, "monday"));
    expect(await given.version()).toBe("monday");
  });

  test("from another address counts anew: that is the administration's own change", async () => {
    const given = await school(at());
    await given.serve(serial(5));
    const other = "https://other.example-academy.test/policy.json";
    given.world.managedValues = at({ policyAddress: other });
    await given.serve(serial(2), other);
    expect(await given.version()).toBe("serial 2");
  });
});

test("a stage is asked for by its name", async () => {
  const given = await school(at({ stage: "pilot" }));
  await given.serve(fakePolicy({ version: "for the pilot" }), `${address}?stage=pilot`);
  expect(await given.version()).toBe("for the pilot");
});

describe("under a trust's policy", () => {
  const trust = fakePolicy({
    version: "trust 1",
    school: {
      name: "Example Trust",
      dsl: "lead",
      contacts: [{ id: "lead", name: "Dr Una Model", role: "Trust safeguarding lead" }],
    },
    profiles: {
      base: {
        categories: { gambling: "block", shopping: "warn" },
        locked: ["categories.gambling"],
      },
    },
    strictest: "base",
  });
  const loose = fakePolicy({
    profiles: { pupil: { categories: { gambling: "allow", shopping: "allow" } } },
  });
  const gate = async (given: Awaited<ReturnType<typeof begun>>, address: string) =>
    Object.keys(
      await given.background.onRequest({
        kind: "main_frame",
        address,
        tabId: 1,
        parentFrameId: -1,
      }),
    ).length === 0;

  test("what it locks holds; the rest is the school's", async () => {
    const given = await begun({ ...fakeConfig(loose), trustPolicy: JSON.stringify(trust) });
    expect(await gate(given, "https://bets.test/")).toBe(false);
    expect(await gate(given, "https://shop.test/")).toBe(true);
    const { policyProblems } = await given.ask("status/read", {});
    const line = "profiles.pupil.categories.gambling";
    expect(
      policyProblems.filter(({ path }) => path === line),
      "told once",
    ).toHaveLength(1);
  });

  test("that cannot be read: no policy without what it locks", async () => {
    const given = await begun({ ...fakeConfig(loose), trustPolicy: "{" });
    const status = await given.ask("status/read", {});
    expect(status.policyVersion).toBe("built-in");
    expect(status.policyProblems.some(({ path }) => path.startsWith("trustPolicy"))).toBe(true);
  });

  test("that comes later holds from then on", async () => {
    const given = await begun(fakeConfig(loose));
    expect(await gate(given, "https://bets.test/")).toBe(true);
    given.world.managedValues = { ...fakeConfig(loose), trustPolicy: JSON.stringify(trust) };
    given.background.onManagedChanged();
    await untilQuiet();
    expect(await gate(given, "https://bets.test/")).toBe(false);
  });
});

describe("another policy in force", () => {
  const next = fakePolicy({
    version: "2",
    serial: 2,
    change: { by: "Mr Tam Sample", why: "Shops are open at lunch" },
    profiles: { pupil: { categories: { gambling: "block", shopping: "allow" } } },
  });

  test("is told once, with who, why and what", async () => {
    const given = await school(at());
    await given.serve(fakePolicy());
    expect(given.changes()).toEqual([]);
    for (let times = 0; times < 3; times += 1) await given.serve(next);
    const [change, ...others] = given.changes();
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      before: "1",
      serial: 2,
      by: "Mr Tam Sample",
      why: "Shops are open at lunch",
    });
    expect(change?.changes.join("\n")).toContain("shopping");
  });

  test("there and back again is told each time", async () => {
    const given = await school(at());
    for (const [serial, version] of ["1", "2", "1", "2"].entries()) {
      given.world.nowMs += 60_000;
      await given.serve(fakePolicy({ version, serial: serial + 1 }));
    }
    expect(given.changes().map(({ before }) => before)).toEqual(["1", "2", "1"]);
  });

  test("death at any write: told once, and in force", async () => {
    for (let dieAt = 1; dieAt < 20; dieAt += 1) {
      const first = await school(at());
      await first.serve(fakePolicy());
      let writes = 0;
      first.world.beforeWrite = () => {
        writes += 1;
        if (writes >= dieAt) throw new Error("died");
      };
      await first.serve(next);
      const second = await school(at(), createFakeWorld(first.world.disk));
      await second.serve(next);
      expect(await second.version(), `died at write ${dieAt}`).toBe("2");
      expect(second.changes(), `died at write ${dieAt}`).toHaveLength(1);
    }
  });
});
