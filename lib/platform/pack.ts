import type { Pack } from "../app/ports.ts";

export function createPack(): Pack {
  return {
    async gzip(bytes) {
      const stream = new Blob([new Uint8Array(bytes)])
        .stream()
        .pipeThrough(new CompressionStream("gzip"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    },
  };
}
