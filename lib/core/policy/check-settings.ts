// What a profile says of search, downloads, camera and microphone, of times and of locks.
import type { PolicyProfile, PolicySearch } from "../../contract/policy.ts";
import { addError, addWarning, checkHosts, oneOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { freeHostingCategory, illegalCategory } from "./category.ts";
import { policyDefaults } from "./effective-policy.ts";
import type { SettingsAt } from "./fold-setting.ts";
import { hostCovers, normaliseHost } from "./host.ts";
import { profileChain } from "./profile-chain.ts";
import { checkSites } from "./check-sites.ts";

/** What `locked` can name, besides "categories.<id>". */
const lockNames = [
  "categories",
  "sites",
  "unknownSites",
  "freeHosting",
  "search",
  "downloads",
  "cameraAndMicrophone",
  "monitoring",
  "agreement",
];

export function checkSettings(context: CheckContext, id: string, profile: PolicyProfile): void {
  const path = `profiles.${id}`;
  checkTimeSettings(context, id, path, profile);
  for (const [time, section] of Object.entries(profile.at ?? {})) {
    const at = `${path}.at.${time}`;
    checkTimeName(context, at, time);
    if (Object.keys(section).length === 0) {
      addWarning(context, at, "nothing", "what is different at that time");
    }
    checkTimeSettings(context, id, at, section);
  }
  checkDownloads(context, id, profile);
  const only = profile.cameraAndMicrophone?.only;
  if (only !== undefined) checkHosts(context, `${path}.cameraAndMicrophone.only`, only);
  const services = profile.care?.ownServices;
  if (services !== undefined) checkHosts(context, `${path}.care.ownServices`, services);
  checkLocks(context, path, profile);
}

function checkTimeName(context: CheckContext, path: string, time: string): void {
  const { day } = context.policy;
  if (day === undefined) {
    addError(context, path, `the time "${time}" without a timetable`, 'a "day" with its periods');
    return;
  }
  const times = [...new Set([...day.periods.map((period) => period.time), day.otherwise])];
  if (!times.includes(time)) addError(context, path, `"${time}"`, oneOf(time, times, "a time"));
}

/** What can stand in a profile and in its section for a time alike. */
function checkTimeSettings(
  context: CheckContext,
  id: string,
  path: string,
  settings: SettingsAt,
): void {
  for (const [category, action] of Object.entries(settings.categories ?? {})) {
    const at = `${path}.categories.${category}`;
    if (!context.categories.has(category)) {
      addError(context, at, `"${category}"`, oneOf(category, context.categories, "a category"));
    } else if (category === illegalCategory && action !== "block") {
      addError(context, at, `"${action}"`, '"block": nobody at a school can open illegal sites');
    } else if (
      category === freeHostingCategory &&
      settings.freeHosting !== undefined &&
      settings.freeHosting !== action
    ) {
      addWarning(
        context,
        at,
        `"${action}", where "freeHosting" says "${settings.freeHosting}"`,
        "one of the two: freeHosting holds",
      );
    }
  }
  checkSites(context, path, settings);
  if (settings.search !== undefined) {
    checkSearch(context, id, `${path}.search`, settings.search);
  }
}

function checkSearch(context: CheckContext, id: string, path: string, search: PolicySearch): void {
  for (const engine of Object.keys(search.engines ?? {})) {
    if (context.searchEngines.includes(engine)) continue;
    addError(
      context,
      `${path}.engines.${engine}`,
      `"${engine}"`,
      oneOf(engine, context.searchEngines, "a search engine"),
    );
  }
  const { links } = profileChain(context.policy, id);
  const reading =
    links.find(({ profile }) => profile.reading !== undefined)?.profile.reading ??
    policyDefaults.reading;
  if (search.safe === false && reading !== "staff" && reading !== "post16") {
    addWarning(
      context,
      `${path}.safe`,
      "false, for pupils",
      "true, or nothing: safe search is on for everybody but staff",
    );
  }
  if (search.youtube === "off" && (reading === "ks1" || reading === "ks2")) {
    addWarning(
      context,
      `${path}.youtube`,
      '"off", for young pupils',
      '"strict" or "moderate": without it YouTube shows everything that an adult sees',
    );
  }
}

function checkDownloads(context: CheckContext, id: string, { downloads }: PolicyProfile): void {
  if (downloads === undefined) return;
  const path = `profiles.${id}.downloads`;
  const { block, from, notFrom } = downloads;
  if (block !== undefined && new Set(block).size < block.length) {
    addWarning(context, `${path}.block`, "a kind twice", "each kind once");
  }
  if (from !== undefined) {
    checkHosts(context, `${path}.from`, from);
    const stops = profileChain(context.policy, id).links.some(
      ({ profile }) => (profile.downloads?.block ?? []).length > 0,
    );
    if (from.length > 0 && !stops) {
      addWarning(
        context,
        `${path}.from`,
        "hosts to except where no kind of file is stopped",
        '"block" with the kinds that are stopped',
      );
    }
  }
  if (notFrom === undefined) return;
  checkHosts(context, `${path}.notFrom`, notFrom);
  for (const [place, text] of (from ?? []).entries()) {
    const host = normaliseHost(text);
    const closed = notFrom.find((one) => {
      const clean = normaliseHost(one);
      return host !== undefined && clean !== undefined && hostCovers(clean, host);
    });
    if (closed === undefined) continue;
    addError(
      context,
      `${path}.from.${place}`,
      `"${text}", from which "notFrom" (${closed}) lets nothing be downloaded`,
      "one of the two",
    );
  }
}

function checkLocks(context: CheckContext, path: string, profile: PolicyProfile): void {
  const { locked } = profile;
  if (locked === undefined) return;
  for (const [place, name] of locked.entries()) {
    const at = `${path}.locked.${place}`;
    const category = name.startsWith("categories.") ? name.slice("categories.".length) : undefined;
    if (category !== undefined && !context.categories.has(category)) {
      addError(context, at, `"${name}"`, oneOf(category, context.categories, "a category"));
    } else if (category === undefined && !lockNames.includes(name)) {
      addError(
        context,
        at,
        `"${name}"`,
        oneOf(name, [...lockNames, "categories.<id>"], "a setting"),
      );
    } else if (locked.indexOf(name) < place) {
      addWarning(context, at, `"${name}" a second time`, "each setting once");
    } else if (category !== undefined && locked.includes("categories")) {
      addWarning(context, at, `"${name}"`, 'nothing: "categories" locks it already');
    }
  }
  const sections = [profile, ...Object.values(profile.at ?? {})];
  const hasSites = sections.some(({ allow, block }) => (allow ?? block) !== undefined);
  if (locked.includes("sites") && !hasSites) {
    addWarning(
      context,
      `${path}.locked.${locked.indexOf("sites")}`,
      '"sites", where the profile has no entry',
      '"allow" or "block" with the entries that are locked',
    );
  }
}
