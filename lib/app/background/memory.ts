// Everything small that the worker keeps between its lives, by name. Names carry a number that rises with the shape.
import { isUlid, makeDeviceId } from "../../contract/ids.ts";
import type { DeviceId } from "../../contract/ids.ts";
import type { ManagedConfig } from "../../contract/managed-config.ts";
import type { Policy } from "../../contract/policy.ts";
import type { Problem } from "../../contract/result.ts";
import type { SafeguardingKeys } from "../../contract/safeguarding-keys.ts";
import type { RuleMark } from "../../core/dnr/plan-update.ts";
import type { Narrowing } from "../../core/queue/narrow.ts";
import type { CategoryWords, EffectivePolicy } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { Attempt } from "./circumvention-service.ts";
import type { FoundProxy } from "./found-proxy.ts";
import type { StoredDraft } from "./draft-service.ts";
import { emptyUse } from "./visit-report.ts";
import type { DayUse } from "./visit-report.ts";
import { emptyDesk } from "./opened-record.ts";
import type { UnlockDesk } from "./opened-record.ts";
import { nothingMine } from "./mine-service.ts";
import type { MineRecord } from "./mine-service.ts";
import { remember, rememberClosed } from "./remember.ts";
import type { Remembered } from "./remember.ts";

/** The last good policy. */
export interface PolicyRecord {
  readonly policy: Policy;
  readonly fingerprint: string;
  /** Where it came from: an address, or "" for the managed configuration itself. */
  readonly address: string;
  readonly etag: string;
  /** Fingerprint of what it was read with: the trust's policy and the pinned key. */
  readonly beside: string;
  /** When this state of it arrived, Unix ms. */
  readonly atMs: number;
}

/** A policy that was not taken, and why. */
export interface PolicyTrouble {
  readonly fingerprint: string;
  readonly problems: readonly Problem[];
  readonly atMs: number;
}

/** What is in force, but for the host table, which is a blob of the name `tableName`. */
export interface StoredEnforcement {
  readonly effective: EffectivePolicy;
  readonly words: Readonly<Record<string, CategoryWords>>;
  readonly profileWhy: string;
  readonly policyAtMs?: number;
  /** Of everything the rules were made from. */
  readonly fingerprint: string;
  /** Of what that in turn comes from: cheap to compare at each wake-up. */
  readonly inputs: string;
  readonly tableName: string;
  readonly hosts: number;
  /** When it was made, Unix ms: made at a later time than now, it was made by a clock that was wrong. */
  readonly madeAtMs: number;
}

export interface SenderState {
  readonly failures: number;
  /** No try before this, Unix ms. */
  readonly notBeforeMs: number;
  /** The collector itself asked for the wait: then nothing overrides it. */
  readonly wasAsked: boolean;
  /** When the last try failed, Unix ms. */
  readonly failedAtMs?: number;
  readonly lastSentAtMs?: number;
  readonly trouble?: string;
  /** What is known of batches that the collector failed at. */
  readonly narrowing?: Narrowing;
}

/** Whether the collector knows this device by its key. */
export interface EnrolledRecord {
  /** Collector, device and credential it holds for, as a fingerprint; "" for none. */
  readonly source: string;
  readonly isEnrolled: boolean;
  /** No further try before, Unix ms. */
  readonly nextAtMs: number;
}

export const notEnrolled: EnrolledRecord = { source: "", isEnrolled: false, nextAtMs: 0 };

/** Of the queue's troubles, how many the school has been told of, and events that no disk would take. */
export interface HealthTold {
  readonly setApart: number;
  readonly gaveWay: number;
  readonly notKept: number;
  readonly notKeptTold: number;
  /** When the disk last refused one, Unix ms. */
  readonly fullAtMs?: number;
}

const nothingTold: HealthTold = { setApart: 0, gaveWay: 0, notKept: 0, notKeptTold: 0 };

export interface SealingRecord {
  /** The last list that counted. */
  readonly list?: SafeguardingKeys;
  readonly source: string;
  readonly etag: string;
  /** When it was last asked for, Unix ms. */
  readonly atMs: number;
  /** What went wrong then; "" where nothing did. */
  readonly trouble: string;
  /** What the collector said last of its keys (`keys` of a batch's answer). */
  readonly stamp: number;
}

const nothingSealed: SealingRecord = { source: "", etag: "", atMs: 0, trouble: "", stamp: 0 };

export interface SerialSeen {
  /** Address, stage and key: another of these is the administration's own change, and counts anew. */
  readonly source: string;
  readonly serial: number;
}

const noSerial: SerialSeen = { source: "", serial: 0 };

export interface AgreedRecord {
  readonly agreement: string;
  readonly version: string;
  readonly user: string;
  /** 2026 for September 2026 to August 2027. */
  readonly schoolYear: number;
  readonly atMs: number;
}

