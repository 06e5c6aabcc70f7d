import { describe, expect, test } from "vitest";
import { printTable } from "../../../cli/tour/print-table.ts";
import { insist, openStepBook } from "../../../cli/tour/step-book.ts";

describe("openStepBook", () => {
  test("keeps what was seen, also of a step that failed, and goes on", async () => {
    const heard: boolean[] = [];
    const book = openStepBook((step) => heard.push(step.ok));
    await book.step("one", "works", () => Promise.resolve("it worked"));
    await book.step("two", "works", () => Promise.reject(new Error("it did not\nat stack")));
    await book.step("three", "works", async () => {
      insist(false, "something else");
      return "never";
    });
    expect(book.steps).toEqual([
      { name: "one", expected: "works", seen: "it worked", ok: true },
      { name: "two", expected: "works", seen: "it did not", ok: false },
      { name: "three", expected: "works", seen: "something else", ok: false },
    ]);
    expect(heard).toEqual([true, false, false]);
  });

  test("a step that never ends fails at its deadline", async () => {
    const book = openStepBook(() => undefined, 20);
    expect(await book.step("slow", "ends", () => new Promise(() => undefined))).toBe(false);
    expect(book.steps[0]?.seen).toMatch(/not finished/);
  });
});

describe("printTable", () => {
  const table = printTable(
    [
      { name: "short", expected: "fine", seen: "fine", ok: true },
      { name: "long", expected: "x".repeat(200), seen: "many words ".repeat(20), ok: false },
    ],
    100,
  );
  test("stays within its width", () => {
    expect(Math.max(...table.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
  test("says which step failed", () => {
    expect(table).toMatch(/2 FAILED long/);
    expect(table).toMatch(/1 ok {5}short/);
  });
});
