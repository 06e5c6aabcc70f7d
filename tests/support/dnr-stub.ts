// Chromium as the judge of rules: an unpacked stub extension that takes rules and is asked what they would do.
// Only an unpacked extension has `testMatchOutcome`, so this one stands outside the managed browser.
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { DnrRule } from "../../lib/core/dnr/types.ts";
import { openStubExtension } from "./stub-extension.ts";

export interface DnrAsk {
  readonly url: string;
  readonly type:
    | chrome.declarativeNetRequest.ResourceType
    | `${chrome.declarativeNetRequest.ResourceType}`;
  readonly initiator?: string;
}

export interface DnrJudge {
  /** "chrome-extension://…" */
  readonly origin: string;
  /** Replaces all dynamic and session rules. Throws what Chromium says against them. */
  load(dynamic: readonly DnrRule[], session: readonly DnrRule[]): Promise<void>;
  /** The ids of the rules that would act on each, in the order asked. */
  ask(asks: readonly DnrAsk[]): Promise<number[][]>;
  close(): Promise<void>;
}

export async function openDnrJudge(): Promise<DnrJudge> {
  const pages = ["judge.html", "blocked.html", "agreement.html", "closed.html"];
  const { running, origin } = await openStubExtension({
    manifest: {
      permissions: ["declarativeNetRequest"],
      web_accessible_resources: [
        { resources: ["blocked.html", "closed.html"], matches: ["<all_urls>"] },
      ],
    },
    files: Object.fromEntries(pages.map((page) => [page, `<!doctype html><title>${page}</title>`])),
  });
  const page = await running.browser.newPage();
  await waitUntil("the stub extension is loaded", async () => {
    await page.goto(`${origin}/judge.html`);
    return page.evaluate(() => typeof chrome.declarativeNetRequest === "object");
  });
  return {
    origin,
    load: (dynamic, session) =>
      page.evaluate(
        async (dynamicJson, sessionJson) => {
          const rules = chrome.declarativeNetRequest;
          const ids = (list: { id: number }[]) => list.map((rule) => rule.id);
          await rules.updateDynamicRules({
            removeRuleIds: ids(await rules.getDynamicRules()),
            addRules: JSON.parse(dynamicJson),
          });
          await rules.updateSessionRules({
            removeRuleIds: ids(await rules.getSessionRules()),
            addRules: JSON.parse(sessionJson),
          });
        },
        JSON.stringify(dynamic),
        JSON.stringify(session),
      ),
    ask: (asks) =>
      page.evaluate(async (asksJson) => {
        const answers: number[][] = [];
        for (const ask of JSON.parse(asksJson)) {
          const outcome = await chrome.declarativeNetRequest.testMatchOutcome(ask);
          answers.push(outcome.matchedRules.map((rule) => rule.ruleId));
        }
        return answers;
      }, JSON.stringify(asks)),
    close: () => running.close(),
  };
}
