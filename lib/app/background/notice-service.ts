// "What is watched here": made from what is in force, so that it cannot say anything else.
import type { MessageReply } from "../../contract/message.ts";
import { themes } from "../../contract/vocabulary.ts";
import { protectedSites } from "../../core/policy/protected-sites.ts";
import { mostDays, quietDays } from "../../core/sequence/book.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import { answerWith } from "./outcome.ts";
import { faceOf, toPerson } from "./school-face.ts";
import { signThemesOf } from "./sequence-service.ts";

export interface NoticeService {
  read(): Promise<MessageReply<"notice/read">>;
}

export function createNoticeService(enforcement: EnforcementService): NoticeService {
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
      const titles = await enforcement.current().then(
        ({ words }) => words,
        () => undefined,
      );
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
        protectedSites: effective.protectedHosts.map((host) => ({
          host,
          name: names.get(host) ?? host,
        })),
      });
    },
  };
}
