// Which conversation a page shows, read from its address alone. The name is only ever kept as a keyed hash.

/** Parts of a path that tell conversations apart; what follows (a message, a page of a thread) does not. */
const mostSegments = 5;
/** Parts of a query that name a conversation. Everything else in a query may change within one. */
const telling = new Set(
  "room chat channel thread conversation conv topic group server dm user with peer t v id".split(
    " ",
  ),
);

/**
 * A name for the conversation at an address: origin, path, a route behind "#", and what of the query names a room.
 * "" for what is no web address. Never throws.
 */
export function conversationAt(address: string): string {
  const found = /^(https?):\/\/([^/?#\s]+)([^?#\s]*)(\?[^#\s]*)?(#\S*)?/i.exec(address);
  if (found === null) return "";
  const [, scheme = "", authority = "", path = "", query = "", route = ""] = found;
  const host = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  const rooms = query
    .slice(1)
    .split("&")
    .filter((part) => telling.has((/^[^=]*/.exec(part)?.[0] ?? "").toLowerCase()))
    .sort();
  // "#chat/dm/AAAA" names a room; "#top" names a place on a page.
  const inner = route.includes("/") ? segments(route.slice(1)) : "";
  return `${scheme.toLowerCase()}://${host}/${segments(path)}?${rooms.join("&")}#${inner}`;
}

function segments(path: string): string {
  return path
    .split("/")
    .filter((part) => part !== "")
    .slice(0, mostSegments)
    .join("/");
}
