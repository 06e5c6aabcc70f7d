// The content script in real pages: what it must find, in every place a text can stand, and what it must leave alone.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { concernTexts } from "../support/concern-texts.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { openScanningSchool, type ScanningSchool } from "../support/scanning-school.ts";
import { hosts } from "../support/test-policy.ts";
import { html } from "../support/visit.ts";

const text = concernTexts.bullying;
const [firstHalf, secondHalf] = [text.slice(0, 30), text.slice(30)];
const literal = (content: string): string => JSON.stringify(content);

/** Counts every change that anything makes to the page after it has loaded. */
const selfWatch = `<script>
  window.changesSeen = 0; window.messagesSeen = 0;
  addEventListener("message", () => { window.messagesSeen += 1; });
  addEventListener("load", () => new MutationObserver((records) => { window.changesSeen += records.length; })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true }));
</script>`;

/** Each on a host of its own: a finding tells by its host where it was made. */
const pages: Readonly<Record<string, string>> = {
  plain: `${selfWatch}<p>${text}</p>`,
  later: `<p id="p">nothing yet</p><script>addEventListener("load", () => requestAnimationFrame(() => {
    document.getElementById("p").textContent = ${literal(text)}; }));</script>`,
  added: `<script>addEventListener("load", () => requestAnimationFrame(() => {
    const p = document.createElement("p"); p.append(${literal(firstHalf)}); document.body.append(p);
    requestAnimationFrame(() => p.append(${literal(secondHalf)})); }));</script>`,
  "open-root": `<div id="h"></div><script>document.getElementById("h").attachShadow({ mode: "open" })
    .innerHTML = "<p>" + ${literal(text)} + "</p>";</script>`,
  "closed-root": `<div id="h"></div><script>document.getElementById("h").attachShadow({ mode: "closed" })
    .innerHTML = "<p>" + ${literal(text)} + "</p>";</script>`,
  "declared-root": `<div><template shadowrootmode="closed"><p>${text}</p></template></div>`,
  "components-alone": `<div><div><div><a-shell></a-shell></div></div></div><script>customElements.define("a-shell",
    class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: "open" });
      root.innerHTML = "<a-page></a-page>"; root.firstChild.attachShadow({ mode: "closed" }).innerHTML =
      "<p>" + ${literal(text)} + "</p>"; } });</script>`,
  "late-element": `<a-card></a-card><script>addEventListener("load", () => customElements.define("a-card",
    class extends HTMLElement { connectedCallback() {
      this.attachShadow({ mode: "closed" }).innerHTML = "<p>" + ${literal(text)} + "</p>"; } }));</script>`,
  srcdoc: `<iframe srcdoc="<p>${text.replaceAll('"', "&quot;")}</p>"></iframe>`,
  "about-blank": `<iframe id="f"></iframe><script>addEventListener("load", () => {
    document.getElementById("f").contentDocument.body.textContent = ${literal(text)}; });</script>`,
  blob: `<iframe id="f"></iframe><script>document.getElementById("f").src = URL.createObjectURL(
    new Blob(["<p>" + ${literal(text)} + "</p>"], { type: "text/html" }));</script>`,
  sandboxed: `<iframe sandbox srcdoc="<p>${text.replaceAll('"', "&quot;")}</p>"></iframe>`,
  nested: `<iframe srcdoc="&lt;iframe srcdoc='&amp;lt;p&amp;gt;${text.replaceAll("'", "&amp;#39;")}&amp;lt;/p&amp;gt;'&gt;&lt;/iframe&gt;"></iframe>`,
  "other-site": `<iframe src="http://inner.pages.example-site.test/"></iframe>`,
  inner: `<p>${text}</p>`,
  dialog: `<dialog id="d"><p>${text}</p></dialog><script>addEventListener("load", () => d.showModal());</script>`,
};

/** Pages that hold the text where nobody reads it, or only look alarming. */
const silent: Readonly<Record<string, string>> = {
  hidden: `<p hidden>${text}</p><p style="display:none">${text}</p><!-- ${text} -->`,
  script: `<p>Welcome to the lesson</p><script>const unused = ${literal(text)};</script><style>/* ${text} */</style>`,
  lesson: `<h1>Macbeth, act 5</h1><p>Macbeth hears that the queen is dead. He speaks of tomorrow and tomorrow, and fights until he is killed by Macduff.</p>`,
};

const formPage = `<h1>Write</h1>
  <textarea id="area" aria-label="area"></textarea>
  <div id="edit" contenteditable="true" aria-label="edit" role="textbox" style="min-height:2em"></div>
  <div id="host"></div>
  <input id="password" type="password" aria-label="password">
  <input id="shown" type="text" name="password" aria-label="shown password">
  <input id="card" type="text" autocomplete="cc-number" aria-label="card">
  <script>const root = document.getElementById("host").attachShadow({ mode: "closed" });
    root.innerHTML = "<textarea></textarea>"; window.focusClosed = () => root.querySelector("textarea").focus();</script>`;

