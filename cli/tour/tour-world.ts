// What every scene of the tour is given.
import type { Page } from "puppeteer";
import type { CollectorProcess } from "../kit/collector-process.ts";
import type { DeskClient } from "../kit/desk-client.ts";
import type { ManagedChromium } from "../kit/managed-chromium.ts";
import type { StandInWeb } from "../kit/stand-in-web.ts";
import type { Camera } from "./camera.ts";
import type { StepBook } from "./step-book.ts";

export interface TourWorld {
  readonly book: StepBook;
  readonly camera: Camera;
  readonly web: StandInWeb;
  readonly chromebook: ManagedChromium;
  /** How the extension came into the browser. */
  readonly how: "forced" | "unpacked";
  readonly extensionId: string;
  /** The pupil's tab. */
  readonly page: Page;
  /** The desk asked by a program; conditions are waited for here. */
  readonly desk: DeskClient;
  readonly deskAddress: string;
  readonly signIn: { readonly name: string; readonly password: string };
  /** A tab on the DSL's own computer, where no school policy stands. */
  openDeskTab(): Promise<Page>;
  /** Takes the collector away, as a network that is down does, and brings it back. */
  stopCollector(): Promise<void>;
  startCollector(): Promise<CollectorProcess>;
}

/** An address on one of the extension's own pages. */
export function ownPage(world: TourWorld, path: string): string {
  return `chrome-extension://${world.extensionId}/${path}`;
}
