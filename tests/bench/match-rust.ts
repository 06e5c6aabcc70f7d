// The crate aho-corasick as WebAssembly, where Debian's packages of it and of a compiler for it are installed:
// `apt-get install rustc libstd-rust-dev-wasm32 lld librust-aho-corasick-dev`. No npm package has it.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempFolder } from "../support/temp-folder.ts";

const registry = "/usr/share/cargo/registry";
const compiler = "/usr/bin/rustc";
const target = ["--target", "wasm32-unknown-unknown", "-C", "opt-level=3", "-C", "panic=abort"];

export type RustModule =
  | { readonly module: ArrayBuffer; readonly version: string }
  | { readonly absent: string };

/** Builds the module in a temporary folder (some seconds), or says what is not here. */
export function buildRustModule(): RustModule {
  const crates = existsSync(registry) ? readdirSync(registry) : [];
  const memchr = crates.find((name) => name.startsWith("memchr-"));
  const automaton = crates.find((name) => name.startsWith("aho-corasick-"));
  if (memchr === undefined || automaton === undefined || !existsSync(compiler)) {
    return { absent: "none in the npm registry, and Debian's package of it is not installed" };
  }
  const out = tempFolder("rust");
  const steps = [
    ["memchr", "2018", "rlib", join(registry, memchr, "src/lib.rs"), "--cfg", 'feature="std"'],
    [
      "aho_corasick",
      "2018",
      "rlib",
      join(registry, automaton, "src/lib.rs"),
      "--cfg",
      'feature="std"',
      "--extern",
      `memchr=${join(out, "libmemchr.rlib")}`,
    ],
    [
      "rival",
      "2021",
      "cdylib",
      fileURLToPath(new URL("./rust/rival.rs", import.meta.url)),
      "--extern",
      `aho_corasick=${join(out, "libaho_corasick.rlib")}`,
    ],
  ] as const;
  for (const [name, edition, kind, file, ...more] of steps) {
    const args = ["--crate-name", name, "--edition", edition, "--crate-type", kind];
    const ended = spawnSync(
      compiler,
      [...args, "--cap-lints", "allow", ...target, "-L", out, "--out-dir", out, ...more, file],
      { encoding: "utf8" },
    );
    if (ended.status !== 0)
      return { absent: `rustc refused ${name}: ${ended.stderr.slice(0, 200)}` };
  }
  const bytes = readFileSync(join(out, "rival.wasm"));
  return {
    module: new Uint8Array(bytes).buffer,
    version: automaton.slice("aho-corasick-".length),
  };
}
