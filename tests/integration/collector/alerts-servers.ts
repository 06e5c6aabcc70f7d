// A real mail server and a real receiver of webhooks on loopback, each of which can be told to misbehave.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { waitUntil } from "../../../cli/kit/wait-until.ts";

export interface CaughtMail {
  readonly to: readonly string[];
  /** As it was sent, soft line breaks undone. */
  readonly text: string;
  readonly isEncrypted: boolean;
}

export interface MailServer {
  readonly port: number;
  readonly mails: CaughtMail[];
  /** While true every message is refused for now. */
  setDown(isDown: boolean): void;
  /** Waits for a message that holds these words. */
  mailWith(words: string): Promise<CaughtMail>;
  close(): Promise<void>;
}

export async function startMailServer(given: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: CaughtMail[] = [];
  let isDown = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: given.secure === true || given.key !== undefined ? [] : ["STARTTLS"],
    logger: false,
    ...given,
    onRcptTo(address, _session, tell) {
      if (isDown) tell(Object.assign(new Error("later"), { responseCode: 451 }));
      else if (address.address.startsWith("nobody@")) {
        tell(Object.assign(new Error("no such mailbox"), { responseCode: 550 }));
      } else tell();
    },
    onData(stream, session, tell) {
      let raw = "";
      stream.setEncoding("utf8").on("data", (part: string) => (raw += part));
      stream.on("end", () => {
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: raw
            .replaceAll("=\r\n", "")
            .replaceAll("=3D", "=")
            .replaceAll(/\r\n[ \t]/g, " "),
          isEncrypted: session.secure,
        });
        tell();
      });
    },
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    setDown: (next) => {
      isDown = next;
    },
    mailWith: (words) =>
      waitUntil(`a mail with “${words}”`, () => mails.find(({ text }) => text.includes(words))),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface CaughtHook {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HookServer {
  readonly address: string;
  readonly caught: CaughtHook[];
  close(): Promise<void>;
}

export async function startHookServer(
  answer: (caught: CaughtHook) => {
    /** 0: never answers. */
    readonly status: number;
    readonly body?: string;
    readonly location?: string;
  },
  tls?: { readonly key: string; readonly cert: string },
): Promise<HookServer> {
  const caught: CaughtHook[] = [];
  const handle: Parameters<typeof createServer>[1] = (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      const one = { headers: request.headers, body };
      caught.push(one);
      const { status, body: text = "{}", location } = answer(one);
      if (status === 0) return;
      response.writeHead(status, location === undefined ? {} : { location });
      response.end(text);
    });
  };
  const server: Server =
    tls === undefined ? createServer({}, handle) : createSecureServer(tls, handle);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}/hook`,
    caught,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
