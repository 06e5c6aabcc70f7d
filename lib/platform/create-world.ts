// All adapters, as the worker's services want them.
import type { World } from "../app/ports.ts";
import { createAlarms } from "./alarms.ts";
import { createAssets } from "./assets.ts";
import { createBlobStore } from "./blob-store.ts";
import { createBrowserSession } from "./browser-session.ts";
import { browser } from "./browser.ts";
import { createChance, createClock } from "./clock.ts";
import { createCrypt } from "./crypt.ts";
import { createDeviceKey } from "./device-key.ts";
import { createDownloads } from "./downloads.ts";
import { createEventStore, eventDatabaseName } from "./event-store.ts";
import { createIdentity } from "./identity.ts";
import { createManagedSource } from "./managed-source.ts";
import { createNetwork } from "./network.ts";
import { createPack } from "./pack.ts";
import { createRuleProbe } from "./rule-probe.ts";
import { createRuleStore } from "./rule-store.ts";
import { createSeal, createVault } from "./seal.ts";
import { createSealer } from "./sealer.ts";
import { createSiteSettings } from "./site-settings.ts";
import { createStateStore } from "./state-store.ts";
import { createTabs } from "./tabs.ts";
import { createToolbar } from "./toolbar.ts";

/** `gateRefusal` answers why the browser would not register the gate, once the listeners are attached. */
export function createWorld(gateRefusal: () => string | undefined): World {
  const vault = createVault();
  return {
    clock: createClock(),
    chance: createChance(),
    state: createStateStore(),
    session: createBrowserSession(),
    blobs: createBlobStore(),
    managed: createManagedSource(),
    identity: createIdentity(),
    rules: createRuleStore("baseline"),
    assets: createAssets(),
    network: createNetwork(),
    tabs: createTabs("scan.js"),
    toolbar: createToolbar(),
    alarms: createAlarms(),
    events: createEventStore(eventDatabaseName, vault),
    crypt: createCrypt(),
    pack: createPack(),
    deviceKey: createDeviceKey(),
    seal: createSeal(),
    vault,
    sealer: createSealer(),
    downloads: createDownloads(),
    siteSettings: createSiteSettings(),
    probe: createRuleProbe(),
    self: {
      id: browser.runtime.id,
      origin: browser.runtime.getURL("").replace(/\/$/, ""),
      version: browser.runtime.getManifest().version,
      installType,
      gateRefusal,
    },
  };
}

/** `management.getSelf` needs no permission: the `management` permission would let an extension disable itself. */
async function installType(): Promise<string> {
  try {
    return (await chrome.management.getSelf()).installType;
  } catch {
    return "unknown";
  }
}
