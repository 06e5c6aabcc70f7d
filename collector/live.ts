// Tells open desks that something changed. Only that: what it is, each desk asks for itself, with its session.

export interface LiveChange {
  readonly what:
    | "cases"
    | "requests"
    | "activity"
    | "orders"
    | "policy"
    | "lists"
    | "accounts"
    | "alerts"
    | "devices";
  /** The case that changed; null for several or none. */
  readonly caseId: string | null;
  /** The browser tab that made the change itself, "" for a device. */
  readonly tab: string;
}

export interface Live {
  publish(change: LiveChange): void;
  /** Returns what ends the subscription. */
  subscribe(listener: (change: LiveChange) => void): () => void;
}

export function createLive(): Live {
  const listeners = new Set<(change: LiveChange) => void>();
  return {
    publish(change) {
      for (const listener of listeners) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
