import type { Page } from "puppeteer";
import type { MessageReply } from "../../lib/contract/message.ts";

type Status = Extract<MessageReply<"status/read">, { ok: true }>["value"];

/** Asks the extension how it stands, from a tab on one of its own pages. Throws what it says against it. */
export async function readStatus(page: Page): Promise<Status> {
  const reply = (await page.evaluate(() =>
    chrome.runtime.sendMessage({ schoolgate: "status/read", body: {} }),
  )) as MessageReply<"status/read"> | undefined;
  if (reply?.ok !== true) throw new Error(reply?.error ?? "the extension did not answer");
  return reply.value;
}
