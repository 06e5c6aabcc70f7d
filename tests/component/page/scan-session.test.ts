// @vitest-environment jsdom
// The session on a document of jsdom with a scanner that knows two neutral phrases. What jsdom cannot judge
// (visibility, closed roots, frames) is judged in real Chromium.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FindingClaim, PageWorld } from "../../../lib/app/page/page-world.ts";
import { startScanSession, type ScanSession } from "../../../lib/app/page/scan-session.ts";
import type { PageInstructions } from "../../../lib/contract/message.ts";
import type { Finding, ScanInput } from "../../../lib/core/match/types.ts";
import { fakeTexts } from "../../support/fakes/fake-texts.ts";

const phrases = ["purple elephant", "green giraffe"];

function scan(input: ScanInput): readonly Finding[] {
  const text = input.text.toLowerCase();
  return phrases
    .filter((phrase) => text.includes(phrase))
    .map((phrase) => {
      const start = text.indexOf(phrase);
      return {
        category: "bullying",
        severity: "high",
        score: 80,
        matches: [{ start, end: start + phrase.length, phrase, weight: 80 }],
        excuses: [],
      };
    });
}

interface Harness {
  readonly claims: FindingClaim[];
  /** How often each was asked for. */
  readonly asked: { hello: number; read: number; incomplete: number };
  readonly session: ScanSession;
}

const everything: PageInstructions = {
  scan: { sources: ["page", "typed"] },
};
let running: ScanSession | undefined;

function start(
  instructions: PageInstructions | undefined = everything,
  isWorkerThere = true,
): Harness {
  const claims: FindingClaim[] = [];
  const texts = fakeTexts(scan, claims);
  const asked = { hello: 0, read: 0, incomplete: 0 };
  let chance = 0;
  const world: PageWorld = {
    hello: async () => {
      asked.hello += 1;
      return instructions;
    },
    read: async (text) => {
      asked.read += 1;
      return isWorkerThere ? texts.read(text) : undefined;
    },
    typed: async (text) => (isWorkerThere ? texts.typed(text) : undefined),
    report: async (claim) => {
      claims.push(claim);
      return true;
    },
    sign: async () => true,
    tell: async () => true,
    tellIncomplete: async () => {
      asked.incomplete += 1;
      return true;
    },
    shadowRootOf: (element) => element.shadowRoot,
    nextSlice: () => Promise.resolve(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs / 10);
      return () => clearTimeout(timer);
    },
    nowMs: () => performance.now(),
    newClaim: () => `claim${String((chance += 1)).padStart(16, "0")}`,
    isAlive: () => true,
  };
  const session = startScanSession(document, window, world);
  running = session;
  return { claims, asked, session };
}

beforeEach(() => {
  document.body.innerHTML = "";
  document.title = "";
  Element.prototype.checkVisibility = function checkVisibility(this: Element) {
    return !(this as HTMLElement).style.cssText.includes("none");
  };
});
afterEach(() => running?.stop());

async function claimsOf(harness: Harness, count: number): Promise<readonly FindingClaim[]> {
  await vi.waitFor(() => expect(harness.claims.length).toBeGreaterThanOrEqual(count), 2000);
  return harness.claims;
}

