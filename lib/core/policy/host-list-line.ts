// One line of somebody's block list. Lists come in many formats and mix them; each line is read for what it is.

/** How a line names its hosts. */
export type HostListFormat =
  | "domains"
  | "hosts"
  | "adblock"
  | "wildcard"
  | "dnsmasq"
  | "unbound"
  | "rpz"
  | "urls";

/** Why a line or a host on it is not taken. */
export type HostListRefusal =
  | "invalid"
  | "single-label"
  | "public-suffix"
  | "local"
  | "protected"
  | "own"
  | "sheltered"
  | "path"
  | "pattern"
  | "cosmetic"
  | "conditional"
  | "redirect";

/** What a line says. Hosts are as written, not yet normalised. */
export type HostListLine =
  | { readonly kind: "nothing" }
  | { readonly kind: "hosts"; readonly format: HostListFormat; readonly hosts: readonly string[] }
  | { readonly kind: "exception"; readonly host: string }
  | {
      readonly kind: "refused";
      readonly format?: HostListFormat;
      readonly reason: HostListRefusal;
    };

const nothing: HostListLine = { kind: "nothing" };
const cosmeticMark = /#[@?$%]{0,2}#/;
const cosmeticFromStart = /^#[@?$%]{0,2}##?[^\s#]\S*$/;
/** Addresses that lead nowhere, as lists write them before a host. */
const nowhere = /^(?:0(?:\.0\.0\.0)?|127(?:\.\d{1,3}){3}|::1?|0:0:0:0:0:0:0:[01])$/;
const addressInFront =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|0|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%\w+)?)$/i;
/** Adblock options that leave a rule speaking of the whole host, whoever asks for it. */
const wholeHostOptions: ReadonlySet<string> = new Set(["", "important", "all", "document", "doc"]);

function readAdblock(rule: string, rest: string): HostListLine {
  const isException = rule.startsWith("@@");
  const dollar = rest.indexOf("$");
  const options = dollar < 0 ? "" : rest.slice(dollar + 1);
  let pattern = dollar < 0 ? rest : rest.slice(0, dollar);
  const hasEnd = /(?:\^\|?|\||\/)$/.test(pattern);
  pattern = pattern.replace(/(?:\^\|?|\||\/)$/, "");
  if (pattern.startsWith("*.")) pattern = pattern.slice(2);
  if (pattern === "" || /[*^|]/.test(pattern) || (!hasEnd && pattern.endsWith("."))) {
    return { kind: "refused", format: "adblock", reason: "pattern" };
  }
  if (/[/?=]/.test(pattern)) return { kind: "refused", format: "adblock", reason: "path" };
  if (!options.split(",").every((option) => wholeHostOptions.has(option.trim().toLowerCase()))) {
    return { kind: "refused", format: "adblock", reason: "conditional" };
  }
  return isException
    ? { kind: "exception", host: pattern }
    : { kind: "hosts", format: "adblock", hosts: [pattern] };
}

/** `address=/a.example/b.example/0.0.0.0`; with a real address at the end the line leads elsewhere, it does not block. */
function readDnsmasq(line: string): HostListLine {
  const parts = line.slice(line.indexOf("=") + 1).split("/");
  const target = (parts.pop() ?? "").trim();
  const leadsNowhere = target === "" || target === "#" || nowhere.test(target);
  if (!leadsNowhere) return { kind: "refused", format: "dnsmasq", reason: "redirect" };
  const hosts = parts.filter((part) => part !== "");
  return hosts.length === 0
    ? { kind: "refused", format: "dnsmasq", reason: "invalid" }
    : { kind: "hosts", format: "dnsmasq", hosts };
}

