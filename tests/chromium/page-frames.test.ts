// Frames of one origin have one engine between them, so that each further one costs little; every frame is read all the
// same, whatever becomes of the ones around it, and no page sees anything of it.
import type { CDPSession, Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { concernTexts } from "../support/concern-texts.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { openScanningSchool, type ScanningSchool } from "../support/scanning-school.ts";
import { html } from "../support/visit.ts";

const text = concernTexts.bullying;
const lesson = "<h1>Volcanoes</h1><p>Hot rock rises through the crust of the earth.</p>";
const quoted = text.replaceAll('"', "&quot;");

/** Each on a host of its own: a finding tells by its host where it was made. The text stands in the inner frame. */
const pages: Readonly<Record<string, string>> = {
  "same-origin": `${lesson}<iframe src="/inner"></iframe>`,
  srcdoc: `${lesson}<iframe srcdoc="<p>${quoted}</p>"></iframe>`,
  "about-blank": `${lesson}<iframe id="f"></iframe><script>addEventListener("load", () => {
    f.contentDocument.body.textContent = ${JSON.stringify(text)}; });</script>`,
  blob: `${lesson}<iframe id="f"></iframe><script>f.src = URL.createObjectURL(
    new Blob([${JSON.stringify(`<p>${text}</p>`)}], { type: "text/html" }));</script>`,
  // The page itself holds nothing to read.
  "under-an-empty-page": `<iframe src="/inner"></iframe>`,
  "two-deep": `<iframe src="/middle"></iframe>`,
  // A frame of another site stands between the two.
  sandwich: `${lesson}<iframe src="http://between.other-site.test/"></iframe>`,
};
const strangers: Readonly<Record<string, string>> = {
  sandboxed: `${lesson}<iframe sandbox srcdoc="<p>${quoted}</p>"></iframe>`,
  "other-site": `${lesson}<iframe src="http://other-site.other-site.test/"></iframe>`,
  components: `${lesson}<iframe src="http://components.other-site.test/"></iframe>`,
};
const inner = `<p>${text}</p>`;

let school: ScanningSchool;
openAfresh(
  async () => {
    school = await openScanningSchool({
      "*.frames.example-site.test": ({ host, path }) => {
        const name = host.split(".")[0] ?? "";
        if (path === "/inner") return html("inner", inner);
        if (path === "/lesson") return html("lesson", lesson);
        if (path === "/middle") return html("middle", `<iframe src="/inner"></iframe>`);
        return html(name, pages[name] ?? strangers[name] ?? lesson);
      },
      "strict.policy-site.test": () => ({
        ...html("strict", lesson + inner),
        headers: { "content-security-policy": "default-src 'none'; sandbox" },
      }),
      "between.other-site.test": () =>
        html("between", `<iframe src="http://sandwich.frames.example-site.test/inner"></iframe>`),
      // All of its text stands in a component, none of it in the frame's own body.
      "components.other-site.test": () =>
        html(
          "components",
          `<div><div><x-card></x-card></div></div><script>document.querySelector("x-card")
        .attachShadow({ mode: "closed" }).innerHTML = ${JSON.stringify(inner)};</script>`,
        ),
      "*.other-site.test": () => html("other", inner),
    });
  },
  () => school?.close(),
);

/**
 * Of the page and each frame in it that is of its origin, seen from this extension's own world there: whether it has the
 * very engine of the page.
 */
async function enginesOf(page: Page): Promise<boolean[]> {
  const devTools: CDPSession = await page.createCDPSession();
  const worlds: number[] = [];
  devTools.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.origin.startsWith("chrome-extension:")) worlds.push(context.id);
  });
  await devTools.send("Runtime.enable");
  const { result } = await devTools.send("Runtime.evaluate", {
    expression: `(function walk(frame) {
      let here = [];
      try {
        here = [frame.schoolgateEngine !== undefined && frame.schoolgateEngine === top.schoolgateEngine];
      } catch {}
      return [...here, ...Array.from({ length: frame.length }, (_, at) => walk(frame[at])).flat()];
    })(top)`,
    contextId: worlds[0] ?? 0,
    returnByValue: true,
  });
  await devTools.detach();
  return result.value as boolean[];
}

