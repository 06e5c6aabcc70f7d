// Whether two rules say the same, without keeping a million hosts around to compare.
import type { DnrRule } from "./types.ts";

/** JSON with keys in order and absent values left out: the same rule, however it was put together, gives one text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`);
  return `{${parts.join(",")}}`;
}

/** 53 bits of a text as 14 hexadecimal digits (cyrb53). Against change, not against an attacker. */
export function fingerprintText(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, "0");
}

/**
 * The fingerprint of one rule. Order of the hosts counts: the compiler always sorts them. They are clean (no space in
 * them), so they are joined rather than spelled as JSON: 200,000 of them take a twentieth of a second.
 */
export function fingerprintRule(rule: DnrRule): string {
  const { requestDomains, ...condition } = rule.condition;
  const hosts = requestDomains === undefined ? "" : ` ${requestDomains.join(" ")}`;
  return fingerprintText(canonicalJson({ ...rule, condition }) + hosts);
}
