// The parts of the settings: one's own account, alerts for whoever reads cases, and a person's records.
import type { Ability } from "../review/access.ts";
import { writeRoute } from "./route.ts";

const parts = [
  { view: "settings", words: "Your account", needs: "read-cases" },
  { view: "alerts", words: "Alerts", needs: "read-cases" },
  { view: "records", words: "One person’s records", needs: "export-records" },
] as const satisfies readonly { view: string; words: string; needs: Ability }[];

interface Props {
  readonly view: (typeof parts)[number]["view"];
  readonly may: readonly Ability[];
}

export function SettingsTabs({ view, may }: Props) {
  if (!may.includes("read-cases")) return null;
  return (
    <nav class="tabs" aria-label="Parts of the settings">
      {parts
        .filter(({ needs }) => may.includes(needs))
        .map((part) => (
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
