// One claim for one worry, whoever sends it again; the browser's memory is a stand-in.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { MessageInput } from "../../../lib/contract/message.ts";
import { createWorryClaims } from "../../../lib/platform/worry-claims.ts";

const worry: Omit<MessageInput<"worry/send">, "claim"> = {
  what: "other",
  tell: "",
  words: "Same words",
  reach: "",
  address: "",
  named: true,
};
const other = { ...worry, words: "Other words" };

let session: Record<string, unknown>;
beforeEach(() => {
  session = {};
  vi.stubGlobal("chrome", {
    storage: {
      session: {
        get: async (name: string) => ({ [name]: structuredClone(session[name]) }),
        set: async (values: object) => void Object.assign(session, structuredClone(values)),
      },
    },
  });
  let last: Promise<unknown> = Promise.resolve();
  vi.stubGlobal("navigator", {
    locks: {
      request: (_name: string, work: () => Promise<unknown>) =>
        (last = last.then(work, () => undefined)),
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const claimOf = async (form: ReturnType<typeof createWorryClaims>, what = worry) =>
  (await form.claimed(what)).claim;
const isForgotten = () =>
  vi.waitFor(() => expect(Object.keys(session["worries-unheard"] ?? {})).toEqual([]));

describe("the claim of a worry", () => {
  test("is of the contract's shape, and the message is else as it was", async () => {
    const { claim, ...rest } = await createWorryClaims().claimed(worry);
    expect(claim).toMatch(/^[0-9A-Za-z]{16,40}$/);
    expect(rest).toEqual(worry);
  });

  test("stays while nobody has heard, in one form, two forms, and a form opened anew", async () => {
    const form = createWorryClaims();
    const [first, atOnce] = await Promise.all([claimOf(form), claimOf(createWorryClaims())]);
    expect(atOnce).toBe(first);
    expect(await claimOf(form)).toBe(first);
    expect(await claimOf(createWorryClaims())).toBe(first);
  });

  test("is another for other words", async () => {
    const form = createWorryClaims();
    expect(await claimOf(form, other)).not.toBe(await claimOf(form));
  });

  test("is another for the same words once it was told that they are kept", async () => {
    const form = createWorryClaims();
    const first = await claimOf(form);
    form.told(worry);
    await isForgotten();
    expect(await claimOf(form)).not.toBe(first);
    expect(await claimOf(createWorryClaims())).not.toBe(first);
  });

  test("is another in another form later: the same words may be of something new", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const form = createWorryClaims();
    const first = await claimOf(form);
    vi.setSystemTime(Date.now() + 11 * 60_000);
    expect(await claimOf(createWorryClaims())).not.toBe(first);
    expect(await claimOf(form)).toBe(first);
  });

  test.each([
    ["the browser's memory fails", async () => Promise.reject(new Error("no")), false],
    ["the browser's memory does not answer", () => new Promise(() => {}), true],
  ])("is made where %s, and is the form's own", async (_name, get, isSlow) => {
    vi.stubGlobal("chrome", { storage: { session: { get, set: async () => undefined } } });
    if (isSlow) vi.useFakeTimers({ toFake: ["setTimeout"] });
    const form = createWorryClaims();
    const asked = claimOf(form);
    if (isSlow) await vi.runAllTimersAsync();
    expect(await asked).toMatch(/^[0-9a-f]{32}$/);
    expect(await claimOf(form)).toBe(await asked);
  });

  test("leaves no words in the browser's memory", async () => {
    await claimOf(createWorryClaims());
    expect(JSON.stringify(session)).not.toContain("words");
    expect(JSON.stringify(session)).not.toContain("Same");
  });
});
