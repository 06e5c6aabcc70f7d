// What the lead's browser signs and seals to, where the collector lies about the list of keys after it was opened.
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { DeskApi } from "../../../collector/console/api.ts";
import {
  addHolder,
  removeHolder,
  resealAll,
  trueList,
} from "../../../collector/console/change-keys.ts";
import { makeKey } from "../../../collector/console/keyring.ts";
import type { KeysAnswer } from "../../../collector/desk-types.ts";
import { listOf, type KeyChange } from "../../../collector/review/held-keys.ts";
import { makeSafeguardingSchool, type MadeSchool } from "../../support/safeguarding-school.ts";

let school: MadeSchool;
let liar: MadeSchool;
let deputy: Awaited<ReturnType<typeof makeKey>>;
let honest: KeysAnswer;
beforeAll(async () => {
  [school, liar] = await Promise.all([makeSafeguardingSchool(), makeSafeguardingSchool()]);
  deputy = await makeKey("Mr Birch", "another long passphrase", 0);
  const { list, sealedRoot } = await school.change(1, [school.lead.held.key], []);
  const holders = [{ account: "dsl", key: school.lead.held.key }];
  const asking = [{ account: "deputy", key: deputy.held.key }];
  honest = { version: 1, list, sealedRoot, holders, asking, own: null };
});

const ring = () => ({ own: school.lead.own, root: school.root });

function createApi() {
  const changeKeys = vi.fn<DeskApi["changeKeys"]>(() => Promise.resolve({ ok: true, value: {} }));
  const sealedParts = vi.fn<DeskApi["sealedParts"]>(() =>
    Promise.resolve({ ok: true, value: { parts: [] } }),
  );
  return { changeKeys, sealedParts, api: { changeKeys, sealedParts } as unknown as DeskApi };
}

const keysOf = (change: KeyChange | undefined) =>
  change === undefined ? undefined : listOf(change)?.keys.map(({ holder }) => holder);

test("of a list that the school's root signed the next one is signed", async () => {
  const { api, changeKeys } = createApi();
  expect((await addHolder(api, honest, ring(), "deputy", 1)).ok).toBe(true);
  const [version, change] = changeKeys.mock.calls[0] ?? [];
  expect(version).toBe(1);
  expect(keysOf(change)).toEqual(["Ms Maple", "Mr Birch"]);
  expect(await trueList({ list: change?.list ?? null }, school.root)).toMatchObject({ serial: 2 });
});

describe("a list that somebody else signed", () => {
  const forged = async (): Promise<KeysAnswer> => {
    const keys = [school.lead.held.key, liar.lead.held.key];
    return { ...honest, list: (await liar.change(2, keys, [])).list };
  };
  const underOurName = async (): Promise<KeysAnswer> => {
    const keys = [school.lead.held.key, liar.lead.held.key];
    const { payload } = (await school.change(2, keys, [])).list;
    const { signature } = (await liar.change(2, keys, [])).list;
    return { ...honest, list: { schoolgate: "signed", payload, signature } };
  };

  test.each([
    ["whole", forged],
    ["under our root's name", underOurName],
    ["none", async () => ({ ...honest, list: null })],
  ] as const)("%s: nothing is signed and nothing sealed", async (_name, lie) => {
    const { api, changeKeys, sealedParts } = createApi();
    const answer = await lie();
    const kid = school.lead.held.key.kid;
    for (const done of [
      await addHolder(api, answer, ring(), "deputy", 1),
      await removeHolder(api, answer, ring(), kid, 1),
      await resealAll(api, answer, ring(), () => undefined),
    ]) {
      expect(done).toMatchObject({ ok: false });
      expect(done.ok ? "" : done.words).toContain("not the one your school signed");
    }
    expect(changeKeys).not.toHaveBeenCalled();
    expect(sealedParts).not.toHaveBeenCalled();
  });
});

test("a key that is not what its name says is not let in", async () => {
  const { api, changeKeys } = createApi();
  const key = { ...deputy.held.key, x: liar.lead.held.key.x };
  const answer = { ...honest, asking: [{ account: "deputy", key }] };
  expect(await addHolder(api, answer, ring(), "deputy", 1)).toMatchObject({ ok: false });
  expect(changeKeys).not.toHaveBeenCalled();
});
