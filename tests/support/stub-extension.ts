// A browser with one small unpacked extension of the tests' own, which has what only an unpacked one has.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../../cli/kit/find-chromium.ts";
import { launchManagedChromium, type ManagedChromium } from "../../cli/kit/managed-chromium.ts";
import { makeKey } from "../../cli/kit/make-key.ts";
import { tempFolder } from "./temp-folder.ts";

export interface StubExtension {
  readonly running: ManagedChromium;
  /** "chrome-extension://…" */
  readonly origin: string;
}

/** `manifest` lies over what every stub has; `files` are written beside it, by name. */
export async function openStubExtension(given: {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
  readonly hostMap?: Readonly<Record<string, string>>;
}): Promise<StubExtension> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("no Chromium: npm test installs one where it can");
  const folder = tempFolder("stub");
  const extension = join(folder, "stub");
  mkdirSync(extension);
  const key = makeKey();
  const manifest = {
    manifest_version: 3,
    name: "stub",
    version: "1.0",
    key: key.manifestKey,
    host_permissions: ["<all_urls>"],
    ...given.manifest,
  };
  const files = { ...given.files, "manifest.json": JSON.stringify(manifest) };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(extension, name), text);
  const running = await launchManagedChromium({
    chromium,
    userDataDir: join(folder, "profile"),
    headless: true,
    offline: true,
    unpacked: [extension],
    ...(given.hostMap === undefined ? {} : { hostMap: given.hostMap }),
  });
  return { running, origin: `chrome-extension://${key.extensionId}` };
}