/** An agreement as it was agreed to on this device: the school's words, nobody's name. */
export interface AgreedSheet {
  readonly agreement: string;
  readonly version: string;
  readonly rules: readonly string[];
  readonly promise: string;
}

/** When "What is watched here" was last shown by itself, and to whom. */
export interface NoticeShown {
  readonly user: string;
  readonly atMs: number;
}

export interface ProceededRecord {
  readonly host: string;
  readonly untilMs: number;
}

export interface Memory {
  /** Without the policy's own text: that is kept once, as `policy`. */
  readonly managed: Remembered<Omit<ManagedConfig, "policy">>;
  /** Of the whole managed configuration, to see a change by. "" before any has arrived. */
  readonly managedPrint: Remembered<string>;
  /** The fingerprint of `policy`, so that a wake-up need not read the policy. */
  readonly policyPrint: Remembered<string>;
  readonly policy: Remembered<PolicyRecord | undefined>;
  /** What is doubtful about `policy`; apart from it, since it is read more often. */
  readonly warnings: Remembered<readonly Problem[]>;
  readonly trouble: Remembered<PolicyTrouble | undefined>;
  readonly listTroubles: Remembered<readonly Problem[]>;
  /** Changes whenever a fetched list has changed. */
  readonly listStamp: Remembered<string>;
  /** When the policy's address is asked next, Unix ms. */
  readonly nextLookAtMs: Remembered<number>;
  readonly enforcement: Remembered<StoredEnforcement | undefined>;
  readonly ruleMarks: Remembered<readonly RuleMark[] | undefined>;
  /** How many rules the browser took last: reading big lists back to count them takes seconds. */
  readonly ruleCount: Remembered<number>;
  readonly ruleTrouble: Remembered<string>;
  /** Pages that held more than is read of one, and when the last was met, Unix ms. */
  readonly unread: Remembered<{ readonly count: number; readonly atMs: number }>;
  /** When the filter was last tried and that was recorded, Unix ms; 0: never. */
  readonly filterCheckedAtMs: Remembered<number>;
  /** When it is tried next by itself, Unix ms; 0: not settled yet. */
  readonly filterCheckDueAtMs: Remembered<number>;
  readonly agreed: Remembered<readonly AgreedRecord[]>;
  /** To see what changed since. */
  readonly agreedSheets: Remembered<readonly AgreedSheet[]>;
  readonly noticeShown: Remembered<NoticeShown>;
  /** What this person asked for and met here. */
  readonly mine: Remembered<MineRecord>;
  /** When it is asked again what became of what was asked for, Unix ms. */
  readonly nextAnswersAtMs: Remembered<number>;
  readonly proceeded: Remembered<readonly ProceededRecord[]>;
  readonly user: Remembered<string>;
  /** What staff have opened, and the requests for their codes. */
  readonly unlockDesk: Remembered<UnlockDesk>;
  /** When the desk is asked next for what staff opened, Unix ms. */
  readonly nextOrdersAtMs: Remembered<number>;
  /** Tries at closed sites in the last minutes. */
  readonly attempts: Remembered<readonly Attempt[]>;
  readonly foundProxies: Remembered<readonly FoundProxy[]>;
  /** A worry that somebody began to tell. */
  readonly worryDraft: Remembered<StoredDraft | undefined>;
  /** Today's use of the web, where the policy asks for reports of it. */
  readonly dayUse: Remembered<DayUse>;
  /** What camera and microphone were set to last: a list of hosts, or "" where they are left alone. */
  readonly cameraPrint: Remembered<string>;
  /** Of the policies from one source, the highest serial that was taken. */
  readonly serialSeen: Remembered<SerialSeen>;
  /** What is added to the device's clock, ms. */
  readonly clockOffsetMs: Remembered<number>;
  readonly sender: Remembered<SenderState>;
  readonly enrolled: Remembered<EnrolledRecord>;
  readonly healthTold: Remembered<HealthTold>;
  /** Whom events are sealed to. */
  readonly sealing: Remembered<SealingRecord>;
  /** Made once and kept for good. */
  device(): Promise<DeviceId>;
  /** Takes away what an earlier version kept readable. */
  forgetFormer(): Promise<void>;
  /** Another one, where the collector knows this one by a key that is lost here. */
  renewDevice(): Promise<DeviceId>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Our own writing read back; what is not an object was never ours. */
function objectOr<T>(fallback: T): (stored: unknown) => T {
  return (stored) => (isObject(stored) ? (stored as T) : fallback);
}

function numberOrNought(stored: unknown): number {
  return typeof stored === "number" ? stored : 0;
}

function toPolicyRecord(stored: unknown): PolicyRecord | undefined {
  if (typeof stored !== "string") return undefined;
  try {
    return JSON.parse(stored) as PolicyRecord;
  } catch {
    return undefined;
  }
}

export const calmSender: SenderState = { failures: 0, notBeforeMs: 0, wasAsked: false };

const isNone = (list: readonly unknown[]): boolean => list.length === 0;

function isDeskEmpty({ opened, requests, wrong, pauseUntilMs }: UnlockDesk): boolean {
  return isNone(opened) && isNone(requests) && wrong === 0 && pauseUntilMs === 0;
}

/** Where an earlier version kept readable what is kept closed by now. */
const formerNames = ["agreed-1", "proceeded-1", "unlock-desk-1", "attempts-1", "found-proxies-1"];

export function createMemory(world: Pick<World, "state" | "clock" | "chance" | "vault">): Memory {
  const { state, clock, chance } = world;
  const closedList = <T>(name: string) => rememberClosed<readonly T[]>(world, name, [], isNone);
  const text = (stored: unknown): string => (typeof stored === "string" ? stored : "");
  const device = remember(state, "device-1", text);
  let making: Promise<DeviceId> | undefined;

  async function findDevice(): Promise<DeviceId> {
    const stored = await device.read();
    return isUlid(stored) ? (stored as DeviceId) : makeDevice();
  }

  async function makeDevice(): Promise<DeviceId> {
    const made = makeDeviceId(clock.nowMs(), chance.bytes(16));
    await device.write(made);
    return made;
  }

  return {
    managed: remember(state, "managed-1", objectOr<Omit<ManagedConfig, "policy">>({})),
    managedPrint: remember(state, "managed-print-2", text),
    policyPrint: remember(state, "policy-print-1", text),
    // As one text: with a list of 200,000 hosts it is stored and read several times as fast as so many values.
    policy: remember(state, "policy-2", toPolicyRecord, (record) =>
      record === undefined ? undefined : JSON.stringify(record),
    ),
    warnings: remember(state, "policy-warnings-1", objectOr<readonly Problem[]>([])),
    trouble: remember(state, "policy-trouble-1", objectOr<PolicyTrouble | undefined>(undefined)),
    listTroubles: remember(state, "list-troubles-1", objectOr<readonly Problem[]>([])),
    listStamp: remember(state, "list-stamp-1", text),
    nextLookAtMs: remember(state, "next-look-1", numberOrNought),
    enforcement: remember(
      state,
      "enforcement-1",
      objectOr<StoredEnforcement | undefined>(undefined),
    ),
    ruleMarks: remember(
      state,
      "rule-marks-1",
      objectOr<readonly RuleMark[] | undefined>(undefined),
    ),
    ruleCount: remember(state, "rule-count-1", numberOrNought),
    ruleTrouble: remember(state, "rule-trouble-1", text),
    unread: remember(state, "unread-1", objectOr({ count: 0, atMs: 0 })),
    filterCheckedAtMs: remember(state, "filter-checked-1", numberOrNought),
    filterCheckDueAtMs: remember(state, "filter-check-due-1", numberOrNought),
    agreed: closedList<AgreedRecord>("agreed-2"),
    agreedSheets: remember(state, "agreed-sheets-1", objectOr<readonly AgreedSheet[]>([])),
    noticeShown: rememberClosed(
      world,
      "notice-shown-1",
      { user: "", atMs: 0 },
      ({ atMs }) => atMs === 0,
    ),
    mine: rememberClosed(world, "mine-1", nothingMine, ({ asked, closed }) =>
      isNone([...asked, ...closed]),
    ),
    nextAnswersAtMs: remember(state, "next-answers-1", numberOrNought),
    proceeded: closedList<ProceededRecord>("proceeded-2"),
    user: remember(state, "user-1", text),
    unlockDesk: rememberClosed(world, "unlock-desk-2", emptyDesk, isDeskEmpty),
    nextOrdersAtMs: remember(state, "next-orders-1", numberOrNought),
    attempts: closedList<Attempt>("attempts-2"),
    foundProxies: closedList<FoundProxy>("found-proxies-2"),
    worryDraft: rememberClosed<StoredDraft | undefined>(
      world,
      "worry-draft-1",
      undefined,
      (draft) => draft === undefined,
    ),
    dayUse: rememberClosed(world, "day-use-1", emptyUse, ({ day }) => day === ""),
    cameraPrint: remember(state, "camera-1", text),
    serialSeen: remember(state, "serial-seen-1", objectOr(noSerial)),
    clockOffsetMs: remember(state, "clock-offset-1", numberOrNought),
    sender: remember(state, "sender-1", objectOr(calmSender)),
    enrolled: remember(state, "enrolled-1", objectOr(notEnrolled)),
    healthTold: remember(state, "health-told-1", objectOr(nothingTold)),
    sealing: remember(state, "sealing-1", objectOr(nothingSealed)),
    device: () => {
      making ??= findDevice().catch((error: unknown) => {
        making = undefined;
        throw error;
      });
      return making;
    },
    async forgetFormer() {
      await Promise.all(formerNames.map((name) => state.remove(name)));
    },
    renewDevice() {
      const renewing = makeDevice();
      making = renewing.catch((error: unknown) => {
        making = undefined;
        throw error;
      });
      return renewing;
    },
  };
}
