// Addresses that come from outside: the fragment of our own page can be written by any web page that links to it.
// They are shown as text, and only http(s) is ever navigated to.

/** The longest address a message may carry (the contract's limit). */
const longestAsked = 4000;

/** The address when it is a web page's (http or https), in the browser's own spelling; otherwise undefined. */
export function safeWebAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
}

/**
 * The address after `#u=`: raw, as a declarativeNetRequest substitution leaves it, or percent-encoded.
 * Returns the safe address, or undefined for a missing or hostile one.
 */
export function originalAddress(hash: string): string | undefined {
  const mark = "#u=";
  if (!hash.startsWith(mark)) return undefined;
  const given = hash.slice(mark.length);
  const raw = safeWebAddress(given);
  if (raw !== undefined) return raw;
  try {
    return safeWebAddress(decodeURIComponent(given));
  } catch {
    return undefined;
  }
}

/** The host alone, for people; the text itself where it is no address. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : address;
}

/** An address short enough to ask the worker about: itself, or its host alone where it is too long. */
export function askableAddress(address: string): string {
  return address.length <= longestAsked ? address : `${new URL(address).origin}/`;
}
