// The pupil's browser: force-installed by managed policy where that can be had, else unpacked, and the truth about it.
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  launchManagedChromium,
  NoManagedBrowser,
  type ManagedChromium,
  type ManagedChromiumInput,
} from "../kit/managed-chromium.ts";
import type { SetUp } from "./set-up.ts";

export interface OpenedChromebook {
  readonly chromium: ManagedChromium;
  readonly how: "forced" | "unpacked";
  /** With "unpacked": why no policy could be set. */
  readonly reason: string;
}

/** A copy of the extension with the configuration that a managed policy would carry (`managed-source.ts`). */
function makeTrialFolder(school: SetUp, dataDir: string): string {
  const folder = join(dataDir, "unpacked");
  rmSync(folder, { recursive: true, force: true });
  cpSync(school.extensionFolder, folder, { recursive: true });
  writeFileSync(join(folder, "trial-configuration.json"), JSON.stringify(school.config));
  return folder;
}

/** Rejects only where no Chromium starts at all. `unpacked` asks for the second way even where the first is open. */
export async function openChromebook(
  school: SetUp,
  options: { readonly dataDir: string; readonly unpacked: boolean },
  browser: Omit<ManagedChromiumInput, "chromium" | "policies" | "unpacked">,
): Promise<OpenedChromebook> {
  const base = { ...browser, chromium: school.chromium };
  let reason = "--unpacked was asked for";
  if (!options.unpacked) {
    try {
      const chromium = await launchManagedChromium({ ...base, policies: school.policies });
      return { chromium, how: "forced", reason: "" };
    } catch (error) {
      if (!(error instanceof NoManagedBrowser)) throw error;
      reason = error.message;
    }
  }
  const unpacked = [makeTrialFolder(school, options.dataDir)];
  return { chromium: await launchManagedChromium({ ...base, unpacked }), how: "unpacked", reason };
}
