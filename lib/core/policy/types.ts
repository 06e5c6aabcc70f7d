// The words of deciding, shared by the compiler, the gates, the command line and the desk.
import type { PolicyAgreement, PolicyContact, PolicyPhrases } from "../../contract/policy.ts";
import type {
  Action,
  DownloadKind,
  LanguageTag,
  PageLanguage,
  ReadingLevel,
  TextSource,
  Theme,
  YoutubeMode,
} from "../../contract/vocabulary.ts";

/** One allow or block entry of a profile, cleaned. `rule` is its place in the policy. */
export interface SiteEntry {
  readonly host: string;
  /** Begins with "/", decoded and in lower case; absent: the whole host. */
  readonly path?: string;
  readonly rule: string;
  readonly why?: string;
  readonly by?: string;
  /** First moment (Unix ms) at which it no longer holds. */
  readonly untilMs?: number;
  /** Of a profile that locks its sites: above locked categories, and no profile below can say otherwise. */
  readonly isLocked?: true;
}

/** A place that staff opened for a time. */
export interface Unlock {
  readonly id: string;
  readonly what:
    | { readonly kind: "site"; readonly host: string; readonly path?: string }
    | { readonly kind: "category"; readonly category: string };
  readonly untilMs: number;
  readonly by: string;
  readonly why: string;
}

/** A lesson list that runs: pages outside its sites do not open. */
export interface Lesson {
  readonly id: string;
  readonly title: string;
  readonly sites: readonly { readonly host: string; readonly path?: string }[];
  /** Whether the sites' own search pages open. */
  readonly search: boolean;
  readonly fromMs?: number;
  readonly untilMs: number;
  readonly by: string;
}

/** What happens, and the line of the policy that says so. */
export interface Setting {
  readonly action: Action;
  readonly rule: string;
}

/** A named set of hosts: a built-in category file, or a school's own list filed under a category. */
export interface HostSet {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  /** Clean hosts, as `parseHostList` gives them. */
  readonly hosts: readonly string[];
  /** Where it comes from: "built-in" or the policy's path, `lists.0`. */
  readonly rule: string;
}

export interface CategoryWords {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly pupil: string;
}

