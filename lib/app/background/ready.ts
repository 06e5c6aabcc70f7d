// The one promise of the worker (law 4): what has to be known before anything is decided.

export interface Ready {
  /** Resolves when the worker can decide. Tried anew by the next who asks, where it failed. */
  whenReady(): Promise<void>;
}

export function createReady(prepare: () => Promise<void>): Ready {
  let promise: Promise<void> | undefined;
  return {
    whenReady() {
      if (promise !== undefined) return promise;
      const preparing = prepare();
      promise = preparing;
      preparing.catch(() => (promise = undefined));
      return preparing;
    },
  };
}
