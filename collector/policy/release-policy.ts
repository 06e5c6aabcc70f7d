// Releasing a policy and going back: what the desk and the command line both do.
import { err, ok, problem, type Result } from "../../lib/contract/result.ts";
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import { auditEntry, collectorName } from "../review/audit.ts";
import type { PolicyRelease, PolicyStore } from "../store/staff-store.ts";
import { knownCategories } from "./known-categories.ts";
import { readPolicyInForce } from "./policy-source.ts";
import { checkPolicyText, everybody, planRelease, releaseBefore, releaseFor } from "./release.ts";

export interface ReleaseNeeds {
  readonly store: PolicyStore;
  readonly policyPath?: string | undefined;
  readonly now: () => number;
}

export interface ReleaseAsked {
  readonly who: string;
  readonly why: string;
  /** "" is everybody. */
  readonly stage: string;
}

const historyMost = 10_000;

/** "everybody" or "the stage pilot". */
function stageWords(stage: string): string {
  return stage === everybody ? "everybody" : `the stage ${stage}`;
}

/** The highest serial that a device can have seen: of a release, or of the plain file that was served before. */
async function highestSerial({ store, policyPath }: ReleaseNeeds): Promise<number> {
  const { releases } = await store.listReleases({ offset: 0, most: 1 });
  const released = releases[0]?.serial;
  if (released !== undefined) return released;
  const file = await readPolicyInForce(store, policyPath);
  const parsed = file === undefined ? undefined : parsePolicy(file.text);
  return parsed?.ok === true ? (parsed.value.serial ?? 0) : 0;
}

/** Checks, numbers, keeps and gives a policy to a stage. The error names places in the policy. */
export async function releasePolicy(
  needs: ReleaseNeeds,
  text: string,
  asked: ReleaseAsked,
): Promise<Result<PolicyRelease>> {
  const atMs = needs.now();
  const ids = knownCategories().map(({ id }) => id);
  const checked = checkPolicyText(text, ids, atMs);
  if (checked.policy === undefined) return err(checked.problems);
  await keepFile(needs, atMs);
  return keep(needs, text, asked, atMs, "policy-released", undefined);
}

/** The plain file that was served so far becomes the first release, so that there is something to go back to. */
async function keepFile(needs: ReleaseNeeds, atMs: number): Promise<void> {
  const { store, policyPath } = needs;
  if ((await store.listReleases({ offset: 0, most: 1 })).total > 0) return;
  const file = await readPolicyInForce(store, policyPath);
  if (file === undefined) return;
  const asked = { who: collectorName, why: "the file that was served before", stage: everybody };
  await keep(needs, file.text, asked, atMs, "policy-released", undefined);
}

/** Gives a release that a stage has tried to everybody, as it is. */
export async function widenRelease(
  needs: ReleaseNeeds,
  serial: number,
  asked: ReleaseAsked,
): Promise<Result<PolicyRelease>> {
  const { store } = needs;
  const found = await store.readRelease(serial);
  const has = releaseFor(await store.stagesNow(), asked.stage);
  if (found === undefined || (has !== undefined && has >= serial)) {
    return err([problem("serial", String(serial), "a release newer than the one they have")]);
  }
  const atMs = needs.now();
  const detail = `${serial} (${found.release.version}) to ${stageWords(asked.stage)}: ${asked.why}`;
  await store.giveRelease(
    { stage: asked.stage, serial, atMs, who: asked.who },
    auditEntry(atMs, asked.who, "policy-released", { detail }),
  );
  return ok(found.release);
}

/**
 * Goes back in one step: the content of an earlier release (`to`; absent: the one before) under a new, higher serial, for
 * devices refuse a lower one.
 */
export async function rollBackPolicy(
  needs: ReleaseNeeds,
  asked: ReleaseAsked,
  to?: number,
): Promise<Result<PolicyRelease>> {
  const { store } = needs;
  const now = releaseFor(await store.stagesNow(), asked.stage);
  const current = now === undefined ? undefined : await store.readRelease(now);
  const { releases } = await store.listReleases({ offset: 0, most: historyMost });
  const given = releases.filter(({ stages }) => stages.includes(everybody));
  const target =
    to === undefined
      ? current === undefined
        ? undefined
        : releaseBefore(given, current.release)
      : releases.find(({ serial }) => serial === to);
  const found = target === undefined ? undefined : await store.readRelease(target.serial);
  if (found === undefined) {
    return err([problem("serial", "no earlier release", "a release to go back to")]);
  }
  return keep(needs, found.text, asked, needs.now(), "policy-rolled-back", found.release.origin);
}

async function keep(
  needs: ReleaseNeeds,
  text: string,
  { who, why, stage }: ReleaseAsked,
  atMs: number,
  act: "policy-released" | "policy-rolled-back",
  origin: number | undefined,
): Promise<Result<PolicyRelease>> {
  const day = new Date(atMs).toISOString().slice(0, 10);
  const highest = await highestSerial(needs);
  const planned = planRelease({ text, highest, who, why, day });
  if (!planned.ok) return planned;
  const { serial, version } = planned.value;
  const release = { serial, atMs, who, why, version, origin: origin ?? serial };
  const content = origin === undefined ? "" : `, the content of ${origin}`;
  const detail = `${serial} (${version}${content}) to ${stageWords(stage)}: ${why}`;
  const audit = auditEntry(atMs, who, act, { detail });
  return (await needs.store.addRelease(release, planned.value.text, stage, audit))
    ? ok(release)
    : err([problem("serial", "a release that came in between", "the newest release as it is now")]);
}
