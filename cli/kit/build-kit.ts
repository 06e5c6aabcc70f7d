// Everything between the source and a browser that can install it: built, signed, with its update manifest.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { keepKey } from "./make-key.ts";
import { packExtension } from "./pack-extension.ts";
import { projectRoot } from "./project-root.ts";
import { runScript } from "./run-script.ts";
import { writeUpdateManifest } from "./update-manifest.ts";

/** Builds the extension with this key's id. Returns the folder of the unpacked extension. */
export async function buildExtension(manifestKey: string): Promise<string> {
  await runScript("cli/build.ts", [], { SCHOOLGATE_MANIFEST_KEY: manifestKey });
  return join(projectRoot, ".output/chrome-mv3");
}

/** Builds the desk's pages into `outDir`. */
export async function buildDesk(outDir: string): Promise<void> {
  await runScript("collector/console/build.ts", [outDir]);
  if (!existsSync(join(outDir, "index.html"))) {
    throw new Error(`collector/console/build.ts left no index.html in ${outDir}`);
  }
}

/** A secret of 256 bits kept in a file that its owner alone can read; made where there is none. */
export function keepSecret(path: string): string {
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const secret = randomBytes(32).toString("base64url");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  return secret;
}

/**
 * The number that makes each differing package a newer version: a browser that has one keeps it until it is told of
 * a higher version.
 */
function keepBuildNumber(path: string, contentHash: string): number {
  let last = { build: 0, contentHash: "" };
  try {
    last = { ...last, ...(JSON.parse(readFileSync(path, "utf8")) as Partial<typeof last>) };
  } catch {
    // The first build, or a file somebody spoilt: counting begins anew.
  }
  if (last.contentHash === contentHash) return last.build;
  const build = (last.build % 65_535) + 1;
  writeFileSync(path, JSON.stringify({ build, contentHash }));
  return build;
}

export interface PackedKit {
  readonly extensionId: string;
  readonly version: string;
  /** Holds schoolgate.crx and updates.xml. */
  readonly packageDir: string;
}

/**
 * Signs a built extension with the key kept in `dataDir` and writes what the collector serves.
 * `collectorAddress`: "http://127.0.0.1:PORT".
 */
export function packKit(input: {
  readonly dataDir: string;
  readonly extensionFolder: string;
  readonly collectorAddress: string;
}): PackedKit {
  const { key } = keepKey(keyPath(input.dataDir));
  const packageDir = join(input.dataDir, "package");
  mkdirSync(packageDir, { recursive: true });
  const buildFile = join(packageDir, "build.json");
  const packed = packExtension(
    input.extensionFolder,
    key.privatePem,
    (version, contentHash) => `${version}.${keepBuildNumber(buildFile, contentHash)}`,
  );
  writeFileSync(join(packageDir, "schoolgate.crx"), packed.crx);
  writeFileSync(
    join(packageDir, "updates.xml"),
    writeUpdateManifest({
      extensionId: packed.extensionId,
      packageAddress: `${input.collectorAddress}/update/schoolgate.crx`,
      version: packed.version,
    }),
  );
  return { extensionId: packed.extensionId, version: packed.version, packageDir };
}

/** Where the extension's key is kept below a data folder. */
export function keyPath(dataDir: string): string {
  return join(dataDir, "extension-key.pem");
}
