import { useEffect, useState } from "preact/hooks";
import type { laterParts } from "./later-parts.tsx";

export type LaterParts = typeof laterParts;

/** Read as soon as the form stands. Undefined until then, and where the program was replaced under the page. */
export function useLaterParts(): LaterParts | undefined {
  const [parts, setParts] = useState<LaterParts | undefined>();
  useEffect(() => {
    import("./later-parts.tsx")
      .then((read) => {
        setParts(read.laterParts);
      })
      .catch(() => undefined);
  }, []);
  return parts;
}
