// From what the administration has set to the last good policy. A bad one changes nothing but what the school is told.
import { managedConfigSchema } from "../../contract/managed-config.ts";
import type { ManagedConfig } from "../../contract/managed-config.ts";
import { parsePolicy } from "../../contract/parse-policy.ts";
import type { Policy } from "../../contract/policy.ts";
import { hasErrors, problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import { fingerprintText } from "../../core/dnr/fingerprint.ts";
import { checkPolicy } from "../../core/policy/check-policy.ts";
import type { World } from "../ports.ts";
import type { CategoryService } from "./category-service.ts";
import type { EventDraft } from "./event-service.ts";
import type { ListService } from "./list-service.ts";
import type { Memory } from "./memory.ts";
import { belowAddress, safeAddress } from "./safe-address.ts";

export const policyAlarm = "policy";

const nextLookMs = 60 * 60_000;
const nextTryMs = 5 * 60_000;
/** Chromebooks of a school do not ask at the same moment. */
const spreadMs = 2 * 60_000;
/** After a death in the middle of a look. */
const goOnMs = 60_000;
const mostProblems = 50;
const longestText = 300;

export interface PolicyService {
  /** Notes on the disk that a look is due: a worker that dies before it has looked is woken to look. */
  noteLookDue(): Promise<void>;
  /**
   * Where a look is due, reads the configuration, fetches, checks and keeps. Sets the alarm for the next look. Rejects
   * only where the stores do.
   */
  refresh(): Promise<void>;
}

type Obtained =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly address: string;
      readonly etag: string;
    }
  | { readonly kind: "same" }
  | { readonly kind: "none" }
  | { readonly kind: "failed"; readonly why: string };

const keys = Object.keys(managedConfigSchema.shape) as (keyof ManagedConfig)[];

/** Chromium has checked each key against the managed schema already; what is not a text is left out all the same. */
function readConfig(raw: unknown): ManagedConfig {
  if (typeof raw !== "object" || raw === null) return {};
  const given = raw as Record<string, unknown>;
  const texts = keys.flatMap((key) => {
    const value = given[key];
    return typeof value === "string" && value.trim() !== "" ? [[key, value]] : [];
  });
  const parsed = managedConfigSchema.safeParse(Object.fromEntries(texts));
  return parsed.success ? parsed.data : {};
}

