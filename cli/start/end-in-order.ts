// Everything that was started is ended again, last first, whether a person asks with Ctrl-C or the browser is closed.

export interface Ending {
  add(what: string, end: () => Promise<unknown>): void;
  /** Settles when a person asks for the end. */
  readonly asked: Promise<void>;
  /** Ends all that was added; a second call does nothing. */
  end(): Promise<void>;
}

export function endInOrder(say: (line: string) => void): Ending {
  const parts: { readonly what: string; readonly end: () => Promise<unknown> }[] = [];
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => resolve());
    }
  });
  let ended: Promise<void> | undefined;
  const endAll = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) {
      say(`Ending ${part.what} …`);
      await part.end().catch((error: unknown) => say(`  ${String(error)}`));
    }
  };
  const end = (): Promise<void> => (ended ??= endAll());
  // Asked during the set-up: what stands by then is ended, the rest never starts.
  void asked.then(end).then(() => process.exit(130));
  return {
    add: (what, endPart) => {
      if (ended !== undefined) void endPart();
      else parts.push({ what, end: endPart });
    },
    asked,
    end,
  };
}
