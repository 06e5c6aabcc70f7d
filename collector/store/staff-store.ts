// What staff open for a time, and the policy's releases: their part of the store's interface.
import type { AuditEntry } from "../review/audit.ts";
import type { StaffOrder } from "../review/order.ts";

/** Who asks for orders: what is known of a device and the person at it. */
export interface OrderAsker {
  readonly device: string;
  readonly deviceLabel: string;
  readonly user: string;
  readonly profile: string;
  readonly groups: readonly string[];
}

export interface OrderStore {
  /** Adds it with its line in the audit, in one transaction. */
  addOrder(order: StaffOrder, audit: AuditEntry): Promise<void>;
  readOrder(id: string): Promise<StaffOrder | undefined>;
  /** Ends one that is still open; says whether it was. */
  endOrder(id: string, who: string, audit: AuditEntry): Promise<boolean>;
  /** Orders of the collector that are open at this moment, newest first. Codes are not among them. */
  openOrders(atMs: number): Promise<readonly StaffOrder[]>;
  /** All others, newest first: what is over, and every code that was made. */
  pastOrders(
    atMs: number,
    page: { readonly offset: number; readonly most: number },
  ): Promise<{ readonly orders: readonly StaffOrder[]; readonly total: number }>;
  /**
   * What is open for this device and person, newest first. The device's label is the one that it last sent an event
   * with.
   */
  ordersFor(asker: OrderAsker, atMs: number, most: number): Promise<readonly StaffOrder[]>;
  /** Whether an event ever came from a Chromebook with this label. */
  hasDeviceLabel(label: string): Promise<boolean>;
}

/** One version of the policy, as it was released. */
export interface PolicyRelease {
  readonly serial: number;
  readonly atMs: number;
  readonly who: string;
  readonly why: string;
  readonly version: string;
  /** The serial of the release whose content this is: its own, but after going back. */
  readonly origin: number;
}

/** A release given to a stage; "" is everybody. */
export interface PolicyStep {
  readonly stage: string;
  readonly serial: number;
  readonly atMs: number;
  readonly who: string;
}

export interface PolicyStore {
  /**
   * Adds a release and gives it to a stage, with the line in the audit, in one transaction. False where a release of
   * this or a higher serial is there already: somebody else was first.
   */
  addRelease(
    release: PolicyRelease,
    text: string,
    stage: string,
    audit: AuditEntry,
  ): Promise<boolean>;
  /** Gives a release that is there to a stage too. False where there is none of this serial. */
  giveRelease(step: PolicyStep, audit: AuditEntry): Promise<boolean>;
  /** What each stage has, as it was given last. */
  stagesNow(): Promise<readonly PolicyStep[]>;
  readRelease(
    serial: number,
  ): Promise<{ readonly release: PolicyRelease; readonly text: string } | undefined>;
  /** Newest first. */
  listReleases(page: { readonly offset: number; readonly most: number }): Promise<{
    readonly releases: readonly (PolicyRelease & { readonly stages: readonly string[] })[];
    readonly total: number;
  }>;
}
