// `npm start`: Schoolgate on this computer, as a school would have it; or the guided tour where there is no window.
import { join } from "node:path";
import { openStandInWeb } from "./kit/stand-in-web.ts";
import { checkChoice } from "./start/check-choice.ts";
import { endInOrder } from "./start/end-in-order.ts";
import { openChromebook } from "./start/open-chromebook.ts";
import { openProgress } from "./start/progress.ts";
import { setUp, setUpSteps } from "./start/set-up.ts";
import { readStartOptions, startHelp, type StartOptions } from "./start/start-options.ts";
import { whatToTry } from "./start/what-to-try.ts";
import { runTour } from "./tour/run-tour.ts";
import { tourHosts, tourSites } from "./tour/tour-sites.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The invented sites alone: a person who tries Schoolgate has the real web for the rest. */
const inventedSites = Object.fromEntries(
  Object.entries(tourSites).filter(([host]) => host.endsWith(".test")),
);

async function startForPeople(options: StartOptions): Promise<void> {
  const progress = openProgress(setUpSteps + 1, say, Date.now);
  const ending = endInOrder(say);
  const school = await setUp(options, progress, { dir: join(options.dataDir, "desk") });
  ending.add("the collector", () => school.collector.stop());
  const web = await openStandInWeb(inventedSites);
  ending.add("the invented sites", () => web.close());
  const installed = await progress.step("Opening Chromium under the school's policy", () =>
    openChromebook(school, options, {
      userDataDir: join(options.dataDir, "browser"),
      headless: false,
      hostMap: web.hostMap,
      startAddresses: [`http://${tourHosts.lesson}/`],
    }),
  );
  ending.add("Chromium", () => installed.chromium.close());
  say(
    whatToTry({
      deskAddress: `${school.collector.address}/desk/`,
      signIn: school.collector.signIn,
      installed: installed.how,
      reason: installed.reason,
      dataDir: options.dataDir,
      adminKit: school.adminKit,
    }),
  );
  await Promise.race([installed.chromium.ended, ending.asked]);
  await ending.end();
}

const read = readStartOptions(process.argv.slice(2), process.env);
const wrong =
  read.kind === "wrong" ? read.what : read.kind === "run" ? checkChoice(read.options) : undefined;
if (read.kind === "help") {
  process.stdout.write(startHelp);
} else if (wrong !== undefined) {
  process.stderr.write(`${wrong}\n\n${startHelp}`);
  process.exitCode = 2;
} else if (read.kind === "run") {
  try {
    if (read.options.tour) process.exitCode = await runTour(read.options, say);
    else await startForPeople(read.options);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
  // Connections that are being closed must not hold a finished program open.
  process.exit();
}
