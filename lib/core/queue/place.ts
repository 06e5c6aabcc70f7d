// Where something happened, told with the least: no fragment ever, no query but a search's (law 7).

const longestAddress = 2000;

/**
 * The address as it may be stored. `keepQuery` only for a search, where the query is what is reported.
 * Names and passwords in an address go too. What is no web address keeps its scheme alone.
 */
export function placeOf(address: string, keepQuery = false): string {
  const found = /^(https?|wss?):\/\/([^/?#\s]*)([^?#\s]*)(\?[^#\s]*)?/i.exec(address.trim());
  if (found === null) {
    return `${/^([a-z][a-z0-9+.-]{0,30}):/i.exec(address)?.[1]?.toLowerCase() ?? "about"}:`;
  }
  const [, scheme = "", authority = "", path = "", query = ""] = found;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  return `${scheme.toLowerCase()}://${host}${path}${keepQuery ? query : ""}`.slice(
    0,
    longestAddress,
  );
}
