// Every query by hand: is it one that a search engine would not take for safe?
import { describe, expect, it } from "vitest";
import { anySignBut, unsafeQueries } from "../../../../lib/core/dnr/unsafe-query.ts";

const isUnsafe = (rest: string, key: string, value: string): boolean =>
  unsafeQueries(key, value).some(({ regex }) =>
    new RegExp(`^/search${regex}`).test(`/search${rest}`),
  );

describe("unsafeQueries", () => {
  it.each([
    ["", "safe", "active", true],
    ["?", "safe", "active", true],
    ["?q=cats", "safe", "active", true],
    ["?q=cats&s=1", "safe", "active", true],
    ["?q=cats#safe=active", "safe", "active", true],
    ["?q=safe=active", "safe", "active", true],
    ["?q=cats&safe=off", "safe", "active", true],
    ["?safe=off&q=cats", "safe", "active", true],
    ["?safe=", "safe", "active", true],
    ["?safe=&q=x", "safe", "active", true],
    ["?safe=a", "safe", "active", true],
    ["?safe=off#x", "safe", "active", true],
    ["?safe=active&safe=off", "safe", "active", true],
    ["?safe=active&safe=active", "safe", "active", true],
    ["?unsafe=active", "safe", "active", true],
    ["?safe=active", "safe", "active", false],
    ["?safe=active#safe=off", "safe", "active", false],
    ["?q=x&safe=active", "safe", "active", false],
    ["?q=x&safe=active&ssui=on", "safe", "active", false],
    ["?q=x&safe=active&ssui=on", "ssui", "on", false],
    ["?q=x&safe=active&ssui=off", "ssui", "on", true],
    ["?q=x", "s", "2", true],
    ["?q=x&s=1", "s", "2", true],
    ["?q=x&safe=active", "safesearch", "strict", true],
    ["?q=x&safesearch=strict", "safesearch", "strict", false],
    ["?q=x&s=2", "s", "2", false],
    ["?s=2&q=s", "s", "2", false],
    ["?q=x&kp=-2", "kp", "1", true],
    ["?q=x&kp=1", "kp", "1", false],
  ])("%s, %s=%s: %s", (rest, key, value, expected) => {
    expect(isUnsafe(rest, key, value)).toBe(expected);
  });
});

describe("unsafeQueries beside another parameter", () => {
  it.each([
    ["", false],
    ["?id=1", false],
    ["?q=owl", true],
    ["?id=1&q=owl&w=2", true],
    ["?q=owl&w=2#adlt=strict", true],
    ["?q=owl&adlt=strict", false],
    ["?adlt=strict&q=owl", false],
    ["?id=1&adlt=off", true],
    ["?xq=owl", false],
    ["?adlt=strict&q=owl&adlt=off", true],
  ])("%s: %s", (rest, expected) => {
    const found = unsafeQueries("adlt", "strict", ["q"]).some(({ regex }) =>
      new RegExp(`^/th${regex}`).test(`/th${rest}`),
    );
    expect(found).toBe(expected);
  });
});

describe("anySignBut", () => {
  it.each([
    ["", "~!az&#", ""],
    ["&#", "~!az", "&#"],
    ["!~", "az&#", "!~"],
  ])("all but %s", (signs, inside, outside) => {
    const test = new RegExp(`^${anySignBut(signs)}$`);
    for (const sign of inside) expect(`${sign} ${test.test(sign)}`).toBe(`${sign} true`);
    for (const sign of outside) expect(`${sign} ${test.test(sign)}`).toBe(`${sign} false`);
  });
});