let school: ScanningSchool;
openAfresh(
  async () => {
    const answer = (name: string) => html(name, pages[name] ?? silent[name] ?? "");
    school = await openScanningSchool({
      "*.pages.example-site.test": ({ host }) => answer(host.split(".")[0] ?? ""),
      "*.forms.example-site.test": () => html("form", formPage),
      [hosts.search]: () => html("results", "<h1>Results</h1>"),
      [hosts.help]: () =>
        html(
          "help",
          `<h1>Help</h1><iframe src="https://plain.pages.example-site.test/helped"></iframe>`,
        ),
    });
  },
  () => school?.close(),
);

describe("text that is read", () => {
  const places = Object.keys(pages).filter((name) => name !== "inner" && name !== "other-site");
  test.each(places)("%s", async (name) => {
    const host = `${name}.pages.example-site.test`;
    await school.withPage(`http://${host}/`, async () => {
      const found = await school.findingFrom(host, "page");
      expect(found).toMatchObject({ profile: "pupil", policyVersion: "test-1", title: name });
      // The offsets name what a person would mark.
      const marked = found.matches.map((match) => found.excerpt.slice(match.start, match.end));
      expect(marked.length).toBeGreaterThan(0);
      for (const piece of marked) expect(piece.trim()).not.toBe("");
    });
  });

  test("a frame of another site", async () => {
    await school.withPage("http://other-site.pages.example-site.test/", async () => {
      const found = await school.findingFrom("pages.example-site.test", "page");
      expect(found).toBeDefined();
      await waitUntil("a finding from the frame", () =>
        school.findings().some((one) => /inner|other-site/.test(one.address)),
      );
    });
  });

  test("the page is not changed by it", async () => {
    await school.withPage("http://plain.pages.example-site.test/again", async (page) => {
      await page.evaluate(async () => {
        for (let round = 0; round < 3; round += 1)
          await new Promise((resolve) => requestIdleCallback(resolve));
      });
      const seen = await page.evaluate("({ changes: changesSeen, messages: messagesSeen })");
      expect(seen).toEqual({ changes: 0, messages: 0 });
      // Nothing of the extension shows in the page's own world.
      const traces = await page.evaluate(
        () =>
          Object.keys(window).filter((key) => /schoolgate/i.test(key)).length +
          document.documentElement.outerHTML.split("chrome-extension:").length -
          1,
      );
      expect(traces).toBe(0);
    });
  });
});

describe("text that is typed", () => {
  test.each([
    ["textarea", "#area", concernTexts.selfHarm],
    ["contenteditable", "#edit", concernTexts.selfHarm],
  ])("%s", async (name, selector, words) => {
    await school.withPage(`http://${name}.forms.example-site.test/`, async (page) => {
      await page.click(selector);
      await page.keyboard.type(words, { delay: 2 });
      const found = await school.findingFrom(`${name}.forms`, "typed");
      expect(found.theme).toBe("self-harm");
    });
  });

  test("a text box inside a closed shadow root", async () => {
    await school.withPage("http://closed.forms.example-site.test/", async (page) => {
      await page.evaluate("focusClosed()");
      await page.keyboard.type(concernTexts.selfHarm, { delay: 2 });
      await school.findingFrom("closed.forms", "typed");
    });
  });
});

describe("text that is searched for", () => {
  test("the terms, labelled as searched", async () => {
    const query = encodeURIComponent(concernTexts.search);
    await school.withPage(`https://${hosts.search}/search?q=${query}`, async () => {
      const found = await school.findingFrom(hosts.search, "search");
      expect(found.excerpt.toLowerCase()).toContain(concernTexts.search);
    });
  });
});

describe("what stays silent", () => {
  test("hidden text, lessons, secrets, and pages inside a help site; proven by a finding made after them", async () => {
    for (const name of Object.keys(silent)) {
      await school.withPage(`http://${name}.pages.example-site.test/`, (page) =>
        page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve()))),
      );
    }
    await school.withPage("http://secrets.forms.example-site.test/", async (page) => {
      for (const field of ["#password", "#shown", "#card"]) {
        await page.click(field);
        await page.keyboard.type(concernTexts.selfHarm, { delay: 2 });
      }
      await page.click("h1");
    });
    await school.withPage(`https://${hosts.help}/`, async (page) => {
      await page.waitForFrame((frame) => frame.url().includes("/helped"));
      await school.withPage("http://after.forms.example-site.test/", async (last) => {
        await last.click("#area");
        await last.keyboard.type(concernTexts.selfHarm, { delay: 2 });
        await school.findingFrom("after.forms", "typed");
      });
    });
    const told = school.findings().map((one) => one.address);
    for (const quiet of [
      ...Object.keys(silent).map((name) => `//${name}.`),
      "//secrets.",
      "helped",
      hosts.help,
    ]) {
      expect(told.filter((address) => address.includes(quiet))).toEqual([]);
    }
  });
});
