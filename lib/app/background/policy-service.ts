// From what the administration has set to the last good policy. A bad one changes nothing but what the school is told.
import type { ManagedConfig } from "../../contract/managed-config.ts";
import type { Policy } from "../../contract/policy.ts";
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import { fingerprintText } from "../../core/dnr/fingerprint.ts";
import { policyChanges } from "../../core/policy/policy-changes.ts";
import type { World } from "../ports.ts";
import type { CategoryService } from "./category-service.ts";
import type { EventService } from "./event-service.ts";
import type { ListService } from "./list-service.ts";
import type { Memory, PolicyRecord } from "./memory.ts";
import { readPolicy } from "./read-policy.ts";
import { refreshConfig } from "./refresh-config.ts";
import { belowAddress, safeAddress } from "./safe-address.ts";
import { isPinned, signedPayload } from "./signed-text.ts";
import { toJson } from "./to-json.ts";
import type { TrueTime } from "./true-time.ts";

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

function besideOf({ trustPolicy, policyKey }: ManagedConfig): string {
  return fingerprintText(JSON.stringify([trustPolicy ?? "", policyKey ?? ""]));
}

export function createPolicyService(
  world: Pick<World, "managed" | "network" | "clock" | "chance" | "alarms" | "crypt">,
  memory: Memory,
  parts: {
    readonly categories: CategoryService;
    readonly lists: ListService;
    readonly events: Pick<EventService, "add">;
    readonly time: Pick<TrueTime, "learn">;
  },
): PolicyService {
  const { clock, network, alarms, chance, crypt } = world;
  const { categories, lists, events, time } = parts;

  async function obtain(config: ManagedConfig): Promise<Obtained> {
    if (config.policy !== undefined) {
      return { kind: "text", text: config.policy, address: "", etag: "" };
    }
    if (config.policyAddress === undefined) return { kind: "none" };
    const at = safeAddress(config.policyAddress);
    if (at === undefined) {
      return { kind: "failed", why: `"${config.policyAddress}" is no https address` };
    }
    if (config.stage !== undefined) at.searchParams.set("stage", config.stage.trim());
    const [record, trouble] = await Promise.all([memory.policy.read(), memory.trouble.read()]);
    const isSame = record?.address === at.href && record.beside === besideOf(config);
    const etag = isSame && trouble === undefined ? record.etag : undefined;
    const isOwn = safeAddress(config.collectorAddress ?? "")?.origin === at.origin;
    const got = await network.fetchText({
      address: at.href,
      token: isOwn ? config.deviceToken : undefined,
      etag,
    });
    if (got.kind !== "text") return got;
    await time.learn(got.dateMs);
    return { kind: "text", text: got.text, address: at.href, etag: got.etag };
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
    await events.add({
      kind: "policy-problem",
      problems: problems.slice(0, mostProblems).map(({ path, what, expected, level }) => ({
        path: shorten(path),
        what: shorten(what),
        expected: shorten(expected),
        level,
      })),
    });
  }

  /**
   * The policy's own text. What is fetched counts, where a key is pinned, only as that key signed it; what the
   * administration put into the configuration itself, beside that key, needs no signature.
   */
  async function unwrap(
    { text, address }: Extract<Obtained, { kind: "text" }>,
    key: string | undefined,
  ): Promise<string | undefined> {
    const signed = await signedPayload(toJson(text), key, crypt);
    if (signed !== undefined) return signed;
    return address === "" || !isPinned(key) ? text : undefined;
  }

  /** Whether the source has shown a higher one before: then this is an old policy, shown again. */
  async function isOutOfDate(source: string, serial: number): Promise<boolean> {
    const seen = await memory.serialSeen.read();
    return seen.source === source && serial < seen.serial;
  }

  async function take(
    got: Extract<Obtained, { kind: "text" }>,
    config: ManagedConfig,
  ): Promise<void> {
    const trustText = config.trustPolicy ?? "";
    const beside = besideOf(config);
    const fingerprint = fingerprintText(`${beside} ${got.text}`);
    const record = await memory.policy.read();
    if (record?.fingerprint === fingerprint) {
      await memory.trouble.write(undefined);
      await memory.policyPrint.write(fingerprint);
      if (record.etag !== got.etag || record.address !== got.address) {
        await memory.policy.write({ ...record, etag: got.etag, address: got.address });
      }
      return;
    }
    const text = await unwrap(got, config.policyKey);
    if (text === undefined) {
      const what = "a policy that the pinned key did not sign (the last good one stays)";
      await refuse(fingerprint, [problem("policyAddress", what, "one signed by the collector")]);
      return;
    }
    const known = (await categories.all()).map((category) => category.id);
    const read = readPolicy(text, trustText, known, clock.nowMs());
    if (!read.ok) {
      await refuse(fingerprint, read.error);
      return;
    }
    const { policy, warnings } = read.value;
    const serial = policy.serial ?? 0;
    const source = [got.address, config.policyKey ?? ""].join(" ");
    // What the administration sets by hand may go back to what it was.
    if (got.address !== "" && (await isOutOfDate(source, serial))) {
      const what = `serial ${serial}: older than the one in force (which stays)`;
      await refuse(fingerprint, [problem("serial", what, "a higher one with each change")]);
      return;
    }
    if (record !== undefined) await tellOfChange(record, policy, fingerprint);
    const { address, etag } = got;
    await memory.policy.write({ policy, fingerprint, address, etag, beside, atMs: clock.nowMs() });
    if (address !== "") await memory.serialSeen.write({ source, serial });
    await memory.warnings.write(warnings);
    await memory.policyPrint.write(fingerprint);
    await memory.trouble.write(undefined);
  }

  /** Told first, in force then; the claim makes one of what a death in between tells again. */
  async function tellOfChange(
    { policy: before, fingerprint: from, atMs }: PolicyRecord,
    after: Policy,
    to: string,
  ): Promise<void> {
    await events.add(
      {
        kind: "policy-change",
        before: before.version,
        serial: after.serial ?? 0,
        by: after.change?.by ?? "",
        why: after.change?.why ?? "",
        changes: policyChanges(before, after).map((change) => change.slice(0, longestText)),
      },
      { claim: `policy-${from}-${atMs}-${to}` },
    );
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
      const config = await refreshConfig(world.managed, memory);
      const got = await obtain(config);
      if (got.kind === "text") await take(got, config);
      if (got.kind === "failed") await noteFailure(got.why);
      const record = await memory.policy.read();
      if (record !== undefined) await refreshLists(record.policy, config);
      await setNextLook(got.kind === "failed" ? nextTryMs : nextLookMs);
    },
  };
}