describe("a scan session", () => {
  test("reads the page, with words split over elements, and leaves the page as it was", async () => {
    document.body.innerHTML = "<main><p>A pur<b>ple ele</b>phant sat here.</p></main>";
    const html = document.documentElement.outerHTML;
    const [claim] = await claimsOf(start(), 1);
    expect(claim?.source).toBe("page");
    expect(claim?.excerpt).toContain("purple elephant");
    const mark = claim?.matches[0];
    expect(claim?.excerpt.slice(mark?.start, mark?.end)).toBe("purple elephant");
    expect(mark?.phrase).toBe("purple elephant");
    expect(document.documentElement.outerHTML).toBe(html);
  });

  test("says the same thing once, a new thing again", async () => {
    document.body.innerHTML = "<p>the purple elephant</p>";
    const harness = start();
    await claimsOf(harness, 1);
    const again = document.createElement("p");
    again.textContent = "the purple elephant again";
    const other = document.createElement("p");
    other.textContent = "one green giraffe as well";
    document.body.append(again, other);
    const claims = await claimsOf(harness, 2);
    await vi.waitFor(() =>
      expect(claims.flatMap((claim) => claim.matches.map((match) => match.phrase))).toContain(
        "green giraffe",
      ),
    );
    expect(new Set(claims.map((claim) => claim.claim)).size).toBe(claims.length);
  });

  test("hidden words are not read", async () => {
    document.body.innerHTML =
      '<p style="display:none">purple elephant</p><p>a green giraffe in sight</p>';
    const harness = start();
    const claims = await claimsOf(harness, 1);
    expect(claims.map((claim) => claim.matches.map((match) => match.phrase))).toEqual([
      ["green giraffe"],
    ]);
  });

  test("a shadow root that comes to life late is read", async () => {
    document.body.innerHTML = "<p>Here is some text to begin with.</p><x-late></x-late>";
    const harness = start();
    await vi.waitFor(() => expect(harness.asked.read).toBeGreaterThan(0));
    const root = document.querySelector("x-late")!.attachShadow({ mode: "open" });
    root.innerHTML = "<p>purple elephant</p>";
    await claimsOf(harness, 1);
  });

  test("what is typed is judged at rest", async () => {
    document.body.innerHTML = "<p>Here is some text to begin with.</p><textarea></textarea>";
    const harness = start();
    const box = document.querySelector("textarea")!;
    box.focus();
    box.value = "my purple elephant";
    box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    const [claim] = await claimsOf(harness, 1);
    expect(claim?.source).toBe("typed");
  });

  test("what is typed is judged before Enter empties the field", async () => {
    document.body.innerHTML = "<p>Here is some text to begin with.</p><input>";
    const harness = start();
    const box = document.querySelector("input")!;
    box.addEventListener("keydown", () => (box.value = ""));
    box.value = "my purple elephant";
    box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    const [claim] = await claimsOf(harness, 1);
    expect(claim?.source).toBe("typed");
  });

  test("what is written into an editable page is typed, never read", async () => {
    document.body.innerHTML =
      '<p>Here is some text to begin with.</p><div contenteditable="true"><div>x</div></div><p>end</p>';
    const harness = start();
    await vi.waitFor(() => expect(harness.asked.read).toBeGreaterThan(0));
    const line = document.createElement("div");
    line.textContent = "my purple elephant";
    document.querySelector("[contenteditable]")!.append(line);
    const after = document.createElement("p");
    after.textContent = "then a green giraffe";
    document.body.append(after);
    document.querySelector("p:nth-of-type(2)")!.before(document.createElement("script"));
    const claims = await claimsOf(harness, 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(claims.map((claim) => claim.matches.map((match) => match.phrase))).toEqual([
      ["green giraffe"],
    ]);
  });

  test.each([
    '<input type="password">',
    '<input type="text" autocomplete="cc-number">',
    '<input autocomplete="one-time-code">',
    '<input type="tel">',
    '<input type="text" name="password">',
    '<input type="number">',
  ])("a field for secrets is never read: %s", async (html) => {
    document.body.innerHTML = `<p>Here is some text to begin with.</p>${html}<textarea></textarea>`;
    const harness = start();
    const secret = document.querySelector("input")!;
    secret.value = "purple elephant";
    secret.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    secret.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    const box = document.querySelector("textarea")!;
    box.value = "green giraffe";
    box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    const claims = await claimsOf(harness, 1);
    expect(claims.map((claim) => claim.matches[0]?.phrase)).toEqual(["green giraffe"]);
  });

  test.each([
    ["its name", '<input name="candidate_number">', ["candidate number"]],
    ["its id", '<textarea id="my-Diary-1"></textarea>', ["maths", "Diary"]],
    ["its label", "<label>Candidate   number: <input></label>", ["candidate number"]],
    ["its label for a reader", '<input aria-label="Medical notes">', ["medical  notes"]],
  ])("a field that the policy leaves out is not read: %s", async (_, html, withoutFields) => {
    document.body.innerHTML = `<p>Here is some text.</p>${html}<textarea id="box"></textarea>`;
    const harness = start({ scan: { ...everything.scan!, withoutFields } });
    // The first is sent before the policy has answered.
    const write = (selector: string, text: string) => {
      const field = document.querySelector<HTMLInputElement>(selector)!;
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    };
    write("input,textarea", "purple elephant");
    await vi.waitFor(() => expect(harness.asked.read).toBeGreaterThan(0));
    write("input,textarea", "a purple elephant");
    write("#box", "green giraffe");
    const claims = await claimsOf(harness, 1);
    expect(claims.map((claim) => claim.matches[0]?.phrase)).toEqual(["green giraffe"]);
  });

  test("where nothing is looked for, no tables are loaded and nothing is said", async () => {
    document.body.innerHTML = "<p>the purple elephant</p><textarea></textarea>";
    const harness = start({});
    await vi.waitFor(() => expect(harness.asked.hello).toBe(1));
    const box = document.querySelector("textarea")!;
    box.value = "purple elephant";
    box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    box.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(harness.asked.read).toBe(0);
    expect(harness.claims).toEqual([]);
  });

  test("where the worker looks at nothing the page stays unread, and that is told once", async () => {
    document.body.innerHTML = "<p>a purple elephant walks</p>";
    const { claims, asked } = start(everything, false);
    await expect.poll(() => asked.incomplete).toBe(1);
    document.body.append("a purple elephant");
    await expect.poll(() => asked.read).toBeGreaterThan(1);
    expect(asked).toMatchObject({ hello: 1, incomplete: 1 });
    expect(claims).toEqual([]);
  });

  test("an empty frame asks for nothing until it holds text", async () => {
    const harness = start();
    document.body.append(document.createElement("div"));
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(harness.asked.hello).toBe(0);
    document.body.firstElementChild!.textContent = "then came a purple elephant";
    await claimsOf(harness, 1);
  });

  test("sources the policy leaves out are left out", async () => {
    document.body.innerHTML = "<p>the purple elephant</p><textarea></textarea>";
    const harness = start({ scan: { sources: ["typed"] } });
    const box = document.querySelector("textarea")!;
    box.value = "green giraffe";
    box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    const claims = await claimsOf(harness, 1);
    expect(claims.map((claim) => claim.source)).toEqual(["typed"]);
  });
});
