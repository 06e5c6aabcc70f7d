// The faults in a real Chromium: the extension force-installed, the collector a process, a pupil who goes on with their
// day and a lead at the desk, while one part after the other is killed, cut, filled or replaced.
import { setTimeout as pause } from "node:timers/promises";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { openStore } from "../../../collector/store/open-store.ts";
import { createDice, type Dice } from "../chance.ts";
import { verifyAudit } from "../audit-verify.ts";
import { openersOf } from "../openers-of.ts";
import { readEvents } from "../read-events.ts";
import type { Part } from "../report.ts";
import { networkFaults, type NetworkFault } from "./faulty-network.ts";
import { openFaultySchool, type FaultySchool } from "./faulty-school.ts";
import { createLead } from "./lead.ts";
import { planFaults, type ChromiumFault, type SchoolFault } from "./plan.ts";
import { createPupil, pupilHosts, pupilSites } from "./pupil.ts";
import { readDevice } from "./read-device.ts";
import { reckon } from "./reckon.ts";

export interface ChromiumRun {
  readonly seed: number;
  readonly faults: number;
  readonly isOnPostgres: boolean;
  /** No more faults are begun after this. */
  readonly mostMs: number;
  readonly say: (line: string) => void;
}

const bringDeadlineMs = 75_000;
/** What the browser does when it has little else to do. */
const needsEase: readonly ChromiumFault[] = [
  "policy changed in flight",
  "extension updated in flight",
];
const calmDeadlineMs = 240_000;
const hourMs = 60 * 60_000;

type Pupil = ReturnType<typeof createPupil>;

const isOfNetwork = (fault: ChromiumFault): fault is NetworkFault =>
  (networkFaults as readonly ChromiumFault[]).includes(fault);

export async function runInChromium(input: ChromiumRun): Promise<Part> {
  const { seed, isOnPostgres, say } = input;
  const name = isOnPostgres ? "Chromium, PostgreSQL" : "Chromium, SQLite";
  const begunAtMs = Date.now();
  const dice = createDice(seed + Number(isOnPostgres));
  const problems: string[] = [];
  const met: Record<string, number> = {};
  const school = await openFaultySchool({
    dice,
    isOnPostgres,
    sites: pupilSites,
    openHosts: pupilHosts,
  });
  const pupil = createPupil(school, dice);
  const lead = createLead(school);
  try {
    const plan = planFaults(
      input.faults,
      dice,
      (fault) => fault !== "database killed" || school.killDatabase !== undefined,
    );
    const days = Promise.all([pupil.run(), lead.run()]);
    days.catch((error: unknown) => problems.push(`the day ended: ${String(error)}`));
    for (const [place, fault] of plan.entries()) {
      if (Date.now() - begunAtMs > input.mostMs) {
        say(`${name}: time is up after ${place} of ${plan.length} faults`);
        break;
      }
      if (Math.floor((10 * place) / plan.length) < Math.floor((10 * (place + 1)) / plan.length)) {
        const seconds = Math.round((Date.now() - begunAtMs) / 1000);
        say(
          `${name}: ${place + 1} of ${plan.length} faults, ${pupil.deeds.length} deeds, ${seconds} s`,
        );
      }
      // Anywhere in what is under way.
      await pause(dice.whole(400));
      const why = await bring(school, fault, dice, pupil);
      if (why === undefined) met[fault] = (met[fault] ?? 0) + 1;
      else say(`${name}: ${fault} did not come about: ${why}`);
    }
    pupil.end();
    lead.end();
    await days;
    await calm(school, pupil.sendWorry);
    const device = await readDevice(school);
    await school.collector().stop();
    const { databaseUrl, dataDir } = school;
    const counts = reckon({
      events: await readEvents({ dataDir, databaseUrl }),
      deeds: pupil.deeds,
      batches: school.network.batches,
      clockSets: school.network.clockSets,
      device,
      onProblem: (what) => problems.push(what),
    });
    const audit = await verifyAudit({ dataDir, databaseUrl });
    if (!audit.whole) problems.push(`the audit is broken: ${audit.said}`);
    const store = await openStore({ data: dataDir, databaseUrl });
    const opened = (await openersOf(store)).length;
    await store.close();
    const { sure, tried } = lead.opened;
    if (opened < sure || opened > tried) {
      problems.push(`${sure} cases were opened, ${tried} at most; ${opened} are in the audit`);
    }
    return {
      part: name,
      seed,
      seconds: Math.round((Date.now() - begunAtMs) / 1000),
      faults: met,
      counts: {
        ...counts,
        openings: lead.opened.sure,
        "audit entries": audit.entries,
        "audit whole": audit.whole,
      },
      problems,
    };
  } finally {
    pupil.end();
    lead.end();
    await school.close();
  }
}

