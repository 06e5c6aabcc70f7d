// A signed message to a system of the school: one POST, no redirect followed, and nowhere that is not allowed.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress } from "./private-address.ts";
import { delivered, notDelivered, type Delivery } from "./delivery.ts";

export interface WebhookRules {
  /** Hosts, as an address names them, that may lie in a private network and speak plain http. */
  readonly privateHosts: readonly string[];
  readonly deadlineMs: number;
  /** Looks a name up; the machine's own way where nothing is given. */
  readonly resolve?: ((host: string) => Promise<readonly LookupAddress[]>) | undefined;
  /** Certificates of the school's own authority, PEM. */
  readonly ca?: string | undefined;
}

export interface WebhookMessage {
  readonly target: string;
  readonly secret: string;
  /** The same for each try of one message: a receiver that knows it already does nothing. */
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const answerBytesMost = 64 * 1024;

/** "t=1700000000,v1=…": HMAC-SHA256 in hexadecimal over the seconds, a full stop, and the body as it was sent. */
export function signWebhook(secret: string, atMs: number, body: string): string {
  const seconds = Math.floor(atMs / 1000);
  const mac = createHmac("sha256", secret).update(`${seconds}.${body}`, "utf8").digest("hex");
  return `t=${seconds},v1=${mac}`;
}

/** Why messages may not go to an address; "" where they may. Names are looked up only when something is sent. */
export function whyNotWebhook(target: string, { privateHosts }: WebhookRules): string {
  if (!URL.canParse(target)) return "not an address";
  const { protocol, hostname, username, password } = new URL(target);
  if (username !== "" || password !== "") return "a name or a password stands in it";
  const isNamed = privateHosts.includes(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && isNamed)) return "not an https address";
  const bare = hostname.replace(/^\[|\]$/g, "");
  const isPrivate = bare === "localhost" || (isIP(bare) > 0 && isPrivateAddress(bare));
  return isPrivate && !isNamed ? "it leads into a private network" : "";
}

/** Sends one message. Never rejects. */
export async function sendWebhook(
  message: WebhookMessage,
  rules: WebhookRules,
  atMs: number,
): Promise<Delivery> {
  const answer = await post(message, rules, atMs);
  return "why" in answer ? notDelivered(answer.why) : delivered;
}

/** The answer that a receiver gives to a challenge: HMAC-SHA256 over it in hexadecimal. */
export function echoOf(secret: string, challenge: string): string {
  return createHmac("sha256", secret).update(challenge, "utf8").digest("hex");
}

/** Whether who listens there holds the secret: a challenge goes out, its signed echo must come back. Never rejects. */
export async function confirmWebhook(
  { target, secret, id }: Omit<WebhookMessage, "body">,
  challenge: string,
  rules: WebhookRules,
  atMs: number,
): Promise<Delivery> {
  const body = { schoolgate: "alert-confirm", challenge };
  const answer = await post({ target, secret, id, body }, rules, atMs);
  if ("why" in answer) return notDelivered(answer.why);
  const expected = Buffer.from(echoOf(secret, challenge), "utf8");
  const given = Buffer.from(echoIn(answer.text), "utf8");
  return given.length === expected.length && timingSafeEqual(given, expected)
    ? delivered
    : notDelivered("it answered without the signed echo");
}

function echoIn(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const echo =
      typeof value === "object" && value !== null && "challenge" in value ? value.challenge : "";
    return typeof echo === "string" ? echo : "";
  } catch {
    return "";
  }
}

type Answer = { readonly text: string } | { readonly why: string };

async function post(message: WebhookMessage, rules: WebhookRules, atMs: number): Promise<Answer> {
  const why = whyNotWebhook(message.target, rules);
  if (why !== "") return { why };
  const url = new URL(message.target);
  const body = JSON.stringify(message.body);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const call = request(
      url,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Schoolgate collector",
          "schoolgate-delivery": message.id,
          "schoolgate-signature": signWebhook(message.secret, atMs, body),
        },
        lookup: guardedLookup(rules, rules.privateHosts.includes(url.hostname)),
        signal: AbortSignal.timeout(rules.deadlineMs),
        // A connection of its own: none that was opened under other rules.
        agent: false,
        ...(rules.ca === undefined ? {} : { ca: rules.ca }),
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        if (status >= 300 && status < 400) {
          answer.destroy();
          resolve({ why: `it sent on to another address (${status}), which is not followed` });
          return;
        }
        if (status < 200 || status >= 300) {
          answer.destroy();
          resolve({ why: `it answered ${status}` });
          return;
        }
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => {
          if (text.length <= answerBytesMost) text += part;
          else answer.destroy();
        });
        answer.on("close", () => resolve({ text }));
      },
    );
    call.on("error", (error: NodeJS.ErrnoException) => resolve({ why: whyOf(error) }));
    call.end(body);
  });
}

class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
}

/** Looks a name up once and refuses it where any answer is private: the connection is made to what was checked. */
function guardedLookup(rules: WebhookRules, mayBePrivate: boolean): LookupFunction {
  const resolve = rules.resolve ?? ((host: string) => lookup(host, { all: true }));
  return (host, options, tell) => {
    void resolve(host)
      .then((found) => {
        if (!mayBePrivate && found.some(({ address }) => isPrivateAddress(address))) {
          throw new PrivateAddressError(host);
        }
        const [first] = found;
        if (options.all === true) tell(null, [...found]);
        else if (first !== undefined) tell(null, first.address, first.family);
      })
      .catch((error: NodeJS.ErrnoException) => tell(error, "", 0));
  };
}

function whyOf(error: NodeJS.ErrnoException): string {
  if (error.name === "PrivateAddressError") return "it leads into a private network";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "no answer in time";
  const code = error.code ?? "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "its name is not known";
  if (/CERT|SELF_SIGNED|ISSUER|ALTNAME/.test(code)) return "its certificate is not trusted";
  return "it cannot be reached";
}
