// Reading a JSON body with limits on type and size. Never throws on what a stranger sends.
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { err, ok, type Result } from "../../lib/contract/result.ts";

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

const inflate = promisify(gunzip);

/** The parsed body, or why not: 415 for another type or encoding, 413 past `bytesMost`, 400 where it is no JSON. */
export async function readJsonBody(
  request: Request,
  bytesMost: number,
): Promise<Result<unknown, BodyRefusal>> {
  const read = await readSentBody(request, bytesMost, ["identity"]);
  return read.ok ? ok(read.value.value) : read;
}

/** The same for a body that may come packed by gzip: the limit holds for what came and for what it unpacks to. */
export async function readPackedBody(
  request: Request,
  bytesMost: number,
): Promise<Result<SentBody, BodyRefusal>> {
  return readSentBody(request, bytesMost, ["identity", "gzip"]);
}

async function readSentBody(
  request: Request,
  bytesMost: number,
  encodings: readonly string[],
): Promise<Result<SentBody, BodyRefusal>> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return err({
      status: 415,
      what: type === "" ? "no content type" : "another content type",
      expected: "application/json",
    });
  }
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (!encodings.includes(encoding)) {
    const expected = encodings.length === 1 ? "the JSON as it is" : "the JSON as it is, or gzip";
    return err({ status: 415, what: "an encoded body", expected });
  }
  const tooLarge: BodyRefusal = {
    status: 413,
    what: "a body that is too large",
    expected: `at most ${bytesMost} bytes`,
  };
  if (Number(request.headers.get("content-length") ?? 0) > bytesMost) return err(tooLarge);
  try {
    const sent = await readBytes(request, bytesMost);
    if (sent === undefined) return err(tooLarge);
    // Stops at the limit, whatever the rest would unpack to.
    const bytes = encoding === "gzip" ? await inflate(sent, { maxOutputLength: bytesMost }) : sent;
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
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
