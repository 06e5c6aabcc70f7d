import { useEffect } from "preact/hooks";

const pairWithinMs = 1000;

/** Escape pressed twice within a second leaves at once. */
export function useQuickExit(leave: () => void): void {
  useEffect(() => {
    let lastMs = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      if (event.timeStamp - lastMs <= pairWithinMs) leave();
      lastMs = event.timeStamp;
    };
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("keydown", listen);
    };
  }, [leave]);
}