/** What applies to this person now: no inheritance left, nothing absent. */
export interface EffectivePolicy {
  readonly origin: "policy" | "baseline";
  readonly version: string;
  readonly profile: string;
  readonly profileTitle: string;
  readonly reading: ReadingLevel;
  readonly school: {
    readonly name: string;
    readonly shortName: string;
    readonly language?: PageLanguage;
    readonly colour: string;
    readonly hosts: readonly string[];
    readonly dsl?: PolicyContact;
    readonly head?: PolicyContact;
    readonly itHelp?: PolicyContact;
    /** Every so many days "What is watched here" shows itself; absent: it does not. */
    readonly noticeEveryDays?: number;
    readonly contacts: readonly PolicyContact[];
  };
  /** Built-in and the policy's own; nothing blocks or records these. */
  readonly protectedHosts: readonly string[];
  /** Per category: what happens, and the line of the policy that says so. */
  readonly categories: Readonly<Record<string, Setting & { readonly isLocked?: true }>>;
  readonly unknownSites: Setting;
  /** A site on a free hosting service (the category `free-hosting`) that no other list knows. */
  readonly freeHosting: Setting;
  readonly search: {
    readonly isSafe: boolean;
    readonly safeRule: string;
    /** By engine id; an engine that is not named is treated as its categories are. */
    readonly engines: Readonly<Record<string, Setting>>;
    readonly images: Setting;
    readonly youtube: YoutubeMode;
  };
  readonly downloads: {
    readonly block: readonly DownloadKind[];
    readonly from: readonly string[];
    readonly notFrom: readonly string[];
    readonly rule: string;
  };
  /** Absent: the policy says nothing of camera and microphone. */
  readonly cameraAndMicrophone?: { readonly only: readonly string[]; readonly rule: string };
  /** Access is withdrawn: only help sites and the school's own hosts open. */
  readonly withdrawn?: { readonly why: string; readonly rule: string };
  readonly unlocks: { readonly codes: boolean; readonly longestMinutes: number };
  /** By id: what staff can start at the pupil's screen. */
  readonly lessons: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly sites: readonly { readonly host: string; readonly path?: string }[];
        readonly search: boolean;
        readonly minutes: number;
      }
    >
  >;
  /** Ids of the groups to which this person belongs. */
  readonly groups: readonly string[];
  /** The timetable's time: "lessons"; "" where there is no timetable. */
  readonly time: string;
  readonly allow: readonly SiteEntry[];
  readonly block: readonly SiteEntry[];
  readonly warnMinutes: number;
  /** Ask `careOf`: absent in what an earlier version kept, and built in. */
  readonly care?: {
    readonly nudges: boolean;
    readonly helpCard: boolean;
    /** Clean hosts where no nudge is shown. */
    readonly ownServices: readonly string[];
    /** Minutes of use without a break after which a note is shown; absent: none is. */
    readonly longUseMinutes?: number;
  };
  readonly agreement?: PolicyAgreement & { readonly id: string };
  readonly monitoring: {
    readonly sources: readonly TextSource[];
    readonly thresholds: Readonly<Partial<Record<Theme, number>>>;
    readonly blockedVisits: boolean;
    readonly excerptChars: number;
    /** A field whose name, id or label holds one of these is not read; absent where the policy names none. */
    readonly withoutFields?: readonly string[];
    /** The school's own phrases of the themes that are looked for; absent where there are none. */
    readonly phrases?: readonly PolicyPhrases[];
    /** Languages whose phrases are looked for beside the English ones; absent where there are none. */
    readonly languages?: readonly LanguageTag[];
    /** A day's use is told by host, visits and minutes; absent: it is not. */
    readonly visitReports?: true;
    /** What is watched at any time of the day, where that is more than now: whoever reads the notice is told all of it. */
    readonly everWatched?: {
      readonly sources: readonly TextSource[];
      readonly themes: readonly Theme[];
      readonly blockedVisits: boolean;
      readonly visitReports: boolean;
    };
  };
  readonly reporting: {
    readonly endpoint?: string;
    readonly batchSeconds: number;
    readonly batchEvents: number;
    readonly keepDays: number;
    readonly unnamedWorries: boolean;
  };
  /** Unix ms at which an entry runs out or another time begins and this must be made anew; absent: never. */
  readonly changesAtMs?: number;
}

export type ResourceKind = "main_frame" | "sub_frame" | "other";

/** What the answer depends on besides the address. Fields that are absent are as if false or none. */
export interface DecideContext {
  readonly kind: ResourceKind;
  readonly atMs: number;
  /** The agreement has to be read first: main frames wait for it. */
  readonly agreementDue?: boolean;
  /** A frame or part within a help site's page (or within its frame): what that loads is its own business. */
  readonly insideProtected?: boolean;
  /** The address stands in a confidential list (asked beforehand: the answer needs a keyed hash). */
  readonly isConfidential?: boolean;
  /** What staff opened; those that are over do not count. */
  readonly unlocks?: readonly Unlock[];
  readonly lesson?: Lesson;
  /** A frame or part within a page that an unlock or a lesson list opened. */
  readonly insideOpened?: boolean;
  /** Hosts on which this person read the warning and went on, with the end of that in Unix ms. */
  readonly proceeded?: readonly { readonly host: string; readonly untilMs: number }[];
}

/** Where on the ladder the answer was found, highest first (`core/dnr/ladder.ts` gives each its priority). */
export type DecisionStep =
  | "protected"
  | "not-web"
  | "confidential"
  | "illegal"
  | "withdrawn"
  | "agreement"
  | "school-host"
  | "locked"
  | "lesson"
  | "unlock"
  | "site"
  | "engine"
  | "proceeded"
  | "category"
  | "free-hosting"
  | "unknown";

export interface Decision {
  readonly action: Action | "agreement";
  readonly step: DecisionStep;
  /** Category id, or "" where none took part. */
  readonly category: string;
  /** The list in which the host stood, or "". */
  readonly list: string;
  /** The listed host or site that matched, or "". */
  readonly matched: string;
  /** The line of the policy (or "built-in …") that decided. */
  readonly rule: string;
  /** One sentence for an IT lead. */
  readonly why: string;
  readonly protected: boolean;
  /** The host through which the judged address was carried (a translator, an archive, `?url=`); absent: none. */
  readonly through?: string;
}
