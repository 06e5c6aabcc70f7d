// The packed phrases across lives of the worker.
import { describe, expect, it } from "vitest";
import { createPhraseService } from "../../../../lib/app/background/phrase-service.ts";
import type { PolicyPhrases } from "../../../../lib/contract/policy.ts";
import { samplePhrases } from "../../../support/policies.ts";

const lists = [samplePhrases(["60 medium | binbag kid"])];
const other = lists.map((list) => ({ ...list, lines: ["60 medium | bin kid"] }));

function world(isFull = false) {
  const blobs = new Map<string, unknown>();
  let packs = 0;
  return {
    packs: () => packs,
    blobs: {
      get: async (name: string) => structuredClone(blobs.get(name)),
      set: async (name: string, value: unknown) => {
        if (isFull) throw new Error("no room");
        blobs.set(name, structuredClone(value));
      },
    },
    pack: (given: readonly PolicyPhrases[]): ArrayBuffer | undefined => {
      packs += 1;
      const line = given[0]?.lines[0] ?? "";
      return line === "" ? undefined : new TextEncoder().encode(line).buffer;
    },
  };
}

describe("the phrase service", () => {
  it("gives the bytes in base64, and packs them once for all lives of the worker", async () => {
    const { blobs, pack, packs } = world();
    for (let life = 0; life < 3; life += 1) {
      const service = createPhraseService(blobs, pack);
      for (let page = 0; page < 3; page += 1) {
        expect(atob((await service.packed(structuredClone(lists))) ?? "")).toBe(lists[0]?.lines[0]);
      }
    }
    expect(packs()).toBe(1);
  });

  it("packs anew when the policy changes, and back", async () => {
    const { blobs, pack, packs } = world();
    const service = createPhraseService(blobs, pack);
    const first = await service.packed(lists);
    expect(await service.packed(other)).not.toBe(first);
    expect(await service.packed(lists)).toBe(first);
    expect(packs()).toBe(3);
  });

  it("has nothing where there are no lists, and asks nobody", async () => {
    const { blobs, pack, packs } = world();
    expect(await createPhraseService(blobs, pack).packed([])).toBeUndefined();
    expect(packs()).toBe(0);
  });

  it("remembers that nothing can be used", async () => {
    const { blobs, pack, packs } = world();
    const empty = lists.map((list) => ({ ...list, lines: [""] }));
    const service = createPhraseService(blobs, pack);
    expect(await service.packed(empty)).toBeUndefined();
    expect(await service.packed(empty)).toBeUndefined();
    expect(packs()).toBe(1);
  });

  it("works on a disk that is full", async () => {
    const { blobs, pack } = world(true);
    expect(await createPhraseService(blobs, pack).packed(lists)).toBeDefined();
  });

  it("takes no bytes that it did not keep itself", async () => {
    const { blobs, pack, packs } = world();
    await blobs.set("own-phrases", "something else");
    expect(await createPhraseService(blobs, pack).packed(lists)).toBeDefined();
    expect(packs()).toBe(1);
  });
});
