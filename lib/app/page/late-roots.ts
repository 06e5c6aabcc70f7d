// Shadow roots of components that come to life after they were read: `attachShadow` makes no mutation.

/** When to look again, after the page has been read. */
const looksMs = [1000, 4000, 12_000, 30_000];
/** Looking costs about 2 µs an element, and 20 to 50 where little has run yet. */
const mostKept = 3000;
const mostALook = 100;
/** Of those that hold a short text: they are looked at once. */
const mostPlaceholders = 300;

export interface LateRoots {
  /** Remembers an element that had no root when it was read. */
  keep(element: Element): void;
}

export function watchLateRoots(parts: {
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly nextSlice: () => Promise<void>;
  readonly shadowRootOf: (element: Element) => ShadowRoot | null;
  /** A root that was not there before. */
  readonly found: (root: ShadowRoot) => void;
}): LateRoots {
  const { after, nextSlice, shadowRootOf, found } = parts;
  // Two lists: thousands of empty boxes must not push out a component.
  const components = new Set<Element>();
  const boxes = new Set<Element>();
  let placeholders: Element[] = [];

  async function look(): Promise<void> {
    let looked = 0;
    const once = new Set(placeholders);
    placeholders = [];
    for (const kept of [components, boxes, once]) {
      for (const element of kept) {
        looked += 1;
        if (looked % mostALook === 0) await nextSlice();
        const root = element.isConnected ? shadowRootOf(element) : null;
        if (root === null && element.isConnected) continue;
        kept.delete(element);
        if (root !== null) found(root);
      }
    }
  }
  for (const delayMs of looksMs) after(delayMs, () => void look());

  return {
    keep(element) {
      const isComponent = element.localName.includes("-");
      if (!isComponent && element.firstChild !== null) {
        if (placeholders.length < mostPlaceholders) placeholders.push(element);
        return;
      }
      const kept = isComponent ? components : boxes;
      if (kept.size < mostKept) kept.add(element);
    },
  };
}