/** Undefined where it has happened, else why not. */
async function bring(
  school: FaultySchool,
  fault: ChromiumFault,
  dice: Dice,
  pupil: Pupil,
): Promise<string | undefined> {
  const bringOnce = async () => {
    if (isOfNetwork(fault)) {
      const met = school.network.arm(fault);
      // Something that goes at once, to meet it.
      if (fault === "413") await severalAtOnce(pupil, met);
      else pupil.alsoSendWorry();
      return met;
    }
    const work = () => bringToSchool(school, fault, dice, pupil);
    return needsEase.includes(fault) ? pupil.whileAtEase(work) : work();
  };
  const happens = bringOnce().catch(async () => {
    // A page that it was asked from went away with a worker or a browser: it is asked once more.
    await pause(500);
    await bringOnce();
  });
  try {
    return await Promise.race([
      happens.then(() => undefined),
      pause(bringDeadlineMs, "nothing met it", { ref: false }),
    ]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    school.network.disarm();
  }
}

/** What is too large is several: a device that has come to send one by one first finds that more are taken again. */
async function severalAtOnce(pupil: Pupil, met: Promise<void>): Promise<void> {
  const endsAtMs = Date.now() + bringDeadlineMs;
  const isMet = met.then(() => true);
  for (;;) {
    const several = Promise.all(Array.from({ length: 4 }, pupil.sendWorry));
    if (await Promise.race([isMet, several.then(() => Date.now() > endsAtMs)])) return;
  }
}

let policies = 1;

async function bringToSchool(
  school: FaultySchool,
  fault: SchoolFault,
  dice: Dice,
  pupil: Pupil,
): Promise<void> {
  switch (fault) {
    case "worker killed":
      return school.stopWorkers();
    case "browser killed":
      return school.killBrowser();
    case "collector killed":
      return school.killCollector();
    case "database killed":
      return school.killDatabase?.();
    case "DNS lost for a while":
      return school.network.loseFor(500 + dice.whole(3000));
    case "policy changed in flight":
      policies += 1;
      return school.changePolicy(`faults-${policies}`);
    case "extension updated in flight":
      await school.updateExtension();
      return;
    case "device's clock jumps":
      pupil.alsoSendWorry();
      return setClock(school, Math.round((dice.fraction() - 0.5) * 96 * hourMs));
    case "storage full":
      // What is new finds no room; or nothing is written at all, be it a deletion.
      return school.fillStorage(dice.pick([100 * 1024, 600 * 1024]), async () => {
        await Promise.all([pupil.sendWorry(), pupil.oneDeed()]);
      });
  }
}

/** Settles when the device has heard of it. */
async function setClock({ network }: FaultySchool, aheadMs: number): Promise<void> {
  network.aheadMs = aheadMs;
  const before = network.batches.length;
  await waitUntil(
    "an answer says what time it is",
    () => network.batches.slice(before).some(({ settled }) => settled.length > 0),
    { deadlineMs: bringDeadlineMs },
  );
}

/** No more faults; a day passes, as the collector's clock says; until nothing waits on the device. */
async function calm(school: FaultySchool, sendWorry: () => Promise<void>): Promise<void> {
  school.network.disarm();
  school.network.aheadMs = 0;
  await sendWorry();
  // What was held back or set apart is due again a day later.
  school.network.aheadMs = 26 * hourMs;
  await waitUntil(
    "nothing waits on the device",
    async () => {
      await school.send("status/read", {});
      const { events } = await readDevice(school);
      if (events.length === 0) return true;
      // Whatever is sent takes along what waits.
      await sendWorry();
      throw new Error(`${events.length} wait`);
    },
    { deadlineMs: calmDeadlineMs, everyMs: 1000 },
  ).catch(() => undefined);
}
