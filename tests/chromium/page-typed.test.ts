// Every way in which words come into a field and leave it again, and what is never taken: secrets, and what makes no
// finding.
import type { CDPSession, Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { concernTexts } from "../support/concern-texts.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { openScanningSchool, type ScanningSchool } from "../support/scanning-school.ts";
import { html } from "../support/visit.ts";

const words = concernTexts.selfHarm;

const form = `<h1>Write</h1>
  <input id="one" aria-label="say something">
  <form id="form"><textarea id="area" aria-label="your message"></textarea><button id="submit">Send</button></form>
  <div id="edit" contenteditable="true" role="textbox" style="min-height:2em"></div>
  <div id="own" contenteditable="true" role="textbox" style="min-height:2em"></div>
  <div role="button" id="send" tabindex="0">Send</div>
  <script>
    form.addEventListener("submit", (event) => { event.preventDefault(); area.value = ""; });
    // An editor that puts everything in by itself: no "input" event ever comes.
    own.addEventListener("beforeinput", (event) => { event.preventDefault(); own.append(event.data ?? ""); });
    own.addEventListener("paste", (event) => { event.preventDefault(); own.append(event.clipboardData.getData("text/plain")); });
    own.addEventListener("drop", (event) => { event.preventDefault(); own.append(event.dataTransfer.getData("text/plain")); });
    // An app that empties its field and sends by fetch.
    send.addEventListener("pointerdown", () => {
      for (const box of [own, edit]) { const said = box.textContent; box.textContent = "";
        if (said) fetch("/say", { method: "POST", body: said }).catch(() => undefined); } });
    one.addEventListener("keydown", (event) => { if (event.key === "Enter") one.value = ""; });
  </script>`;

/** Runs in the page: something is put into the editor that puts everything in by itself. */
function put(said: string, how: string): void {
  const data = new DataTransfer();
  data.setData("text/plain", said);
  const about = { bubbles: true, cancelable: true, composed: true };
  const event =
    how === "paste"
      ? new ClipboardEvent("paste", { ...about, clipboardData: data })
      : new DragEvent("drop", { ...about, dataTransfer: data });
  document.querySelector("#own")?.dispatchEvent(event);
}

interface Way {
  readonly name: string;
  readonly run: (page: Page, devTools: CDPSession) => Promise<unknown>;
}

const type = async (page: Page, field: string): Promise<void> => {
  await page.click(field);
  await page.keyboard.type(words, { delay: 1 });
};

const ways: readonly Way[] = [
  { name: "at rest", run: (page) => type(page, "#one") },
  {
    name: "enter-empties",
    run: async (page) => {
      await type(page, "#one");
      await page.keyboard.press("Enter");
    },
  },
  {
    name: "form-submit",
    run: async (page) => {
      await type(page, "#area");
      await page.click("#submit");
    },
  },
  {
    name: "fetch-button",
    run: async (page) => {
      await type(page, "#edit");
      await page.click("#send");
    },
  },
  {
    name: "own-editor",
    run: async (page) => {
      await type(page, "#own");
      await page.click("#send");
    },
  },
  { name: "paste", run: (page) => page.evaluate(put, words, "paste") },
  { name: "drop", run: (page) => page.evaluate(put, words, "drop") },
  {
    name: "pasted-by-keys",
    run: async (page) => {
      await page.evaluate((said) => {
        const source = document.createElement("textarea");
        source.value = said;
        document.body.append(source);
        source.select();
        document.execCommand("copy");
        source.remove();
      }, words);
      await page.click("#edit");
      await page.keyboard.down("Control");
      await page.keyboard.press("v");
      await page.keyboard.up("Control");
    },
  },
  {
    name: "composed",
    run: async (page, devTools) => {
      await page.click("#edit");
      for (const word of words.split(" ")) {
        await devTools.send("Input.imeSetComposition", {
          text: word,
          selectionStart: word.length,
          selectionEnd: word.length,
        });
        await devTools.send("Input.insertText", { text: `${word} ` });
      }
    },
  },
  {
    name: "goes-away",
    run: async (page) => {
      await type(page, "#one");
      await page.goto("http://other.forms.example-site.test/");
    },
  },
];

const secrets: readonly string[] = [
  `<input type="password">`,
  `<input type="password" data-show>`,
  `<input autocomplete="one-time-code">`,
  `<input autocomplete="section-a cc-number">`,
  `<input name="cvv">`,
  `<input inputmode="numeric" maxlength="6">`,
  `<input aria-label="Verification code">`,
  `<label>Card number <input></label>`,
  `<input placeholder="Enter your passcode">`,
  `<input id="user_pin">`,
  `<input style="-webkit-text-security:disc">`,
];

const exam = `<h1>Examination</h1><input id="candidate" name="Candidate_Number">
  <label for="notes">Your medical notes</label><textarea id="notes"></textarea>
  <textarea id="area" aria-label="your answer"></textarea>`;

const answers = ["Not at all", "Several days", "More than half the days", "Nearly every day"];
const question = (said: string, name: string): string =>
  `<fieldset><legend>${said}</legend>${answers
    .map((answer) => `<label><input type="radio" name="${name}"> ${answer}</label>`)
    .join("")}</fieldset>`;
const survey = `<h1>How are you?</h1><p>Please tick one box for each question.</p><form id="form">
  ${question("How often have you wanted to kill yourself?", "a")}
  ${question("I hate myself and I cut myself.", "b")}
  <label>Anything else? <textarea id="area"></textarea></label></form>`;

let school: ScanningSchool;
openAfresh(
  async () => {
    school = await openScanningSchool(
      {
        "*.forms.example-site.test": ({ host }) => {
          const secret = secrets[Number(/^secret-(\d+)/.exec(host)?.[1] ?? -1)];
          if (host.startsWith("exam.")) return html("exam", exam);
          if (host.startsWith("survey.")) return html("survey", survey);
          return html("form", secret === undefined ? form : `<h1>Sign in to go on</h1>${secret}`);
        },
      },
      { withoutFields: ["candidate number", "Medical notes"] },
    );
  },
  () => school?.close(),
);

describe("words come in, and are judged before they are gone", () => {
  test.each(ways.map((way) => [way.name.replace(" ", "-"), way] as const))(
    "%s",
    async (name, { run }) => {
      await school.withPage(`http://${name}.forms.example-site.test/`, async (page) => {
        await run(page, await page.createCDPSession());
        const found = await school.findingFrom(`//${name}.forms`, "typed");
        expect(found.theme).toBe("self-harm");
      });
    },
  );
});

test("secrets are never read, whatever they are called; proven by a finding made beside each", async () => {
  await Promise.all(
    secrets.map(async (_secret, place) => {
      const page = await school.page();
      await page.goto(`http://secret-${place}.forms.example-site.test/`);
      await page.evaluate((said) => {
        const field = document.querySelector("input") as HTMLInputElement;
        field.value = said.slice(0, -1);
        field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        // "Show password" in the middle of it.
        if ("show" in field.dataset) field.type = "text";
        field.value = said;
        field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
        field.blur();
        const box = document.createElement("textarea");
        document.body.append(box);
        box.value = "how to kill myself";
        box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }, words);
      const found = await school.findingFrom(`//secret-${place}.forms`, "typed");
      expect(found.excerpt).toBe("how to kill myself");
      await page.close();
    }),
  );
  const told = school.findings().filter((one) => one.address.includes("//secret-"));
  expect(told).toHaveLength(secrets.length);
});

test("a field that the policy leaves out is not read; proven by a finding made beside it", async () => {
  await school.withPage("http://exam.forms.example-site.test/", async (page) => {
    for (const field of ["#candidate", "#notes"]) {
      await type(page, field);
      await page.keyboard.press("Tab");
    }
    await page.click("#area");
    await page.keyboard.type(concernTexts.bullying, { delay: 1 });
    await school.findingFrom("//exam.forms", "typed");
    const told = school.findings().filter((one) => one.address.includes("//exam.forms"));
    expect(told.map(({ theme }) => theme)).toEqual(["bullying"]);
  });
});

test("what a form asks is no concern; what is answered in it is", async () => {
  await school.withPage("http://survey.forms.example-site.test/", async (page) => {
    await type(page, "#area");
    await page.keyboard.press("Tab");
    await school.findingFrom("//survey.forms", "typed");
    // What is shown later is read later: by then the form has been.
    await page.evaluate((said) => {
      const line = document.createElement("p");
      line.textContent = said;
      document.body.replaceChildren(line);
    }, concernTexts.bullying);
    await school.findingFrom("//survey.forms", "page");
    const told = school.findings().filter((one) => one.address.includes("//survey.forms"));
    expect(told.map(({ source, theme }) => `${source} ${theme}`).sort()).toEqual([
      "page bullying",
      "typed self-harm",
    ]);
  });
});

test("what makes no finding is kept nowhere and told to nobody", async () => {
  const harmless = "zanzibar quartz teapots hum softly under seventeen umbrellas";
  await school.withPage("http://harmless.forms.example-site.test/", async (page) => {
    for (const field of ["#one", "#area", "#edit", "#own"]) {
      await page.click(field);
      await page.keyboard.type(harmless, { delay: 1 });
    }
    // The finding made after them has passed the same way to its end.
    await page.click("#area");
    await page.keyboard.type(`. ${concernTexts.bullying}`, { delay: 1 });
    const found = await school.findingFrom("//harmless.forms", "typed");
    expect(found.excerpt.length).toBeLessThanOrEqual(240);
    const others = school.arrived().filter((event) => event.id !== found.id);
    expect(JSON.stringify(others)).not.toContain("quartz");
    // What the device keeps of it stands in that finding's own excerpt, and goes with it.
    const kept = (await school.everythingKept()).replaceAll(JSON.stringify(found.excerpt), '""');
    expect(kept).not.toContain("quartz");
  });
});
