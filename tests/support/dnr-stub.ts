// Chromium as the judge of rules: an unpacked stub extension that takes rules and is asked what they would do.
// Only an unpacked extension has `testMatchOutcome`, so this one stands outside the managed browser.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../../cli/kit/find-chromium.ts";
import { launchManagedChromium } from "../../cli/kit/managed-chromium.ts";
import { makeKey } from "../../cli/kit/make-key.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { DnrRule } from "../../lib/core/dnr/types.ts";
import { tempFolder } from "./temp-folder.ts";

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
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("no Chromium: npm test installs one where it can");
  const folder = tempFolder("dnr");
  const extension = join(folder, "stub");
  mkdirSync(extension);
  const key = makeKey();
  const manifest = {
    manifest_version: 3,
    name: "stub",
    version: "1.0",
    key: key.manifestKey,
    permissions: ["declarativeNetRequest"],
    host_permissions: ["<all_urls>"],
    web_accessible_resources: [
      { resources: ["blocked.html", "closed.html"], matches: ["<all_urls>"] },
    ],
  };
  writeFileSync(join(extension, "manifest.json"), JSON.stringify(manifest));
  for (const page of ["judge.html", "blocked.html", "agreement.html", "closed.html"]) {
    writeFileSync(join(extension, page), `<!doctype html><title>${page}</title>`);
  }
  const running = await launchManagedChromium({
    chromium,
    userDataDir: join(folder, "profile"),
    headless: true,
    offline: true,
    unpacked: [extension],
  });
  const origin = `chrome-extension://${key.extensionId}`;
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
