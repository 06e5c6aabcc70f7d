import { useState } from "preact/hooks";

/**
 * One claim for each text that a form sends, for as long as it is open: pressed again after "that did not work", or asked
 * again past a worker that died between keeping and answering, it is kept once.
 */
export function useClaim(): (text: string) => string {
  const [claims] = useState(() => new Map<string, string>());
  return (text) => {
    const claim = claims.get(text) ?? crypto.randomUUID().replaceAll("-", "");
    claims.set(text, claim);
    return claim;
  };
}