describe("a frame of the same origin", () => {
  test.each(Object.keys(pages))("is read with the engine of the page: %s", async (name) => {
    const host = `${name}.frames.example-site.test`;
    await school.withPage(`http://${host}/`, async (page) => {
      await school.findingFrom(host, "page");
      expect(await enginesOf(page)).toEqual(Array(name === "two-deep" ? 3 : 2).fill(true));
    });
  });

  test("is read when its page is written anew around it, or it is moved", async () => {
    await school.withPage("http://rewritten.frames.example-site.test/", async (page) => {
      await waitUntil("the page has an engine", async () => (await enginesOf(page))[0]);
      await page.evaluate(() => {
        document.open();
        document.write("<h1>Anew</h1><iframe src='/lesson'></iframe><p id='p'></p>");
        document.close();
      });
      await page.waitForFrame((frame) => frame.url().endsWith("/lesson"));
      await page.evaluate((said) => {
        const frame = document.querySelector("iframe");
        // Moving a frame loads it anew.
        document.querySelector("#p")?.append(frame ?? "");
        frame?.addEventListener("load", () => frame.contentDocument?.body.append(said));
      }, text);
      await school.findingFrom("rewritten.frames", "page");
    });
  });

  test("what it types is judged by its own instructions, and heard as it goes away", async () => {
    await school.withPage("http://typing.frames.example-site.test/", async (page) => {
      await page.evaluate((said) => {
        const frame = document.createElement("iframe");
        frame.srcdoc = "<textarea></textarea>";
        frame.addEventListener("load", () => {
          const box = frame.contentDocument?.querySelector("textarea");
          if (!box) return;
          box.value = said;
          box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
          box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
        });
        document.body.append(frame);
      }, concernTexts.selfHarm);
      await school.findingFrom("typing.frames", "typed");
    });
  });
});

describe("a frame of another origin", () => {
  test.each(Object.keys(strangers))("has an engine of its own: %s", async (name) => {
    await school.withPage(`http://${name}.frames.example-site.test/`, async (page) => {
      await waitUntil("a finding from the frame", () =>
        school.findings().some((one) => one.address.includes(name)),
      );
      // The page sees none but its own.
      expect(await enginesOf(page)).toEqual([true]);
    });
  });

  test("that holds a few words is read once somebody can see it", async () => {
    const host = "http://scroll.other-site.test/";
    await school.withPage("http://below.frames.example-site.test/", async (page) => {
      await page.evaluate((address) => {
        const gap = document.createElement("div");
        gap.style.height = "6000px";
        const frame = document.createElement("iframe");
        frame.src = address;
        document.body.append(gap, frame);
        // Another one that is in view is read, and proves that this one was passed over.
        const seen = document.createElement("iframe");
        seen.src = address.replace("scroll", "seen");
        document.body.prepend(seen);
      }, host);
      await school.findingFrom("seen.other-site", "page");
      expect(school.findings().some((one) => one.address.startsWith(host))).toBe(false);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await school.findingFrom("scroll.other-site", "page");
    });
  });
});

test("a page whose own policy lets it load nothing is read", async () => {
  await school.withPage("http://strict.policy-site.test/", () =>
    school.findingFrom("strict.policy-site", "page"),
  );
});

test("the page sees nothing of it, in no frame", async () => {
  await school.withPage("http://same-origin.frames.example-site.test/?again", async (page) => {
    await waitUntil("both have an engine", async () => {
      const engines = await enginesOf(page);
      return engines.length === 2 && !engines.includes(false);
    });
    for (const frame of page.frames()) {
      const traces = await frame.evaluate(() => [
        ...Object.getOwnPropertyNames(window).filter((name) => /schoolgate/i.test(name)),
        ...performance
          .getEntries()
          .map(({ name }) => name)
          .filter((name) => name.startsWith("chrome-extension:")),
      ]);
      expect(traces).toEqual([]);
    }
  });
});
