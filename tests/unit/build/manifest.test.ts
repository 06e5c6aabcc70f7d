import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  accessibleReasons,
  buildManifest,
  contentSecurityPolicy,
  hostPermissionReasons,
  permissionReasons,
} from "../../../lib/build/manifest.ts";

const manifest = buildManifest({ version: "1.2.3" });

test("every permission has its reason, and there is no permission without", () => {
  expect(manifest.permissions).toEqual(Object.keys(permissionReasons));
  expect(manifest.host_permissions).toEqual(Object.keys(hostPermissionReasons));
  const accessible = manifest.web_accessible_resources.flatMap((one) => one.resources);
  expect(accessible).toEqual(Object.keys(accessibleReasons));
  for (const reasons of [permissionReasons, hostPermissionReasons, accessibleReasons]) {
    for (const reason of Object.values(reasons)) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  }
});

test("history is asked for to forget one page of ours, and nothing of it is ever read", () => {
  const root = join(import.meta.dirname, "../../..");
  const uses = ["lib", "entrypoints"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map(String)
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) =>
        readFileSync(join(root, folder, name), "utf8")
          .split("\n")
          .filter((line) => /\b(?:chrome|browser)\.history\b/.test(line))
          .map((line) => `${folder}/${name}: ${line.trim()}`),
      ),
  );
  expect(uses.every((use) => use.startsWith("lib/platform/forget-visit.ts: "))).toBe(true);
  const calls = uses.flatMap((use) => use.match(/\.history\.\w+\([^)]*\)/g) ?? []);
  expect(calls).toEqual([".history.deleteUrl({ url: location.href })"]);
});

test.each(["management", "tabs", "debugger", "cookies"])("%s is not asked for", (name) => {
  expect(manifest.permissions).not.toContain(name);
});

test("no code but our own, and nobody's frame around our pages", () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  // The engine in WebAssembly may be compiled; nothing else that is not a file of ours.
  expect(contentSecurityPolicy.split("; ")).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(contentSecurityPolicy).toContain("frame-ancestors 'none'");
  expect(contentSecurityPolicy.replace("'wasm-unsafe-eval'", "")).not.toMatch(
    /unsafe|\*(?!;| |$)|http:\/\/\*/,
  );
});

test("a key is in the manifest only where one is given", () => {
  expect(manifest).not.toHaveProperty("key");
  expect(buildManifest({ version: "1.2.3", key: "abc" })).toHaveProperty("key", "abc");
  expect(buildManifest({ version: "1.2.3", key: "" })).not.toHaveProperty("key");
});

test("nothing of the phrases can be asked for from within a page", () => {
  const open = manifest.web_accessible_resources.flatMap(({ resources }) => resources);
  expect(open.filter((name) => !name.endsWith(".html"))).toEqual([]);
});
