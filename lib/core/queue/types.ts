// What waits to be sent, as the queue sees it: enough to choose by, without the words inside.

/** One waiting event, light. */
export interface QueueEntry {
  readonly id: string;
  /** Higher goes first: `rankOf`. */
  readonly rank: number;
  /** Sent at once, not with the next batch: `isUrgent`. */
  readonly urgent: boolean;
  /** When it was made, Unix ms. */
  readonly atMs: number;
  /** Size of its JSON in bytes of UTF-8. */
  readonly bytes: number;
  /** Not to be sent before this, Unix ms: a repeat that is still being counted. 0: at any time. */
  readonly notBeforeMs: number;
}

export interface BatchLimits {
  readonly mostEvents: number;
  readonly mostBytes: number;
}

/** What the device remembers of one repeated thing: when its last event was made and when it was last met, Unix ms. */
export interface Sitting {
  readonly lastMadeAtMs: number;
  readonly lastMetAtMs: number;
  /** The highest rank (`rankOf`) that it was met with in this sitting; absent where an earlier version wrote it. */
  readonly gravest?: number;
  /** Of those, the greatest weight (`weightOf`); absent where an earlier version wrote it. */
  readonly weight?: number;
}