function readAddress(line: string): HostListLine {
  const start = line.indexOf("://") + 3;
  const rest = line.slice(start);
  const end = rest.search(/[/?#^|]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  if (end >= 0 && !/^(?:\/|\^\|?|\|)?$/.test(rest.slice(end))) {
    return { kind: "refused", format: "urls", reason: "path" };
  }
  return {
    kind: "hosts",
    format: "urls",
    hosts: [authority.replace(/^.*@/, "").replace(/:\d*$/, "")],
  };
}

/** Reads `0.0.0.0 one two`; the first word is known to be an address. */
function readHostsFile(words: readonly string[]): HostListLine {
  if (!nowhere.test(words[0] ?? "")) {
    const local = /^(?:fe80|ff0[0-9a-f]|255\.255\.255\.255)/i.test(words[0] ?? "");
    return { kind: "refused", format: "hosts", reason: local ? "local" : "redirect" };
  }
  return { kind: "hosts", format: "hosts", hosts: words.slice(1) };
}

/** `local-zone: "a.example." always_nxdomain`; a zone that answers something of its own leads elsewhere. */
function readUnbound(line: string): HostListLine {
  const found = /^local-zone:\s*"?([^"\s]+?)\.?"?\s+(\S+)$/i.exec(line);
  const [, host, kind = ""] = found ?? [];
  if (host === undefined) return { kind: "refused", format: "unbound", reason: "invalid" };
  if (/^(?:transparent|typetransparent|inform)$/i.test(kind)) return { kind: "exception", host };
  return /^(?:always_nxdomain|always_refuse|always_null|always_deny|refuse|deny|static|inform_deny)$/i.test(
    kind,
  )
    ? { kind: "hosts", format: "unbound", hosts: [host] }
    : { kind: "refused", format: "unbound", reason: "redirect" };
}

/** A response policy zone: `*.a.example CNAME .`; its head (SOA, NS, TTL) says nothing about hosts. */
function readZoneRecord(words: readonly string[]): HostListLine {
  const at = words.findIndex((word) => /^(?:CNAME|A|AAAA|SOA|NS|TXT)$/i.test(word));
  const type = words[at]?.toUpperCase();
  const target = words[at + 1] ?? "";
  if (type === "SOA" || type === "NS" || type === "TXT" || words[0] === "@") return nothing;
  const host = (words[0] ?? "").replace(/^\*\./, "").replace(/\.$/, "");
  if (/^rpz-passthru\.?$/i.test(target)) return { kind: "exception", host };
  const leadsNowhere =
    type === "CNAME" ? /^(?:\*?\.|rpz-drop\.?)$/i.test(target) : nowhere.test(target);
  return leadsNowhere
    ? { kind: "hosts", format: "rpz", hosts: [host] }
    : { kind: "refused", format: "rpz", reason: "redirect" };
}

const zoneRecord = /\s(?:CNAME|A|AAAA|SOA|NS|TXT)\s/i;

/** Reads one line. Never throws; linear in its length. */
export function readHostListLine(raw: string): HostListLine {
  let line = raw.trim();
  const first = line.charAt(0);
  if (line === "" || first === "!" || first === ";" || line.startsWith("//")) return nothing;
  if (first === "#") {
    return cosmeticFromStart.test(line)
      ? { kind: "refused", format: "adblock", reason: "cosmetic" }
      : nothing;
  }
  const comment = line.search(/\s[#;!]/);
  if (comment >= 0) line = line.slice(0, comment).trimEnd();

  if (line.startsWith("||")) return readAdblock(line, line.slice(2));
  if (line.startsWith("@@||")) return readAdblock(line, line.slice(4));
  if (line.startsWith("@@")) return { kind: "refused", format: "adblock", reason: "pattern" };
  if (/^\[Adblock/i.test(line)) return nothing;
  if (cosmeticMark.test(line)) return { kind: "refused", format: "adblock", reason: "cosmetic" };
  if (/^(?:address|server|local)=\//i.test(line)) return readDnsmasq(line);
  if (/^local-zone:/i.test(line)) return readUnbound(line);
  if (/^(?:server:|\$(?:TTL|ORIGIN)\s)/i.test(line)) return nothing;
  if (/^\|?[a-z][a-z0-9+.-]{1,20}:\/\//i.test(line)) return readAddress(line);

  if (/\s/.test(line)) {
    const words = line.split(/\s+/);
    if (addressInFront.test(words[0] ?? "")) return readHostsFile(words);
    return zoneRecord.test(line)
      ? readZoneRecord(words)
      : { kind: "refused", format: "domains", reason: "invalid" };
  }
  if (first === "/") return { kind: "refused", format: "adblock", reason: "pattern" };
  if (line.startsWith("*.")) return { kind: "hosts", format: "wildcard", hosts: [line.slice(2)] };
  if (first === ".") return { kind: "hosts", format: "wildcard", hosts: [line.slice(1)] };
  if (line.includes("*")) return { kind: "refused", format: "adblock", reason: "pattern" };
  if (line.endsWith("^")) return readAdblock(line, line);
  if (line.includes("/")) {
    return line.endsWith("/") && line.indexOf("/") === line.length - 1
      ? { kind: "hosts", format: "urls", hosts: [line.slice(0, -1)] }
      : { kind: "refused", format: "urls", reason: "path" };
  }
  return { kind: "hosts", format: "domains", hosts: [line] };
}
