// A database that is away is told from a fault of ours.
import { expect, test } from "vitest";
import { isDatabaseAway } from "../../../collector/store/database-away.ts";

const failed = (code: string, more: object = {}) =>
  Object.assign(new Error("it failed"), { code }, more);

test.each<[string, unknown, boolean]>([
  ["nobody listens", failed("ECONNREFUSED", { syscall: "connect" }), true],
  ["the connection breaks", failed("ECONNRESET", { syscall: "read" }), true],
  ["its socket file is gone", failed("ENOENT", { syscall: "connect" }), true],
  ["a file of ours is gone", failed("ENOENT", { syscall: "open" }), false],
  ["a server that is shut down", failed("57P01"), true],
  ["a server that starts", failed("57P03"), true],
  ["too many connections", failed("53300"), true],
  ["a statement that was cancelled", failed("57014"), false],
  ["a name that stands twice", failed("23505"), false],
  ["the client's words", new Error("Connection terminated unexpectedly"), true],
  ["no connection in time", new Error("timeout exceeded when trying to connect"), true],
  ["a full disk", failed("ENOSPC", { syscall: "write" }), false],
  ["a fault of ours", new TypeError("undefined is not a function"), false],
  ["no error at all", "gone", false],
])("%s", (_name, error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway);
});
