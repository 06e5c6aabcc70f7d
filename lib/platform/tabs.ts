// Tabs, seen through the host permission (no `tabs` permission is asked for).
import type { OpenTab, Tabs } from "../app/ports.ts";
import { browser } from "./browser.ts";

interface BrowserTab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
  readonly pendingUrl?: string | undefined;
}

function toOpenTab(tab: BrowserTab): OpenTab[] {
  return tab.id === undefined ? [] : [{ id: tab.id, address: tab.pendingUrl ?? tab.url ?? "" }];
}

interface BrowserFrame {
  readonly frameId: number;
  readonly parentFrameId: number;
  readonly url: string;
}

/** The addresses of a frame and of all that hold it. */
function pathOf(frames: readonly BrowserFrame[], frameId: number): string[] {
  const byId = new Map(frames.map((frame) => [frame.frameId, frame]));
  const path: string[] = [];
  for (let at = byId.get(frameId); at !== undefined; at = byId.get(at.parentFrameId)) {
    byId.delete(at.frameId);
    path.push(at.url);
  }
  return path;
}

export function createTabs(contentScript: string): Tabs {
  return {
    async list() {
      return (await browser.tabs.query({})).flatMap(toOpenTab);
    },
    async get(tabId) {
      try {
        return toOpenTab(await browser.tabs.get(tabId))[0];
      } catch {
        return undefined;
      }
    },
    async framePath(tabId, frameId) {
      try {
        return pathOf((await browser.webNavigation.getAllFrames({ tabId })) ?? [], frameId);
      } catch {
        return [];
      }
    },
    async framePaths(tabId) {
      try {
        const frames = (await browser.webNavigation.getAllFrames({ tabId })) ?? [];
        return frames
          .filter((frame) => frame.parentFrameId !== -1)
          .map((frame) => pathOf(frames, frame.frameId));
      } catch {
        return [];
      }
    },
    async active() {
      try {
        // What the tab shows, not where it is going.
        const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
        return tab?.id === undefined ? undefined : { id: tab.id, address: tab.url ?? "" };
      } catch {
        return undefined;
      }
    },
    async send(tabId, address) {
      try {
        await browser.tabs.update(tabId, { url: address });
      } catch {
        // The tab is gone, or being dragged: its next navigation is looked at again.
      }
    },
    async open(address) {
      await browser.tabs.create({ url: address });
    },
    async injectCare(tabId, frameId, what) {
      try {
        await chrome.scripting.executeScript({
          target: { tabId, frameIds: [frameId] },
          files: [what === "care" ? "care.js" : "care-words.js"],
          injectImmediately: true,
        });
      } catch {
        // The frame is gone, or the browser's own.
      }
    },
    async openWorry() {
      try {
        await chrome.action.openPopup();
        return true;
      } catch {
        // The window has no toolbar, or the browser is older than that: a tab of its own.
      }
      try {
        await browser.tabs.create({ url: browser.runtime.getURL("report.html") });
        return true;
      } catch {
        return false;
      }
    },
    async inject(tabId) {
      try {
        await chrome.scripting.executeScript({
          target: { tabId, allFrames: true },
          files: [contentScript],
          injectImmediately: true,
        });
      } catch {
        // The browser's own pages and the web store take no scripts.
      }
    },
  };
}
