import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { routeMessage, tierOf } from "../../../../lib/app/background/message-router.ts";
import type { MessageHandlers } from "../../../../lib/app/background/message-router.ts";
import { messageSchemas, messageTiers } from "../../../../lib/contract/message.ts";
import type { MessageName } from "../../../../lib/contract/message.ts";

const self = { id: "ours", origin: "chrome-extension://ours" };
const ownPage = { id: "ours", url: "chrome-extension://ours/report.html", origin: self.origin };
const ownTab = { ...ownPage, tab: { id: 3, url: ownPage.url } };
const content = {
  id: "ours",
  url: "https://open.test/",
  origin: "https://open.test",
  tab: { id: 3, url: "https://open.test/" },
};
const names = Object.keys(messageSchemas) as MessageName[];

/** Every handler says which one it is. */
const handlers = Object.fromEntries(
  names.map((name) => [name, () => Promise.resolve({ ok: true, value: name })]),
) as unknown as MessageHandlers;

describe("who is speaking", () => {
  test.each([
    ["our popup", ownPage, "extension"],
    ["our page in a tab", ownTab, "extension"],
    ["our content script", content, "content"],
    ["a content script in a nameless frame", { ...content, url: "about:blank" }, "content"],
    ["another extension", { ...ownPage, id: "theirs" }, undefined],
    ["nobody", {}, undefined],
    [
      "a page whose address begins like ours",
      { id: "ours", url: "chrome-extension://ours.test/x" },
      undefined,
    ],
    [
      "our address with another origin, no tab",
      { ...ownPage, origin: "https://open.test" },
      undefined,
    ],
    [
      "a web page with our address in its own",
      { id: "ours", url: "https://open.test/chrome-extension://ours/", tab: { id: 1 } },
      "content",
    ],
  ])("%s", (_, from, tier) => {
    expect(tierOf(from, self)).toBe(tier);
  });
});

describe("who may ask what", () => {
  test.each(names)("%s: only its own tier gets past the door", async (name) => {
    const right = messageTiers[name] === "content" ? content : ownPage;
    const wrong = messageTiers[name] === "content" ? ownPage : content;
    const refused = await routeMessage({ schoolgate: name, body: {} }, wrong, self, handlers);
    expect(refused).toEqual({ ok: false, error: "the sender may not ask this" });
    const heard = await routeMessage({ schoolgate: name, body: { odd: 1 } }, right, self, handlers);
    expect(heard).toEqual({ ok: false, error: "the message has another shape than expected" });
  });

  test("a handler that throws is an answer", async () => {
    const broken = { ...handlers, "notice/read": () => Promise.reject(new Error("secret words")) };
    const reply = await routeMessage(
      { schoolgate: "notice/read", body: {} },
      ownPage,
      self,
      broken,
    );
    expect(reply).toMatchObject({ ok: false });
    expect(JSON.stringify(reply)).not.toContain("secret");
  });

  test("law: whatever comes, from whomever, an answer goes back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.anything(),
        fc.constantFrom(ownPage, content, {}),
        fc.constantFrom(...names, "__proto__", "toString"),
        async (body, from, name) => {
          expect(await routeMessage(body, from, self, handlers)).toMatchObject({ ok: false });
          expect(
            await routeMessage({ schoolgate: name, body }, from, self, handlers),
          ).toHaveProperty("ok");
        },
      ),
    );
  });
});
