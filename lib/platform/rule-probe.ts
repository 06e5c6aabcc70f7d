// Asks for a host that only one of our rules knows, and listens for what the browser says of it.
import type { RuleProbe } from "../app/ports.ts";
import { browser } from "./browser.ts";

const deadlineMs = 3000;
/** What Chromium says of a request that an extension's rule stopped. */
const stoppedByUs = "net::ERR_BLOCKED_BY_CLIENT";

export function createRuleProbe(): RuleProbe {
  return {
    async tryHost(host) {
      const said = Promise.withResolvers<"stopped" | "not-stopped">();
      const listen = ({ error }: { readonly error: string }): void =>
        said.resolve(error === stoppedByUs ? "stopped" : "not-stopped");
      const answered = (): void => said.resolve("not-stopped");
      const only = { urls: [`https://${host}/*`] };
      browser.webRequest.onErrorOccurred.addListener(listen, only);
      browser.webRequest.onCompleted.addListener(answered, only);
      const signal = AbortSignal.timeout(deadlineMs);
      const late = new Promise<"unknown">((resolve) => {
        signal.addEventListener("abort", () => resolve("unknown"));
      });
      // How it fails is what is listened for.
      fetch(`https://${host}/`, { mode: "no-cors", credentials: "omit", signal }).catch(() => {});
      const outcome = await Promise.race([said.promise, late]);
      browser.webRequest.onErrorOccurred.removeListener(listen);
      browser.webRequest.onCompleted.removeListener(answered);
      return outcome;
    },
  };
}
