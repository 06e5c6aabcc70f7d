// Reading a JSON body with limits on type and size. Never throws on what a stranger sends.
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Context } from "hono";
import { err, ok, type Result } from "../../lib/contract/result.ts";
import { headerOf, incomingOf } from "./incoming.ts";

export interface BodyRefusal {
  readonly status: 400 | 413 | 415;
  readonly what: string;
  readonly expected: string;
}

export interface SentBody {
  /** The bytes as they came, packed where they were. */
  readonly sent: Uint8Array;
  readonly value: unknown;
}

const inflateAside = promisify(gunzip);

const pieceLeastBytes = 16 * 1024;

/**
 * On another thread, in one piece: gzip's last four bytes say how long what was packed is. They are the sender's word,
 * so they size no more than the first piece, and that within the limit.
 */
async function inflate(sent: Uint8Array, maxOutputLength: number): Promise<Uint8Array> {
  const said =
    sent.length < 4
      ? 0
      : Buffer.from(sent.buffer, sent.byteOffset, sent.length).readUInt32LE(sent.length - 4);
  // One byte more, or another piece would be begun to find that nothing is left.
  const chunkSize = Math.min(Math.max(said + 1, pieceLeastBytes), maxOutputLength + 1);
  return inflateAside(sent, { maxOutputLength, chunkSize });
}

/** The parsed body, or why not: 415 for another type or encoding, 413 past `bytesMost`, 400 where it is no JSON. */
export async function readJsonBody(
  request: Request,
  bytesMost: number,
): Promise<Result<unknown, BodyRefusal>> {
  const from: Source = {
    header: (name) => request.headers.get(name) ?? undefined,
    bytes: () => readBytes(request, bytesMost),
  };
  const read = await readSentBody(from, bytesMost, ["identity"]);
  return read.ok ? ok(read.value.value) : read;
}

/** The same for a body that may come packed by gzip: the limit holds for what came and for what it unpacks to. */
export async function readPackedBody(
  c: Context,
  bytesMost: number,
): Promise<Result<SentBody, BodyRefusal>> {
  const incoming = incomingOf(c);
  const from: Source = {
    header: (name) => headerOf(c, name),
    bytes: () =>
      incoming === undefined ? readBytes(c.req.raw, bytesMost) : readIncoming(incoming, bytesMost),
  };
  return readSentBody(from, bytesMost, ["identity", "gzip"]);
}

const strictText = new TextDecoder("utf-8", { fatal: true });

interface Source {
  readonly header: (name: string) => string | undefined;
  /** Undefined where there are more than may be. */
  readonly bytes: () => Promise<Uint8Array | undefined>;
}

async function readSentBody(
  from: Source,
  bytesMost: number,
  encodings: readonly string[],
): Promise<Result<SentBody, BodyRefusal>> {
  const type = (from.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return err({
      status: 415,
      what: type === "" ? "no content type" : "another content type",
      expected: "application/json",
    });
  }
  const encoding = (from.header("content-encoding") ?? "identity").trim().toLowerCase();
  if (!encodings.includes(encoding)) {
    const expected = encodings.length === 1 ? "the JSON as it is" : "the JSON as it is, or gzip";
    return err({ status: 415, what: "an encoded body", expected });
  }
  const tooLarge: BodyRefusal = {
    status: 413,
    what: "a body that is too large",
    expected: `at most ${bytesMost} bytes`,
  };
  if (Number(from.header("content-length") ?? 0) > bytesMost) return err(tooLarge);
  try {
    const sent = await from.bytes();
    if (sent === undefined) return err(tooLarge);
    // Stops at the limit, whatever the rest would unpack to.
    const bytes = encoding === "gzip" ? await inflate(sent, bytesMost) : sent;
    const text = strictText.decode(bytes);
    return ok({ sent, value: JSON.parse(text) as unknown });
  } catch (error) {
    if (isTooMuchOutput(error)) return err(tooLarge);
    return err({ status: 400, what: "a body that is not JSON", expected: "JSON in UTF-8" });
  }
}

function isTooMuchOutput(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

async function readBytes(request: Request, bytesMost: number): Promise<Uint8Array | undefined> {
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts);
    bytes += value.byteLength;
    if (bytes > bytesMost) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(value);
  }
}

/** From Node's own request: a device's body without the streams and requests of the web around it. */
function readIncoming(
  incoming: IncomingMessage,
  bytesMost: number,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    if (incoming.destroyed) {
      reject(new Error("the request was cut off"));
      return;
    }
    const parts: Buffer[] = [];
    let bytes = 0;
    const settle = (end: () => void) => {
      incoming.off("data", take);
      incoming.off("end", whole);
      incoming.off("error", broken);
      incoming.off("close", cut);
      end();
    };
    const take = (part: Buffer) => {
      bytes += part.byteLength;
      parts.push(part);
      if (bytes <= bytesMost) return;
      // The rest goes by unread, so that the answer can be heard.
      incoming.on("error", () => undefined);
      settle(() => resolve(undefined));
      incoming.resume();
    };
    const whole = () => settle(() => resolve(parts.length === 1 ? parts[0] : Buffer.concat(parts)));
    const broken = (why: Error) => settle(() => reject(why));
    const cut = () => broken(new Error("the request was cut off"));
    incoming.on("data", take);
    incoming.on("end", whole);
    incoming.on("error", broken);
    incoming.on("close", cut);
  });
}
