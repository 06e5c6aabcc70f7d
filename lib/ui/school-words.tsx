import type { ComponentChildren } from "preact";
import { useTexts } from "./i18n/texts.tsx";

/**
 * What the school wrote itself (a rule, somebody's role): it stands in the school's own language, whatever the page
 * speaks, and is marked so that it is read aloud rightly and keeps its own direction.
 */
export function SchoolWords({ children }: { readonly children: ComponentChildren }) {
  const { language } = useTexts();
  if (language === "en") return <>{children}</>;
  return (
    <span lang="en-GB" dir="auto">
      {children}
    </span>
  );
}
