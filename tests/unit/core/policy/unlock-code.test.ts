// One-time codes: what both sides make of the same thing asked, and what people type.
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  codeOf,
  makeRequest,
  readCode,
  readRequest,
  requestBytes,
  unlockText,
} from "../../../../lib/core/policy/unlock-code.ts";
import type { UnlockAsked } from "../../../../lib/core/policy/unlock-code.ts";

const device = "01KAMZ3F9Y8Q2W7T5R6JXKK7Q4";
const asked: UnlockAsked = {
  request: "K7Q4-9MZPTR",
  what: "site",
  place: "videos.test",
  minutes: 30,
  by: "Mr Tam Sample",
};
const key = new Uint8Array(32).fill(7);
const code = (given: UnlockAsked) =>
  codeOf(createHmac("sha256", key).update(unlockText(given)).digest());

describe("the request", () => {
  test("ends of the device's id, then chance", () => {
    const request = makeRequest(device, Uint8Array.of(9, 20, 31, 22, 25, 24));
    expect(request).toBe("K7Q4-9MZPSR");
  });

  test("whatever the chance, it reads back as it was made", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: requestBytes, maxLength: requestBytes }), (bytes) => {
        const request = makeRequest(device, bytes);
        expect(readRequest(request)).toBe(request);
      }),
    );
  });

  test.each([
    ["k7q4-9mzptr", "K7Q4-9MZPTR"],
    [" K7Q4 9MZPTR ", "K7Q4-9MZPTR"],
    ["k7q49mzptr", "K7Q4-9MZPTR"],
    ["KOIL-9MZPTR", "K011-9MZPTR"],
    ["K7Q4-9MZPT", undefined],
    ["K7Q4-9MZPTRR", undefined],
    ["K7Q4-9MZPTU", undefined],
    ["", undefined],
  ])("typed %j is %j", (typed, request) => expect(readRequest(typed)).toBe(request));
});

describe("the code", () => {
  test.each([
    ["12345678", "12345678"],
    ["1234 5678", "12345678"],
    ["1234-5678", "12345678"],
    ["1234567", undefined],
    ["123456789", undefined],
    ["1234567a", undefined],
    ["", undefined],
  ])("typed %j is %j", (typed, digits) => expect(readCode(typed)).toBe(digits));

  test("is the digest modulo 10^8, with its noughts", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (mac) => {
        const whole = BigInt(`0x${Buffer.from(mac).toString("hex")}`);
        expect(codeOf(mac)).toBe(String(whole % 100_000_000n).padStart(8, "0"));
      }),
    );
  });

  test("says the same of a name however it is typed", () => {
    expect(code({ ...asked, by: "  mr tam   SAMPLE " })).toBe(code(asked));
  });

  test.each<[string, Partial<UnlockAsked>]>([
    ["request", { request: "K7Q4-9MZPTS" }],
    ["device", { request: "K7Q5-9MZPTR" }],
    ["kind", { what: "category" }],
    ["place", { place: "films.test" }],
    ["time", { minutes: 31 }],
    ["person", { by: "Ms Ode Example" }],
  ])("says something else for another %s", (_, change) => {
    expect(code({ ...asked, ...change })).not.toBe(code(asked));
  });

  test("a line break smuggled into one field makes no text of another thing asked", () => {
    expect(unlockText({ ...asked, place: "a.test\n30", minutes: 5 }).split("\n")).toHaveLength(6);
  });
});
