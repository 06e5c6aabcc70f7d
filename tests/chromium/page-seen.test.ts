// What a person can see of a page is read, and nothing else: labels and pictures' texts, what is shown later, what only
// looks hidden; and every way in which a page hides its words.
import { describe, expect, test } from "vitest";
import { concernTexts } from "../support/concern-texts.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { openScanningSchool, type ScanningSchool } from "../support/scanning-school.ts";
import { html } from "../support/visit.ts";

const text = concernTexts.bullying;
const literal = JSON.stringify(text);
const words = text.split(" ");
const half = Math.ceil(words.length / 2);
const [firstHalf, secondHalf] = [words.slice(0, half).join(" "), words.slice(half).join(" ")];
/** Enough of a page for each to be worth reading. */
const lesson = "<h1>Volcanoes</h1><p>Hot rock rises through the crust.</p>";

// What needs a layout, a frame or a change to be told; how elements are read is held to by the component tests.
const seen: Readonly<Record<string, string>> = {
  alt: `<img alt="${text}" src="data:,">`,
  tooltip: `<button title="${text}">!</button>`,
  "title-of-the-page": `<script>document.title = ${literal};</script>`,
  "cell-by-cell": `<table><tr><td>Sam</td><td>${firstHalf} <b>${secondHalf}</b></td></tr></table>`,
  contents: `<div style="display:contents">${text}</div>`,
  "in-a-slot": `<x-card></x-card><script>document.querySelector("x-card").attachShadow({ mode: "open" })
    .innerHTML = "<slot>" + ${literal} + "</slot>";</script>`,
  "scrolled-away": `<div style="height:60px;overflow:auto"><div style="height:900px"></div><p>${text}</p></div>`,
  "far-below": `<div style="height:9000px"></div><p>${text}</p>`,
  "shown-later": `<p id="p" style="display:none">${text}</p>
    <script>addEventListener("load", () => setTimeout(() => { p.style.display = ""; }, 500));</script>`,
  unfolded: `<details id="d"><summary>More</summary><p>${text}</p></details>
    <script>addEventListener("load", () => setTimeout(() => { d.open = true; }, 500));</script>`,
  "label-changed": `<button id="b" aria-label="all is well here">!</button>
    <script>addEventListener("load", () => requestAnimationFrame(() => b.setAttribute("aria-label", ${literal})));</script>`,
  "root-in-a-root": `<x-outer></x-outer><script>addEventListener("load", () => {
    const outer = document.querySelector("x-outer").attachShadow({ mode: "closed" });
    outer.innerHTML = "<p>one</p><x-inner></x-inner>";
    requestAnimationFrame(() => { outer.querySelector("x-inner").attachShadow({ mode: "closed" })
      .innerHTML = "<p>" + ${literal} + "</p>"; }); });</script>`,
  "dark-on-light": `<div style="background:#fff"><p style="color:#333">${text}</p></div>`,
  "white-on-dark": `<div style="background:#111"><section><p style="color:#fff">${text}</p></section></div>`,
  "white-over-a-picture": `<div style="position:relative"><img src="data:," style="position:absolute;inset:0">
    <p style="position:relative;color:#fff">${text}</p></div>`,
  "white-over-a-layer": `<style>.hero::before { content: ""; position: absolute; inset: 0; background: #123; z-index: -1; }</style>
    <div class="hero" style="color:#fff">${text}</div>`,
  "white-in-a-grid": `<div style="display:grid"><img src="data:," style="grid-area:1/1"><p style="grid-area:1/1;color:#fff">${text}</p></div>`,
  "white-moved-up": `<div style="background:#123;height:80px"></div><p style="margin-top:-60px;color:#fff">${text}</p>`,
  "with-a-shadow": `<p style="color:#fff;text-shadow:0 0 3px #000">${text}</p>`,
  "over-its-own-picture": `<div style="color:#fff0">${text}</div>`,
  "of-a-picture-ground": `<div style="background:#fff linear-gradient(#123,#456)"><p style="color:#fff">${text}</p></div>`,
  "dark-scheme": `<style>:root { color-scheme: dark; }</style><p style="color:#fff">${text}</p>`,
  "coloured-later": `<p id="p" style="color:#fff">${text}</p>
    <script>addEventListener("load", () => setTimeout(() => { p.style.color = ""; }, 500));</script>`,
  "one-long-node": `<pre></pre><script>document.querySelector("pre").textContent =
    "Hot rock rises through the crust of the earth. ".repeat(4000) + ${JSON.stringify(concernTexts.selfHarm)};</script>`,
};

const unseen: Readonly<Record<string, string>> = {
  invisible: `<p style="visibility:hidden">${text}</p>`,
  transparent: `<p style="opacity:0">${text}</p>`,
  "left-of-all": `<p style="position:absolute;left:-9999px">${text}</p>`,
  "above-all": `<p style="position:absolute;top:-9999px">${text}</p>`,
  "one-pixel": `<p style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">${text}</p>`,
  "no-size": `<span style="font-size:0">${text}</span>`,
  "colour-of-the-page": `<p style="color:#fff">${text}</p>`,
  "nearly-so": `<section><p style="color:#fdfdfd">${text}</p></section>`,
  "colour-of-its-box": `<div style="background:#123456"><section><p style="color:#123456">${text}</p></section></div>`,
  "colour-by-inheritance": `<div style="background:rgb(20 20 20);color:rgb(20 20 20)"><p>Hello <b>${text}</b></p></div>`,
  folded: `<details><summary>More</summary><p>${text}</p></details>`,
  "closed-dialog": `<dialog><p>${text}</p></dialog>`,
  "not-slotted": `<x-card><p>${text}</p></x-card><script>document.querySelector("x-card")
    .attachShadow({ mode: "open" }).innerHTML = "<p>A card</p>";</script>`,
  data: `<script type="application/json">{"a":${literal}}</script><template><p>${text}</p></template><noscript>${text}</noscript>`,
  monaco: `<div class="monaco-editor"><div class="view-lines"><div class="view-line">${text}</div></div></div>`,
};

let school: ScanningSchool;
openAfresh(
  async () => {
    school = await openScanningSchool({
      "*.seen.example-site.test": ({ host }) => {
        const name = host.split(".")[0] ?? "";
        const hidden = unseen[name];
        const body = hidden === undefined ? seen[name] : `<p>${concernTexts.selfHarm}</p>${hidden}`;
        return html(name, lesson + (body ?? ""));
      },
    });
  },
  () => school?.close(),
);

describe("what is seen is read", () => {
  test.each(Object.keys(seen))("%s", async (name) => {
    const host = `${name}.seen.example-site.test`;
    await school.withPage(`http://${host}/`, async () => {
      const found = await school.findingFrom(`//${host}`, "page");
      // In a long text only the graver one is told.
      expect(found.theme).toBe(name === "one-long-node" ? "self-harm" : "bullying");
    });
  });
});

test.each(Object.keys(unseen))("what is not seen makes no finding: %s", async (name) => {
  const host = `${name}.seen.example-site.test`;
  await school.withPage(`http://${host}/`, async () => {
    // Both stand in one text: where the one that is seen is told, the other has been judged too.
    const found = await school.findingFrom(`//${host}`, "page");
    expect(found.excerpt).toContain(concernTexts.selfHarm);
    const told = school.findings().filter((one) => one.address.includes(`//${host}`));
    expect(JSON.stringify(told)).not.toContain("Nobody likes you");
  });
});
