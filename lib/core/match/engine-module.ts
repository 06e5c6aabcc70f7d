// The engine's WebAssembly, compiled once. What it takes of the platform may be missing: where a school forbids code that
// is compiled as it runs, there is no WebAssembly at all.
import { engineBase64 } from "./engine-base64.ts";

interface Encoder {
  encodeInto(text: string, bytes: Uint8Array): { readonly written: number };
}

/** What is used of the platform; nothing here is of Node or of a page alone. */
interface Platform {
  readonly WebAssembly?: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Memory: new (size: { initial: number; maximum: number }) => {
      readonly buffer: ArrayBuffer;
    };
    readonly Instance: new (
      module: object,
      imports: object,
    ) => { readonly exports: Readonly<Record<string, Function>> };
  };
  readonly TextEncoder?: new () => Encoder;
}

export interface Instantiate {
  /** Memory of so many pages of 64 KiB, and the functions that work on it. */
  readonly instantiate: (pages: number) => {
    readonly buffer: ArrayBuffer;
    readonly exports: Readonly<Record<string, Function>>;
  };
  readonly encoder: Encoder;
}

let known: Instantiate | "none" | undefined;

/** How to make an engine; undefined where the platform has no WebAssembly or refuses to compile. */
export function engineModule(): Instantiate | undefined {
  known ??= compile(globalThis as unknown as Platform) ?? "none";
  return known === "none" ? undefined : known;
}

function compile({ WebAssembly, TextEncoder }: Platform): Instantiate | undefined {
  if (WebAssembly === undefined || TextEncoder === undefined) return undefined;
  try {
    const module = new WebAssembly.Module(bytesOf(engineBase64));
    const { Memory, Instance } = WebAssembly;
    return {
      encoder: new TextEncoder(),
      instantiate(pages) {
        const memory = new Memory({ initial: pages, maximum: pages });
        const { exports } = new Instance(module, { env: { memory } });
        return { buffer: memory.buffer, exports };
      },
    };
  } catch {
    return undefined;
  }
}

interface Bytes {
  fromBase64?: (text: string) => Uint8Array;
}

function bytesOf(base64: string): Uint8Array {
  const { fromBase64 } = Uint8Array as Bytes;
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, base64);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const bytes = new Uint8Array((base64.length >> 2) * 3);
  let count = 0;
  for (let at = 0; at < base64.length; at += 4) {
    let bits = 0;
    for (let one = 0; one < 4; one += 1) {
      bits = (bits << 6) | Math.max(0, letters.indexOf(base64.charAt(at + one)));
    }
    bytes[count] = bits >> 16;
    bytes[count + 1] = bits >> 8;
    bytes[count + 2] = bits;
    count += 3;
  }
  return bytes.subarray(0, count - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0));
}
