// Which fields are never read: passwords, payment, one-time codes, and what the policy leaves out (S1, S7).

const secretTokens =
  /(^|\s)(cc-|current-password|new-password|one-time-code|webauthn|transaction-)/;
const readableInputs = new Set(["text", "search", "url", ""]);
/** In what a field is called, words joined by hyphens; also in Welsh, Polish, French and Spanish. */
const secretNames =
  /passw|pass-?(code|phrase)|(^|\|)([a-z]+-){0,3}pin(-code|-number)?(\||$)|\bcv[vc]\b|card-?(no|num)|(security|verification|verify|auth\w*|login|access)-?code|\biban\b|sort-?code|account-?num|\botp\b|one-?time|2fa|\bmfa\b|cyfrinair|has[lł]o\b|mot-de-passe|contrase/;
/** A field of digits up to this length is a code. */
const longestCode = 8;

/** Fields that once hid what was typed: "show password" only changes their kind. */
const onceHidden = new WeakSet<Element>();

/** What a field is called: its name, id and labels, in lower case, words joined by hyphens, names parted by "|". */
export function namesOfField(field: Element): string {
  const label = (field as Partial<HTMLInputElement>).labels?.[0]?.textContent;
  return ["name", "id", "aria-label", "placeholder"]
    .map((name) => field.getAttribute(name))
    .concat(label ?? null)
    .map((name) =>
      (name ?? "")
        .trim()
        .slice(0, 80)
        .toLowerCase()
        .replace(/[\s_]+/g, "-"),
    )
    .join("|");
}

/** Whether a field of these names is left out by the policy: one of its words stands in them. */
export function isLeftOut(names: string, without: readonly string[]): boolean {
  return without.some((words) => names.includes(words.toLowerCase().replace(/[\s_]+/g, "-")));
}

/** Whether a field may be read at all. `without` are the words of the policy. */
export function mayReadField(field: Element, without: readonly string[] = []): boolean {
  if (secretTokens.test((field.getAttribute("autocomplete") ?? "").toLowerCase())) return false;
  if (field.localName === "input") {
    const kind = (field.getAttribute("type") ?? "").toLowerCase();
    if (kind === "password") onceHidden.add(field);
    if (!readableInputs.has(kind) || onceHidden.has(field)) return false;
    const most = (field as HTMLInputElement).maxLength;
    // One box a digit, or one short field for digits.
    if (most === 1) return false;
    const isDigits = /numeric|decimal|tel/.test(field.getAttribute("inputmode") ?? "");
    if (isDigits && most > 0 && most <= longestCode) return false;
    const { webkitTextSecurity } = getComputedStyle(field) as { webkitTextSecurity?: string };
    if (webkitTextSecurity && webkitTextSecurity !== "none") return false;
  }
  const names = namesOfField(field);
  return !secretNames.test(names) && !isLeftOut(names, without);
}
