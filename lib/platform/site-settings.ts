// Camera and microphone by site, and what a site has left behind in the browser.
import type { SiteSettings } from "../app/ports.ts";
import { browser } from "./browser.ts";

const everywhere = ["http://*/*", "https://*/*"] as const;

const settings = () => [chrome.contentSettings.camera, chrome.contentSettings.microphone];

async function setQuietly(
  setting: chrome.contentSettings.ContentSetting<"allow" | "block" | "ask">,
  primaryPattern: string,
  value: "allow" | "block",
): Promise<void> {
  try {
    await setting.set({ primaryPattern, setting: value });
  } catch {
    // A host that makes no pattern keeps what holds everywhere.
  }
}

export function createSiteSettings(): SiteSettings {
  return {
    async setCameraAndMicrophone(only) {
      for (const setting of settings()) {
        try {
          await setting.clear({});
        } catch {
          // Nothing was set.
        }
        if (only === undefined) continue;
        for (const pattern of everywhere) await setQuietly(setting, pattern, "block");
        // The browser gives neither to pages that are not https; the more exact pattern wins.
        for (const host of only) await setQuietly(setting, `https://*.${host}/*`, "allow");
      }
    },
    async forgetWorkers(hosts) {
      if (hosts.length === 0) return;
      const origins = hosts.flatMap((host) => [`https://${host}`, `http://${host}`]);
      try {
        await browser.browsingData.remove(
          { origins } as never,
          { serviceWorkers: true, cache: true, cacheStorage: true } as never,
        );
      } catch {
        // The second gate sees what a site's own service worker answers.
      }
    },
  };
}
