// The desk with an invented school: a real collector on a temporary folder, its page built anew.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildConsole } from "../../../collector/console/build.ts";
import { schoolDay, sendBatch } from "../collector-seed.ts";
import { startCollector } from "../collector-process.ts";

const token = "token-for-the-gallery";

export interface DeskServer {
  /** "http://127.0.0.1:PORT" */
  readonly address: string;
  readonly password: string;
  readonly close: () => Promise<void>;
}

/** Rejects where no collector comes up. */
export async function openDeskServer(): Promise<DeskServer> {
  const work = mkdtempSync(join(tmpdir(), "schoolgate-gallery-desk-"));
  const policy = join(work, "policy.json");
  copyFileSync(new URL("../../../rules/policies/example-academy.json", import.meta.url), policy);
  await buildConsole(join(work, "console"));
  const password = "a plain invented password";
  const collector = await startCollector({
    data: join(work, "data"),
    args: ["--console", join(work, "console"), "--policy", policy],
    env: { SCHOOLGATE_DEVICE_TOKEN: token, SCHOOLGATE_DESK_PASSWORD: password },
  });
  const sent = await sendBatch(collector.address, token, schoolDay(Date.now()));
  if (sent.status !== 200) throw new Error("the desk took no events");
  return {
    address: collector.address,
    password,
    close: async () => {
      await collector.stop();
      rmSync(work, { recursive: true, force: true });
    },
  };
}
