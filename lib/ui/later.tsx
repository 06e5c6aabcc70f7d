import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ChromeWord } from "./chrome-word.tsx";

/**
 * A part whose script is read when it is wanted: the package is on the device, so it is there in a moment, and a page
 * that does not show it never reads it. Where it cannot be read `otherwise` stands in its place.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  otherwise: ComponentType<Props>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded);
    useEffect(() => {
      if (loaded !== undefined) return;
      load()
        .then((part) => {
          loaded = part;
          setPart(() => part);
        })
        .catch(() => {
          setPart(() => otherwise);
        });
    }, []);
    return Part === undefined ? (
      <p role="status">
        <ChromeWord of="loading" />
      </p>
    ) : (
      <Part {...props} />
    );
  };
}
