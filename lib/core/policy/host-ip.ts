// Addresses in numbers have many spellings and a browser accepts them all: one spelling is kept.

const maxIpv4 = 0xffffffff;

/** Whether the last label makes a browser read the whole host as an IPv4 address (WHATWG URL, "ends in a number"). */
export function looksLikeIpv4(host: string): boolean {
  const label = host.slice(host.lastIndexOf(".") + 1);
  return /^(?:[0-9]+|0[xX][0-9a-fA-F]*)$/.test(label);
}

function readIpv4Number(part: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]*$/.test(part))
    return part.length === 2 ? 0 : Number.parseInt(part.slice(2), 16);
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8);
  if (/^(?:0|[1-9][0-9]*)$/.test(part)) return Number(part);
  return undefined;
}

/**
 * Reads one to four numbers, decimal, hexadecimal (`0x7f`) or octal (`0177`), the last filling all that is left,
 * and gives four decimal ones: `2130706433` and `0x7f.1` are both `127.0.0.1`. Anything else is `undefined`.
 * Source: WHATWG URL, IPv4 parser.
 */
export function normaliseIpv4(text: string): string | undefined {
  const parts = text.split(".");
  if (parts.length > 4) return undefined;
  let address = 0;
  for (const [index, part] of parts.entries()) {
    const value = readIpv4Number(part);
    if (value === undefined) return undefined;
    const isLast = index === parts.length - 1;
    const limit = isLast ? 256 ** (5 - parts.length) : 256;
    if (value >= limit) return undefined;
    address += isLast ? value : value * 256 ** (3 - index);
  }
  if (address > maxIpv4) return undefined;
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}

function readPieces(text: string): number[] | undefined {
  if (text === "") return [];
  const pieces: number[] = [];
  const groups = text.split(":");
  for (const [index, group] of groups.entries()) {
    if (group.includes(".")) {
      if (index !== groups.length - 1 || !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(group)) return undefined;
      const bytes = group.split(".").map(Number);
      if (bytes.some((byte, at) => byte > 255 || group.split(".")[at] !== String(byte)))
        return undefined;
      const [a = 0, b = 0, c = 0, d = 0] = bytes;
      pieces.push(a * 256 + b, c * 256 + d);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
      pieces.push(Number.parseInt(group, 16));
    }
  }
  return pieces;
}

function printPieces(pieces: readonly number[]): string {
  let bestStart = -1;
  let bestLength = 1;
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (pieces[start + length] === 0) length += 1;
    if (length > bestLength) {
      bestStart = start;
      bestLength = length;
    }
  }
  const hex = pieces.map((piece) => piece.toString(16));
  if (bestStart < 0) return hex.join(":");
  return `${hex.slice(0, bestStart).join(":")}::${hex.slice(bestStart + bestLength).join(":")}`;
}

/**
 * Reads `[…]` with an IPv6 address in it and gives its shortest lower-case form, still in brackets; the IPv4 address where it stands
 * for one.
 * Zones (`%eth0`) are refused, as a browser refuses them. Source: WHATWG URL, IPv6 parser and serialiser.
 */
export function normaliseIpv6(text: string): string | undefined {
  if (text.length > 47 || !text.startsWith("[") || !text.endsWith("]")) return undefined;
  const halves = text.slice(1, -1).split("::");
  if (halves.length > 2) return undefined;
  if (halves.length === 2 && halves[0]?.includes(".")) return undefined;
  const head = readPieces(halves[0] ?? "");
  const tail = readPieces(halves[1] ?? "");
  if (head === undefined || tail === undefined) return undefined;
  const given = head.length + tail.length;
  if (halves.length === 1 ? given !== 8 : given > 7) return undefined;
  const zeros = Array.from({ length: 8 - given }, () => 0);
  const pieces = [...head, ...zeros, ...tail];
  return readMapped(pieces) ?? `[${printPieces(pieces)}]`;
}

/** IPv6 networks in which the last four bytes are an IPv4 address, by which it is reached (RFC 4291, RFC 6052). */
const ipv4Networks = [
  [0, 0, 0, 0, 0, 0xffff],
  [0x64, 0xff9b, 0, 0, 0, 0],
] as const;

/** The IPv4 address that an IPv6 one stands for: one machine, one spelling. */
function readMapped(pieces: readonly number[]): string | undefined {
  const isOne = ipv4Networks.some((network) => network.every((piece, at) => pieces[at] === piece));
  const [high = 0, low = 0] = pieces.slice(6);
  return isOne ? [high >> 8, high & 255, low >> 8, low & 255].join(".") : undefined;
}

/** An IPv4 address as a browser spells it where it is asked for as an IPv6 one; [] for any other host. */
export function mappedSpellings(host: string): string[] {
  const bytes = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) ? host.split(".").map(Number) : [];
  const [a, b, c, d] = bytes;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return [];
  return ipv4Networks.map((network) => `[${printPieces([...network, a * 256 + b, c * 256 + d])}]`);
}
