// A file of the benches and all that it imports, as one script that a browser can run.
import { join } from "node:path";
import { build } from "vite";
import { projectRoot } from "../../cli/kit/project-root.ts";

/** Names are kept unless it is to be small as what ships is. */
export async function bundleScript(file: string, options = { minify: false }): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: options.minify,
      target: "chrome130",
      lib: {
        entry: join(projectRoot, "tests/bench", file),
        formats: ["iife"],
        name: "bench",
        fileName: "bench",
      },
    },
  });
  const [output] = [built].flat();
  const chunk = output !== undefined && "output" in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error(`${file} was not bundled`);
  return chunk.code;
}
