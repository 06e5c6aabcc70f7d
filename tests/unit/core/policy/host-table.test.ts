import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostCovers, hostSuffixes } from "../../../../lib/core/policy/host.ts";
import {
  buildHostTable,
  emptyHostTable,
  lookUpHost,
  openHostTable,
  packHostTable,
  withPatch,
} from "../../../../lib/core/policy/host-table.ts";
import { hostSet } from "../../../support/effective-policies.ts";

const labelArb = fc.constantFrom("a", "b", "c", "www", "x-1");
const hostArb = fc
  .array(labelArb, { minLength: 2, maxLength: 5 })
  .map((labels) => labels.join("."));
const setsArb = fc
  .array(fc.uniqueArray(hostArb, { maxLength: 12 }), { maxLength: 5 })
  .map((lists) =>
    lists.map((hosts, place) => hostSet(`list-${place}`, `category-${place % 2}`, hosts)),
  );

describe("host table", () => {
  it("finds exactly the lists in which the host or a parent stands", () => {
    fc.assert(
      fc.property(setsArb, hostArb, (sets, host) => {
        const expected = sets
          .filter((set) => set.hosts.some((entry) => hostCovers(entry, host)))
          .map((set) => ({
            id: set.id,
            matched: hostSuffixes(host).find((suffix) => set.hosts.includes(suffix)),
          }));
        const found = lookUpHost(buildHostTable(sets), host);
        expect(found.map(({ set, matched }) => ({ id: set.id, matched }))).toEqual(expected);
      }),
    );
  });

  it("with patches answers like a table built anew", () => {
    const patchArb = fc.record({
      set: fc.constantFrom("list-0", "list-1", "list-9"),
      added: fc.array(hostArb, { maxLength: 4 }),
      removed: fc.array(hostArb, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(setsArb, fc.array(patchArb, { maxLength: 4 }), hostArb, (sets, patches, host) => {
        let table = buildHostTable(sets);
        let wanted = sets;
        for (const patch of patches) {
          table = withPatch(table, patch);
          wanted = wanted.map((set) =>
            set.id === patch.set
              ? {
                  ...set,
                  hosts: [
                    ...new Set([
                      ...set.hosts.filter((one) => !patch.removed.includes(one)),
                      ...patch.added,
                    ]),
                  ],
                }
              : set,
          );
        }
        const bare = (found: ReturnType<typeof lookUpHost>) =>
          found.map(({ set, matched }) => ({ id: set.id, matched }));
        expect(bare(lookUpHost(table, host))).toEqual(
          bare(lookUpHost(buildHostTable(wanted), host)),
        );
      }),
    );
  });

  it("is the same after packing and opening", () => {
    fc.assert(
      fc.property(setsArb, (sets) => {
        const table = buildHostTable(sets);
        expect(openHostTable(packHostTable(table))).toEqual({ ok: true, value: table });
      }),
    );
  });

  it("keeps titles beyond ASCII, and many sets", () => {
    const sets = Array.from({ length: 300 }, (_, place) => ({
      ...hostSet(`list-${place}`, "c", ["a.test"]),
      title: "Gêmau \u{1F3B2} «»",
    }));
    const opened = openHostTable(packHostTable(buildHostTable(sets)));
    expect(opened.ok && opened.value.sets.at(-1)?.title).toBe("Gêmau \u{1F3B2} «»");
  });

  const good = packHostTable(buildHostTable([hostSet("a", "b", ["a.test", "b.test"])]));
  const changed = (at: number, value: number) => {
    const copy = good.slice(0);
    new Uint8Array(copy)[at] = value;
    return copy;
  };
  it.each([
    ["nothing", new ArrayBuffer(0)],
    ["another kind", changed(0, 1)],
    ["another layout", changed(4, 99)],
    ["cut short", good.slice(0, good.byteLength - 2)],
    ["a number of hosts that is not true", changed(8, 200)],
    ["a filter of another size", changed(16, 2)],
    // Head, two hashes, one word of filter.
    ["a head that is not JSON", changed(32 + 16 + 4, 0x31)],
    ["noise", new Uint8Array(64).fill(255).buffer],
  ])("refuses %s with a problem", (_name, buffer) => {
    const opened = openHostTable(buffer);
    expect(opened.ok).toBe(false);
    if (!opened.ok) expect(opened.error[0]?.path).toBe("host table");
  });

  it("never throws on any change of a byte", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: good.byteLength - 1 }),
        fc.nat({ max: 255 }),
        (at, value) => void openHostTable(changed(at, value)),
      ),
    );
  });

  it("holds 300,000 hosts and takes none for another", () => {
    const hosts = Array.from({ length: 300_000 }, (_, place) => `host-${place}.example.test`);
    const table = buildHostTable([hostSet("big", "games", hosts)]);
    for (let place = 0; place < 300_000; place += 1009) {
      expect(lookUpHost(table, `www.host-${place}.example.test`)).toHaveLength(1);
      expect(lookUpHost(table, `other-${place}.example.test`)).toHaveLength(0);
    }
    expect(table.hashes.byteLength).toBe(2_400_000);
  });

  it("is empty when empty", () => {
    expect(lookUpHost(emptyHostTable, "a.test")).toEqual([]);
  });
});