export function createPolicyService(
  world: Pick<World, "managed" | "network" | "clock" | "chance" | "alarms">,
  memory: Memory,
  categories: CategoryService,
  lists: ListService,
  tell: (draft: EventDraft) => Promise<unknown>,
): PolicyService {
  const { clock, network, alarms, chance } = world;

  /** An empty answer means "not yet" (at first install) or a lost source: what was known stays. */
  async function refreshConfig(): Promise<ManagedConfig> {
    const now = readConfig(await world.managed.read());
    if (Object.keys(now).length === 0) return memory.managed.read();
    const print = fingerprintText(JSON.stringify(now));
    if (print === (await memory.managedPrint.read())) return now;
    const { policy: _, ...small } = now;
    await memory.managed.write(small);
    // A new collector or credential deserves a fresh try.
    await memory.sender.write({ ...(await memory.sender.read()), failures: 0, notBeforeMs: 0 });
    await memory.managedPrint.write(print);
    return now;
  }

  async function obtain(config: ManagedConfig): Promise<Obtained> {
    if (config.policy !== undefined) {
      return { kind: "text", text: config.policy, address: "", etag: "" };
    }
    if (config.policyAddress === undefined) return { kind: "none" };
    const at = safeAddress(config.policyAddress);
    if (at === undefined) {
      return { kind: "failed", why: `"${config.policyAddress}" is no https address` };
    }
    const [record, trouble] = await Promise.all([memory.policy.read(), memory.trouble.read()]);
    const etag = record?.address === at.href && trouble === undefined ? record.etag : undefined;
    const isOwn = safeAddress(config.collectorAddress ?? "")?.origin === at.origin;
    const got = await network.fetchText({
      address: at.href,
      token: isOwn ? config.deviceToken : undefined,
      etag,
    });
    return got.kind === "text"
      ? { kind: "text", text: got.text, address: at.href, etag: got.etag }
      : got;
  }

  async function refuse(fingerprint: string, problems: readonly Problem[]): Promise<void> {
    const before = await memory.trouble.read();
    // The same bad policy is told once, not at every look. Told first, noted then: a death between tells it again,
    // which is counted, and never leaves the school without word (law 5).
    if (before?.fingerprint !== fingerprint) await tellOf(problems);
    await memory.trouble.write({ fingerprint, problems, atMs: clock.nowMs() });
  }

  async function tellOf(problems: readonly Problem[]): Promise<void> {
    const shorten = (text: string) => text.slice(0, longestText);
    await tell({
      kind: "policy-problem",
      problems: problems.slice(0, mostProblems).map(({ path, what, expected, level }) => ({
        path: shorten(path),
        what: shorten(what),
        expected: shorten(expected),
        level,
      })),
    });
  }

  async function take(got: Extract<Obtained, { kind: "text" }>): Promise<void> {
    const fingerprint = fingerprintText(got.text);
    const record = await memory.policy.read();
    if (record?.fingerprint === fingerprint) {
      await memory.trouble.write(undefined);
      await memory.policyPrint.write(fingerprint);
      if (record.etag !== got.etag || record.address !== got.address) {
        await memory.policy.write({ ...record, etag: got.etag, address: got.address });
      }
      return;
    }
    const parsed = parsePolicy(got.text);
    if (!parsed.ok) {
      await refuse(fingerprint, parsed.error);
      return;
    }
    const known = (await categories.all()).map((category) => category.id);
    const problems = checkPolicy(parsed.value, known, clock.nowMs());
    if (hasErrors(problems)) {
      await refuse(fingerprint, problems);
      return;
    }
    await memory.policy.write({
      policy: parsed.value,
      fingerprint,
      address: got.address,
      etag: got.etag,
      atMs: clock.nowMs(),
    });
    await memory.warnings.write(problems);
    await memory.policyPrint.write(fingerprint);
    await memory.trouble.write(undefined);
  }

  async function refreshLists(policy: Policy, config: ManagedConfig): Promise<void> {
    const collector = config.collectorAddress ?? "";
    const record = await memory.policy.read();
    // A policy that came by managed configuration has its lists beside the collector's copy of it.
    const address =
      record?.address !== undefined && record.address !== ""
        ? record.address
        : (belowAddress(collector, "policy/policy.json") ?? "");
    await lists.refresh(policy, { address, collector, token: config.deviceToken ?? "" });
  }

  async function setNextLook(waitMs: number): Promise<void> {
    const atMs = clock.nowMs() + waitMs + chance.fraction() * spreadMs;
    await memory.nextLookAtMs.write(atMs);
    await alarms.at(policyAlarm, atMs);
  }

  async function noteFailure(why: string): Promise<void> {
    const [record, trouble] = await Promise.all([memory.policy.read(), memory.trouble.read()]);
    // What is wrong with a policy that did arrive matters more than that it cannot be fetched just now.
    if (trouble !== undefined && trouble.fingerprint !== "") return;
    const stays = record === undefined ? "the built-in strictest holds" : "the last good one stays";
    const what = `the policy could not be fetched: ${why} (${stays})`;
    await memory.trouble.write({
      fingerprint: "",
      problems: [problem("policyAddress", what, "a policy at this address", "warning")],
      atMs: clock.nowMs(),
    });
  }

  /**
   * The worker is woken many times an hour, each time while somebody waits for a page; a change of the managed
   * configuration wakes it by itself, and everything else is looked at when it is time.
   */
  async function isLookDue(): Promise<boolean> {
    if ((await memory.managedPrint.read()) === "") return true;
    const waitMs = (await memory.nextLookAtMs.read()) - clock.nowMs();
    // A longer wait than any was set by a clock that was wrong.
    return waitMs <= 0 || waitMs > nextLookMs + spreadMs;
  }

  return {
    async noteLookDue() {
      await memory.nextLookAtMs.write(0);
      await alarms.at(policyAlarm, clock.nowMs() + goOnMs);
    },
    async refresh() {
      if (!(await isLookDue())) return;
      const config = await refreshConfig();
      const got = await obtain(config);
      if (got.kind === "text") await take(got);
      if (got.kind === "failed") await noteFailure(got.why);
      const record = await memory.policy.read();
      if (record !== undefined) await refreshLists(record.policy, config);
      await setNextLook(got.kind === "failed" ? nextTryMs : nextLookMs);
    },
  };
}
