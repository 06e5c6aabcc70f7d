// "What is watched here": made from what is in force, so that it cannot say anything else.
import type { MessageReply, NoticeView } from "../../contract/message.ts";
import { themes } from "../../contract/vocabulary.ts";
import { careOf } from "../../core/policy/effective-care.ts";
import type { EffectiveCare } from "../../core/policy/effective-care.ts";
import { protectedSites } from "../../core/policy/protected-sites.ts";
import { mostDays, quietDays } from "../../core/sequence/book.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { ListService } from "./list-service.ts";
import type { Memory } from "./memory.ts";
import { answerWith } from "./outcome.ts";
import { faceOf, toPerson } from "./school-face.ts";
import { signThemesOf } from "./sequence-service.ts";

export interface NoticeService {
  read(): Promise<MessageReply<"notice/read">>;
}

export function createNoticeService(
  memory: Pick<Memory, "policy">,
  enforcement: EnforcementService,
  lists: Pick<ListService, "view">,
): NoticeService {
  /** When the newest of the school's lists was fetched; undefined where all stand in the policy or the package. */
  async function newestListMs(): Promise<number | undefined> {
    const record = await memory.policy.read();
    if (record === undefined) return undefined;
    const dates = (await lists.view(record.policy)).flatMap(({ atMs }) => atMs ?? []);
    return dates.length === 0 ? undefined : Math.max(...dates);
  }

  return {
    async read() {
      const effective = await enforcement.known();
      const { monitoring, reporting, school } = effective;
      const { themes: watched, ...ever } = monitoring.everWatched ?? {
        sources: monitoring.sources,
        themes: themes.filter((theme) => monitoring.thresholds[theme] !== undefined),
        blockedVisits: monitoring.blockedVisits,
        visitReports: monitoring.visitReports === true,
      };
      // Titles are a kindness: where they cannot be read, the ids say the same.
      const current = await enforcement.current().catch(() => undefined);
      const titles = current?.words;
      const listsAtMs = await newestListMs().catch(() => undefined);
      const noted = Object.entries(effective.categories)
        .filter(([, { action }]) => action === "monitor" && ever.blockedVisits)
        .map(([id]) => titles?.[id]?.title ?? id);
      const names = new Map(protectedSites.map((site) => [site.host, site.name]));
      return answerWith<"notice/read">({
        school: faceOf(effective),
        looksAt: ever.sources,
        themes: watched,
        recordsBlockedVisits: ever.blockedVisits,
        ...(ever.visitReports ? { reportsVisits: true as const } : {}),
        notedKinds: noted.toSorted(),
        notesUnknownSites: ever.blockedVisits && effective.unknownSites.action === "monitor",
        keepDays: reporting.keepDays,
        ...(signThemesOf({ ...monitoring, sources: ever.sources }).length === 0
          ? {}
          : { signDays: { quiet: quietDays, most: mostDays } }),
        // The desk is the safeguarding lead's; nobody else reads there yet.
        readers: school.dsl === undefined ? [] : [toPerson(school.dsl)],
        ...(monitoring.everWatched === undefined ? {} : { hours: hoursOf(monitoring, effective) }),
        ...(effective.origin === "baseline" ? {} : { policyVersion: effective.version }),
        ...(current?.policyAtMs === undefined ? {} : { policyAtMs: current.policyAtMs }),
        ...(listsAtMs === undefined ? {} : { listsAtMs }),
        ...careSaid(careOf(effective)),
        ...(school.itHelp === undefined ? {} : { itHelp: toPerson(school.itHelp) }),
        protectedSites: effective.protectedHosts.map((host) => ({
          host,
          name: names.get(host) ?? host,
        })),
      });
    },
  };
}

function careSaid({ nudges, helpCard, longUseMinutes }: EffectiveCare): Pick<NoticeView, "care"> {
  const longUse = longUseMinutes !== undefined;
  return nudges || helpCard || longUse ? { care: { nudges, helpCard, longUse } } : {};
}

/** Whether anything is looked at this moment, and when that may change. */
function hoursOf(
  { sources, blockedVisits }: EffectivePolicy["monitoring"],
  { time, changesAtMs }: Pick<EffectivePolicy, "time" | "changesAtMs">,
): NonNullable<NoticeView["hours"]> {
  return {
    isNow: sources.length > 0 || blockedVisits,
    time,
    ...(changesAtMs === undefined ? {} : { changesAtMs }),
  };
}
