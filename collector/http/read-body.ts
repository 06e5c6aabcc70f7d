// Reading a JSON body with limits on type and size. Never throws on what a stranger sends.
import { err, ok, type Result } from "../../lib/contract/result.ts";

export interface BodyRefusal {
  readonly status: 400 | 413 | 415;
  readonly what: string;
  readonly expected: string;
}

/** The parsed body, or why not: 415 for another type or encoding, 413 past `bytesMost`, 400 where it is no JSON. */
export async function readJsonBody(
  request: Request,
  bytesMost: number,
): Promise<Result<unknown, BodyRefusal>> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return err({
      status: 415,
      what: type === "" ? "no content type" : "another content type",
      expected: "application/json",
    });
  }
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity") {
    return err({ status: 415, what: "an encoded body", expected: "the JSON as it is" });
  }
  const tooLarge: BodyRefusal = {
    status: 413,
    what: "a body that is too large",
    expected: `at most ${bytesMost} bytes`,
  };
  if (Number(request.headers.get("content-length") ?? 0) > bytesMost) return err(tooLarge);
  try {
    const bytes = await readBytes(request, bytesMost);
    if (bytes === undefined) return err(tooLarge);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return ok(JSON.parse(text));
  } catch {
    return err({ status: 400, what: "a body that is not JSON", expected: "JSON in UTF-8" });
  }
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
