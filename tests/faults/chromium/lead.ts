// Somebody at the desk, who opens cases while the collector and its database die; whatever they have read stands in the
// audit.
import { setTimeout as pause } from "node:timers/promises";
import { openDesk, type DeskClient } from "../../../cli/kit/desk-client.ts";
import { deskPassword, type FaultySchool } from "./faulty-school.ts";

const betweenMs = 1500;

export function createLead(school: FaultySchool) {
  const ending = new AbortController();
  const opened = { sure: 0, tried: 0 };
  let desk: DeskClient | undefined;
  return {
    opened,
    async run(): Promise<void> {
      while (!ending.signal.aborted) {
        try {
          desk ??= await openDesk(school.collector().address, {
            name: "dsl",
            password: deskPassword,
          });
          const list = (await desk.read("/cases?state=all")) as { cases?: { id: string }[] };
          const [first] = list.cases ?? [];
          if (first !== undefined) {
            opened.tried += 1;
            await desk.read(`/cases/${first.id}`);
            opened.sure += 1;
          }
        } catch {
          // Nobody answers just now. The session outlives the collector.
        }
        await pause(betweenMs);
      }
    },
    end() {
      ending.abort();
    },
  };
}
