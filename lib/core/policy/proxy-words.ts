// What of a page is worth showing to the worker, which judges it (`proxy-signs.ts`). Runs in every page: every byte here
// counts, and no weighing is done.

/**
 * Names of files, folders and variables by which web proxies go: Scramjet, Ultraviolet, Dynamic, Rammerhead,
 * Node-Unblocker, Womginx, bare-mux and its transports, Wisp and Bare servers; and their ways of writing an address.
 */
const word =
  /scramjet[\w.$]+|[rh]ammerhead\.js|unblocker-client\.js|womginx\.js|\/hvtr(?:s8|:-|%3a-)[^/]{4}|\/[\da-f]{32}[^/]{0,9}\/(?:https?:|_rhs)|\/-?(?:uv|dyn?|dynamic)?[./](?:bundle|client|config|handler|sw|worker)\.js|bare-?mux\/|(?:epoxy|libcurl)[\w-]*\/index\.m?js|\/(?:wisp|bare\/v\d)\/|\/[\w~]+\/https?%3a%2f%2f|__(?:uv|dynamic)\$config|baremuxconnection/i;

/** The words found in these texts, each once, in the order in which they stand; at most 200 characters. */
export function proxyWords(texts: readonly string[]): string {
  return [...new Set(texts.map((text) => word.exec(text)?.[0].toLowerCase()))]
    .filter(Boolean)
    .join(" ")
    .slice(0, 200);
}
