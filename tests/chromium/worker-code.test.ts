// What the worker may run as code: the engine in WebAssembly may be compiled there, a text may not become script.
import { TargetType } from "puppeteer";
import { expect, test } from "vitest";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({});
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

/** What an expression comes to in the worker, by the rules that hold for its own code; an error by its name. */
async function inWorker(expression: string): Promise<unknown> {
  const { browser } = school.chromebook();
  const target = await browser.waitForTarget(
    (one) => one.type() === TargetType.SERVICE_WORKER && one.url().includes(school.extensionId),
    { timeout: 120_000 },
  );
  const devTools = await target.createCDPSession();
  try {
    const { result } = await devTools.send("Runtime.evaluate", {
      expression: `(() => { try { return ${expression}; } catch (error) { return error.name; } })()`,
      allowUnsafeEvalBlockedByCSP: false,
      returnByValue: true,
    });
    return result.value;
  } finally {
    await devTools.detach();
  }
}

test("WebAssembly is compiled in the worker", async () => {
  const empty = "new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])";
  expect(await inWorker(`new WebAssembly.Module(${empty}) instanceof WebAssembly.Module`)).toBe(
    true,
  );
});

test("a text does not become script there", async () => {
  expect(await inWorker(`new Function("return 1")()`)).toBe("EvalError");
});
