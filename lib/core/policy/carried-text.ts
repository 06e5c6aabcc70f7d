// Reading an address out of a text in which it was hidden: percent signs, base64, hex, the sign-swapping of proxies.
// Everything here is total and linear in the length of its text.

/** How often a text may be percent-encoded over and over. */
const mostLayers = 3;
const encodedAddress = /^\s*https?(?::|%(?:25){0,2}3a)/i;
const webAddress = /^\s*https?:/i;
const slashAddress = /^\s*[/\\]{2}[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,20}(?:[:/?#\\]|$)/i;
const bareAddress = /^\s*(?:[a-z0-9_-]{1,63}\.){1,20}[a-z]{2,24}\.?(?:[:/?#]|$)/i;
/** Base64 (both alphabets) of "http" and of "//"; hex of "http". */
const base64Start = /^(?:aHR0c|Ly9)[A-Za-z0-9+/_-]{6,}={0,2}$/;
const hexStart = /^68747470(?:[0-9a-f]{2}){6,}$/i;
/** "https:/" and "http:/" with every second letter's second bit turned, as Ultraviolet writes addresses. */
const swappedStart = /^hvtr(?:s8|:-|%3a-)/i;

/** Decodes percent-escapes; a stray "%" leaves the text as it stands. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/%[0-7][0-9a-f]/gi, (escape) =>
      String.fromCharCode(Number.parseInt(escape.slice(1), 16)),
    );
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes as a text that an address may hold: what is not ASCII stays percent-encoded. */
function byteText(byte: number): string {
  return byte < 128 ? String.fromCharCode(byte) : `%${byte.toString(16)}`;
}

function decodeBase64(text: string): string {
  let out = "";
  let bits = 0;
  let count = 0;
  for (const letter of text) {
    const at = alphabet.indexOf(letter === "-" ? "+" : letter === "_" ? "/" : letter);
    if (at < 0) break;
    bits = ((bits << 6) | at) & 0xff_ff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += byteText((bits >> count) & 0xff);
  }
  return out;
}

function decodeHex(text: string): string {
  let out = "";
  for (let at = 0; at + 1 < text.length; at += 2) {
    out += byteText(Number.parseInt(text.slice(at, at + 2), 16));
  }
  return out;
}

function turnBack(text: string): string {
  let out = "";
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    out += String.fromCharCode(at % 2 === 1 ? code ^ 2 : code);
  }
  return out;
}

/** The address in a text that Ultraviolet's default spelling holds, or undefined. */
export function swappedAddress(text: string): string | undefined {
  if (!swappedStart.test(text)) return undefined;
  const mark = text.indexOf("?");
  const end = mark < 0 ? text.length : mark;
  const address = turnBack(decodePercent(text.slice(0, end))) + text.slice(end);
  return webAddress.test(address) ? address : undefined;
}

/** What counts as an address: only what is hidden; also one that stands in the open; also a host without a scheme. */
export type AddressReading = "hidden" | "plain" | "bare";

/**
 * The address that a text is, when it is one as a whole: plain, percent-encoded up to three times, base64, hex,
 * or without its scheme (`//host`). Read as "bare", `host.tld/path` counts as well; read as "hidden", only base64, hex
 * and what a proxy spells: no person types those. Undefined for anything else.
 */
export function addressInText(text: string, reading: AddressReading = "plain"): string | undefined {
  const isOpen = reading !== "hidden";
  let rest = text;
  for (let layer = 0; layer <= mostLayers; layer += 1) {
    if (webAddress.test(rest)) return isOpen ? rest.trim() : undefined;
    if (slashAddress.test(rest)) return isOpen ? `https:${rest.trim()}` : undefined;
    const swapped = swappedAddress(rest);
    if (swapped !== undefined) return swapped;
    if (base64Start.test(rest)) {
      const plain = decodeBase64(rest);
      return encodedAddress.test(plain) || slashAddress.test(plain)
        ? addressInText(plain)
        : undefined;
    }
    if (hexStart.test(rest)) return addressInText(decodeHex(rest));
    const decoded = decodePercent(rest);
    if (decoded === rest) break;
    // Browsers leave these out of an address, wherever they stand.
    rest = decoded.replaceAll(/[\t\n\r]/g, "");
  }
  return reading === "bare" && bareAddress.test(rest) ? `https://${rest.trim()}` : undefined;
}
