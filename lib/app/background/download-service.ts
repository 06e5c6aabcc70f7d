// Downloads as they begin: those that the policy closes are stopped, and told like a closed site.
import { decideDownload, downloadSources } from "../../core/policy/decide-download.ts";
import type { Decision } from "../../core/policy/types.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { DownloadSeen, Downloads } from "../ports.ts";
import type { EventService } from "./event-service.ts";
import type { JudgeService } from "./judge-service.ts";

export interface DownloadService {
  /** Seen once as it begins, and again when its name is known. Never rejects. */
  look(seen: DownloadSeen): Promise<void>;
}

const longest = { rule: 300, category: 60, title: 300 };
const mostKnown = 100;

export function createDownloadService(
  downloads: Downloads,
  parts: {
    readonly judge: Pick<JudgeService, "judge" | "current">;
    readonly events: Pick<EventService, "add">;
  },
): DownloadService {
  const { judge, events } = parts;
  /** Told once each; may vanish. */
  const told = new Set<number>();

  async function look(seen: DownloadSeen): Promise<void> {
    const { effective } = await judge.current();
    const decisions: Decision[] = [];
    for (const source of downloadSources(seen)) {
      // As a part of the page it was asked for on: what staff opened may be downloaded from.
      const { decision } = await judge.judge(source, "sub_frame", [seen.referrer]);
      decisions.push(decision);
    }
    const answer = decideDownload(seen, decisions, effective);
    if (!answer.isStopped) return;
    await downloads.stop(seen.id);
    if (told.has(seen.id) || !effective.monitoring.blockedVisits) return;
    told.add(seen.id);
    if (told.size > mostKnown) told.clear();
    const isHidden = decisions.some(({ step }) => step === "confidential");
    const name = isHidden ? "" : seen.fileName;
    await events.add({
      kind: "blocked-visit",
      address: isHidden ? "" : placeOf(answer.source),
      title: (name === "" ? "A download" : `A download: ${name}`).slice(0, longest.title),
      rule: answer.rule.slice(0, longest.rule),
      category: answer.category.slice(0, longest.category),
      action: "block",
      count: 1,
      accident: false,
      proceeded: false,
      reason: "",
    });
  }

  return {
    async look(seen) {
      await look(seen).catch(() => {
        // What is closed is closed by the rules as well; a file of a closed kind is opened by no Chromebook unasked.
      });
    },
  };
}
