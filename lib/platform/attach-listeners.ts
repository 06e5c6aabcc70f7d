// Every listener, attached synchronously in the worker's first tick: one attached later misses the event that woke it.
import type { BackgroundHandlers, DownloadSeen, NavigationSeen } from "../app/ports.ts";
import { browser } from "./browser.ts";
import { offerPageMenu } from "./page-menu.ts";

const frameTypes = ["main_frame", "sub_frame"] as const;

/** Attaches all; the answer says why the gate that stops requests could not be had, or undefined where it stands. */
export function attachListeners(handlers: BackgroundHandlers): {
  gateRefusal(): string | undefined;
} {
  let refusal: string | undefined;

  browser.runtime.onInstalled.addListener(({ reason }) => {
    offerPageMenu();
    // After an update of the browser itself every tab is loaded with our script anyway.
    if (reason === "install" || reason === "update") handlers.onInstalled();
  });
  browser.runtime.onStartup.addListener(() => handlers.onStartup());
  browser.storage.managed.onChanged.addListener(() => handlers.onManagedChanged());
  browser.alarms.onAlarm.addListener((alarm) => handlers.onAlarm(alarm.name));
  chrome.identity.onSignInChanged.addListener(() => handlers.onSignInChanged());
  self.addEventListener("online", () => handlers.onOnline());

  chrome.contextMenus.onClicked.addListener((info, tab) => {
    handlers.onMenu({
      pageAddress: info.pageUrl ?? tab?.url ?? "",
      linkAddress: info.linkUrl ?? "",
      words: info.selectionText ?? "",
    });
    // The popup as from the toolbar; where the browser opens none, the same form in a tab.
    chrome.action.openPopup().catch(() => chrome.tabs.create({ url: "/report.html" }));
  });

  browser.webNavigation.onBeforeNavigate.addListener((seen) =>
    handlers.onNavigation("before", toSeen(seen)),
  );
  browser.webNavigation.onCommitted.addListener((seen) =>
    handlers.onNavigation("committed", toSeen(seen)),
  );
  browser.webNavigation.onHistoryStateUpdated.addListener((seen) =>
    handlers.onNavigation("within", toSeen(seen)),
  );
  browser.webNavigation.onReferenceFragmentUpdated.addListener((seen) =>
    handlers.onNavigation("within", toSeen(seen)),
  );

  // Seen as it begins, and when its name is known, before anything of it is a file; where something else has set the
  // name (saving under another one), the browser only tells of the change.
  chrome.downloads.onCreated.addListener((item) => handlers.onDownload(toDownload(item)));
  chrome.downloads.onDeterminingFilename.addListener((item, suggest) => {
    suggest();
    handlers.onDownload(toDownload(item));
  });
  chrome.downloads.onChanged.addListener(({ id, filename }) => {
    if (filename === undefined) return;
    void chrome.downloads
      .search({ id })
      .then(([item]) => item !== undefined && handlers.onDownload(toDownload(item)))
      .catch(() => {});
  });

  chrome.runtime.onMessage.addListener((message: unknown, from, answer) => {
    void handlers.onMessage(message, from).then(answer);
    // The answer comes later.
    return true;
  });

  try {
    // Only an extension that a school has installed may stop requests here; elsewhere Chromium refuses the listener.
    browser.webRequest.onBeforeRequest.addListener(
      (request) =>
        handlers.onRequest({
          kind: request.type === "sub_frame" ? "sub_frame" : "main_frame",
          address: request.url,
          tabId: request.tabId,
          parentFrameId: request.parentFrameId,
        }),
      { urls: ["<all_urls>"], types: [...frameTypes] },
      ["blocking"],
    );
    if (!chrome.webRequest.onBeforeRequest.hasListeners()) refusal = "the listener was not taken";
    browser.webRequest.onBeforeSendHeaders.addListener(
      async ({ url, requestHeaders }) => {
        const wanted = await handlers.onHeaders(url);
        if (wanted.length === 0) return {};
        const names = new Set(wanted.map(({ name }) => name.toLowerCase()));
        const kept = (requestHeaders ?? []).filter(({ name }) => !names.has(name.toLowerCase()));
        return { requestHeaders: [...kept, ...wanted] };
      },
      {
        urls: handlers.headerHosts.map((host) => `*://*.${host}/*`),
        types: [...frameTypes, "xmlhttprequest"],
      },
      // Without "extraHeaders" a cookie can be neither seen nor set.
      ["blocking", "requestHeaders", "extraHeaders"],
    );
  } catch (error) {
    refusal = error instanceof Error ? error.message : String(error);
  }
  return { gateRefusal: () => refusal };
}

function toSeen(seen: {
  readonly tabId: number;
  readonly frameId: number;
  readonly url: string;
  readonly timeStamp: number;
}): NavigationSeen {
  return { tabId: seen.tabId, frameId: seen.frameId, address: seen.url, atMs: seen.timeStamp };
}

function toDownload(item: chrome.downloads.DownloadItem): DownloadSeen {
  return {
    id: item.id,
    address: item.url,
    finalAddress: item.finalUrl,
    referrer: item.referrer,
    fileName: item.filename.replace(/^.*[\\/]/, ""),
    mime: item.mime,
  };
}
