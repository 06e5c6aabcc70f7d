// Work that may be asked for again while it runs: once more afterwards is enough, however often it was asked.

/**
 * The answer asks for a run. It resolves after a run that began no earlier than the asking, and rejects with that run's
 * error. Safe to lose: state lives in stores, not here.
 */
export function runOnce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function begin(): Promise<void> {
    const now = run().finally(() => {
      if (running === now) running = undefined;
    });
    running = now;
    return now;
  }

  return () => {
    if (running === undefined) return begin();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
