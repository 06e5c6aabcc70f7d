// The parts of the settings: one's own account, and alerts for whoever reads cases.
import type { Ability } from "../review/access.ts";
import { writeRoute } from "./route.ts";

const parts = [
  { view: "settings", words: "Your account" },
  { view: "alerts", words: "Alerts" },
] as const;

interface Props {
  readonly view: "settings" | "alerts";
  readonly may: readonly Ability[];
}

export function SettingsTabs({ view, may }: Props) {
  if (!may.includes("read-cases")) return null;
  return (
    <nav class="tabs" aria-label="Parts of the settings">
      {parts.map((part) => (
        <a
          key={part.view}
          href={writeRoute({ view: part.view })}
          aria-current={part.view === view ? "page" : undefined}
        >
          {part.words}
        </a>
      ))}
    </nav>
  );
}
