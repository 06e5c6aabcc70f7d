// One message through the school's mail server. Plain text, no picture, nothing that could be counted as read.
import { createTransport } from "nodemailer";
import type { AlertText } from "../review/alert-words.ts";
import { delivered, notDelivered, type Delivery } from "./delivery.ts";
import type { MailConfig } from "./mail-config.ts";

const connectMostMs = 10_000;
const answerMostMs = 20_000;
/** All of it together: a server that trickles must not hold up the others. */
const wholeMostMs = 60_000;

export interface Mail extends AlertText {
  /** The same for each try: mail systems that know it already keep one. */
  readonly id: string;
  readonly to: string;
}

/** Sends one message. Never rejects; encryption that cannot be had is a failure and not a reason to go without. */
export async function sendMail(config: MailConfig, mail: Mail): Promise<Delivery> {
  const transport = createTransport({
    host: config.host,
    port: config.port,
    secure: config.isSecure,
    requireTLS: config.requiresTls,
    ignoreTLS: !config.requiresTls && !config.isSecure,
    connectionTimeout: connectMostMs,
    greetingTimeout: connectMostMs,
    socketTimeout: answerMostMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: { minVersion: "TLSv1.2", ...(config.ca === undefined ? {} : { ca: config.ca }) },
    ...(config.user === "" ? {} : { auth: { user: config.user, pass: config.password } }),
  });
  const domain = config.from.slice(config.from.indexOf("@") + 1);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), wholeMostMs);
  });
  try {
    const sending = transport.sendMail({
      from: { name: "Schoolgate", address: config.from },
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@${domain}>`,
      headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    });
    // Where time is up first, what becomes of it is no longer looked at.
    sending.catch(() => undefined);
    const sent = await Promise.race([sending, late]);
    if (sent === "late") return notDelivered("the mail server did not answer in time");
    return sent.accepted.length > 0 ? delivered : notDelivered("the mail server refused it");
  } catch (error) {
    return notDelivered(whyOf(error));
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

function whyOf(error: unknown): string {
  const {
    code = "",
    responseCode,
    message = "",
  } = (typeof error === "object" && error !== null ? error : {}) as {
    code?: string;
    responseCode?: number;
    message?: string;
  };
  const number = responseCode === undefined ? "" : ` (${responseCode})`;
  if (code === "EAUTH" || code === "ENOAUTH") return `the mail server refused the sign-in${number}`;
  if (/certificate|CERT|altnames/i.test(`${code} ${message}`)) {
    return "the mail server’s certificate is not trusted";
  }
  if (code === "ETLS") return "the mail server offers no encryption that could be trusted";
  if (code === "EENVELOPE") return `the mail server refused the address${number}`;
  if (responseCode !== undefined) return `the mail server refused it${number}`;
  if (code === "ETIMEDOUT") return "the mail server did not answer in time";
  return "the mail server cannot be reached";
}
