// Which mail server takes the alerts: from the environment, the password from there or from a file that nobody else reads.
import { readFileSync, statSync } from "node:fs";
import { err, ok, problem, type Result } from "../../lib/contract/result.ts";
import { isOwnMachine } from "./private-address.ts";

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte (smtps); otherwise by STARTTLS. */
  readonly isSecure: boolean;
  /** Only on this machine itself may it be plain. */
  readonly requiresTls: boolean;
  readonly from: string;
  readonly user: string;
  readonly password: string;
  /** Certificates of the school's own authority, PEM. */
  readonly ca?: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

export const mailAddressPattern = /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z0-9.-]{1,190}$/i;

/** Undefined: the school sends no mail. Problems name the variable, never what a password is. */
export function readMailConfig(env: Env): Result<MailConfig | undefined> {
  const address = env["SCHOOLGATE_SMTP"] ?? "";
  if (address === "") return ok(undefined);
  const wrong = (name: string, what: string, expected: string) =>
    err([problem(`SCHOOLGATE_${name}`, what, expected)]);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === "") {
    return wrong("SMTP", "not a mail server", "smtp://mail.example.org:587 or smtps://…:465");
  }
  if (url.password !== "") {
    return wrong("SMTP", "a password in it", "the password in SCHOOLGATE_SMTP_PASSWORD_FILE");
  }
  const from = env["SCHOOLGATE_SMTP_FROM"] ?? "";
  if (!mailAddressPattern.test(from)) {
    return wrong("SMTP_FROM", from === "" ? "nothing" : from, "the address that alerts come from");
  }
  const password = readPassword(env);
  if (!password.ok) return password;
  const ca = env["SCHOOLGATE_SMTP_CA"] ?? "";
  const isSecure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  try {
    return ok({
      host,
      port: url.port === "" ? (isSecure ? 465 : 587) : Number(url.port),
      isSecure,
      requiresTls: !isOwnMachine(host) || url.searchParams.get("tls") === "required",
      from,
      user: decodeURIComponent(url.username),
      password: password.value,
      ...(ca === "" ? {} : { ca: readFileSync(ca, "utf8") }),
    });
  } catch {
    return wrong("SMTP_CA", "a file that cannot be read", "certificates in PEM");
  }
}

function readPassword(env: Env): Result<string> {
  const path = env["SCHOOLGATE_SMTP_PASSWORD_FILE"] ?? "";
  if (path === "") return ok(env["SCHOOLGATE_SMTP_PASSWORD"] ?? "");
  const name = "SCHOOLGATE_SMTP_PASSWORD_FILE";
  try {
    if ((statSync(path).mode & 0o077) !== 0) {
      return err([problem(name, "a file that others can read", "a file of mode 0600")]);
    }
    return ok(readFileSync(path, "utf8").replace(/\r?\n$/, ""));
  } catch {
    return err([problem(name, "a file that cannot be read", "a file of mode 0600")]);
  }
}
