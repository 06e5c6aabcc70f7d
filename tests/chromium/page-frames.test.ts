// Every frame is read, whatever becomes of the ones around it, and no page sees anything of it.
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

describe("a frame of the same origin", () => {
  test.each(Object.keys(pages))("is read: %s", async (name) => {
    const host = `${name}.frames.example-site.test`;
    await school.withPage(`http://${host}/`, () => school.findingFrom(host, "page"));
  });

  test("is read when its page is written anew around it, or it is moved", async () => {
    await school.withPage("http://rewritten.frames.example-site.test/", async (page) => {
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
  test.each(Object.keys(strangers))("is read: %s", async (name) => {
    await school.withPage(`http://${name}.frames.example-site.test/`, () =>
      waitUntil("a finding from the frame", () =>
        school.findings().some((one) => one.address.includes(name)),
      ),
    );
  });
});

test("a page whose own policy lets it load nothing is read", async () => {
  await school.withPage("http://strict.policy-site.test/", () =>
    school.findingFrom("strict.policy-site", "page"),
  );
});

test("the page sees nothing of it, in no frame", async () => {
  await school.withPage("http://same-origin.frames.example-site.test/?again", async (page) => {
    await waitUntil("both have been read", () => {
      const read = school.findings().filter(({ address }) => address.includes("//same-origin."));
      return read.length > 0;
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
