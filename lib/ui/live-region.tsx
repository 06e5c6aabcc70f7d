import type { ComponentChildren } from "preact";

/** Always in the page, so that what appears in it later is read out. */
export function LiveRegion({ children }: { readonly children?: ComponentChildren }) {
  return (
    <div role="status" aria-live="polite">
      {children}
    </div>
  );
}
