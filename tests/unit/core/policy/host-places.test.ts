// An index must give what asking every entry gives: the same entry, in the same order.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hostCovers } from "../../../../lib/core/policy/host.ts";
import { entriesOver, firstCovering } from "../../../../lib/core/policy/host-places.ts";

const hosts = fc.constantFrom(
  ..."test a.test b.a.test c.b.a.test ba.test x.test 127.0.0.1 0.1 [::1] org.uk a.org.uk uk a".split(
    " ",
  ),
);

test("the first that covers a host is the first of the list", () => {
  fc.assert(
    fc.property(fc.array(hosts, { maxLength: 12 }), hosts, (entries, host) => {
      const expected = entries.find((entry) => hostCovers(entry, host));
      expect(firstCovering(entries, host)).toBe(expected);
      expect(firstCovering(entries, host), "asked again").toBe(expected);
    }),
  );
});

test("the entries over a host are all that cover it, those of one host in their order", () => {
  const entriesArb = fc
    .array(hosts, { maxLength: 12 })
    .map((names) => names.map((host, place) => ({ host, rule: `block.${place}` })));
  fc.assert(
    fc.property(entriesArb, hosts, (entries, host) => {
      const expected = entries
        .filter((entry) => hostCovers(entry.host, host))
        .toSorted((one, other) => other.host.length - one.host.length);
      expect(entriesOver(entries, host)).toEqual(expected);
      expect(entriesOver(entries, host), "asked again").toEqual(expected);
    }),
  );
});
