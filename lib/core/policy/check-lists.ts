// The school's own categories, lists and agreements.
import { addError, addWarning, checkHost, checkUnique, oneOf, shelterOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { parseWebAddress } from "./host.ts";

/** Beyond this many complaints about the hosts of one list the rest are counted. */
const mostPerList = 20;

export function checkLists(context: CheckContext): void {
  const { policy } = context;
  checkUnique(
    context,
    "categories",
    policy.categories.map(({ id }) => id),
    "category",
  );
  const named = new Set(
    Object.values(policy.profiles).flatMap((profile) =>
      [profile, ...Object.values(profile.at ?? {})].flatMap(({ categories }) =>
        Object.keys(categories ?? {}),
      ),
    ),
  );
  for (const [place, { id }] of policy.categories.entries()) {
    if (context.builtIn.includes(id)) {
      addError(
        context,
        `categories.${place}.id`,
        `"${id}", which is a built-in category`,
        "another id",
      );
    } else if (!named.has(id)) {
      addWarning(
        context,
        `categories.${place}.id`,
        `"${id}", which no profile names`,
        "a profile that says what happens to it; until then its sites count as unknown",
      );
    }
  }
  checkUnique(
    context,
    "lists",
    policy.lists.map(({ id }) => id),
    "list",
  );
  for (const [place, list] of policy.lists.entries()) {
    const at = `lists.${place}`;
    if (!context.categories.has(list.category)) {
      addError(
        context,
        `${at}.category`,
        `"${list.category}"`,
        oneOf(list.category, context.categories, "a category"),
      );
    }
    const given = (["hosts", "address", "fetch"] as const).filter((key) => list[key] !== undefined);
    if (given.length !== 1) {
      const found = given.map((key) => `"${key}"`).join(" and ");
      addError(
        context,
        at,
        given.length === 0
          ? 'a list without "hosts" and without "address"'
          : `a list with both ${found}`,
        given.length === 2 ? "one of the two" : 'one of the two, or "fetch"',
      );
    }
    if (list.address !== undefined) checkAddress(context, `${at}.address`, list.address);
    if (list.fetch !== undefined) checkFetch(context, at, list.fetch.address, list.licence);
    checkReleased(context, `${at}.despiteShelter`, list.despiteShelter ?? []);
    if (list.hosts !== undefined) checkListHosts(context, `${at}.hosts`, list.hosts);
  }
}

/** Absolute, or below the folder of the policy: what climbs out of it could name any file of whoever reads it. */
function checkAddress(context: CheckContext, path: string, address: string): void {
  const expected = 'a file beside the policy ("lists/gambling.txt") or an https address';
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const climbs = address.split(/[\\/]/).includes("..");
    if (climbs || /^[\\/]/.test(address)) addError(context, path, `"${address}"`, expected);
  } else if (!["http", "https"].includes(scheme) || parseWebAddress(address) === undefined) {
    addError(context, path, `"${address}"`, expected);
  } else if (scheme === "http") {
    addWarning(context, path, `"${address}", which anybody on the way can change`, expected);
  }
}

/** The collector fetches over https, or from the same machine; whose list it is has to be said (licences ask for it). */
function checkFetch(
  context: CheckContext,
  at: string,
  address: string,
  licence: string | undefined,
): void {
  const parsed = parseWebAddress(address);
  const isOwnMachine =
    parsed !== undefined && /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/.test(parsed.host);
  if (parsed === undefined || (parsed.scheme !== "https" && !isOwnMachine)) {
    addError(context, `${at}.fetch.address`, `"${address}"`, "an https address");
  }
  if (licence === undefined) {
    addWarning(
      context,
      `${at}.licence`,
      "no licence for a list of somebody else's",
      "the licence under which it is published",
    );
  }
}

function checkReleased(context: CheckContext, path: string, texts: readonly string[]): void {
  for (const [place, text] of texts.entries()) checkHost(context, `${path}.${place}`, text);
}

function checkListHosts(context: CheckContext, path: string, texts: readonly string[]): void {
  if (texts.length === 0) addWarning(context, path, "an empty list", "at least one host");
  const first = new Map<string, number>();
  const before = context.problems.length;
  let more = 0;
  for (const [place, text] of texts.entries()) {
    if (context.problems.length - before >= mostPerList) {
      more = texts.length - place;
      break;
    }
    const host = checkHost(context, `${path}.${place}`, text);
    if (host === undefined) continue;
    const earlier = first.get(host);
    const shelter = shelterOf(context, host);
    if (earlier !== undefined) {
      addWarning(
        context,
        `${path}.${place}`,
        `"${host}", which ${path}.${earlier} has already`,
        "each host once",
      );
    } else if (shelter !== undefined) {
      addWarning(
        context,
        `${path}.${place}`,
        `"${host}", a protected site (${shelter})`,
        "no protected site: nothing blocks it, so the line has no effect",
      );
    }
    first.set(host, earlier ?? place);
  }
  if (more > 0) {
    addWarning(
      context,
      path,
      `${more} more hosts that were not looked at`,
      "first the ones above put right",
    );
  }
}
