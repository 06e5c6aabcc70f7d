import { expect, test } from "vitest";
import { languagePackName, languageTags } from "../../../lib/contract/vocabulary.ts";
import {
  accessibleReasons,
  buildManifest,
  contentSecurityPolicy,
  guardedReasons,
  hostPermissionReasons,
  permissionReasons,
} from "../../../lib/build/manifest.ts";

const manifest = buildManifest({ version: "1.2.3" });

test("every permission has its reason, and there is no permission without", () => {
  expect(manifest.permissions).toEqual(Object.keys(permissionReasons));
  expect(manifest.host_permissions).toEqual(Object.keys(hostPermissionReasons));
  const accessible = manifest.web_accessible_resources.flatMap((one) => one.resources);
  expect(accessible).toEqual([...Object.keys(accessibleReasons), ...Object.keys(guardedReasons)]);
  for (const reasons of [
    permissionReasons,
    hostPermissionReasons,
    accessibleReasons,
    guardedReasons,
  ]) {
    for (const reason of Object.values(reasons)) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  }
});

test.each(["management", "tabs", "history", "debugger", "cookies"])(
  "%s is not asked for",
  (name) => {
    expect(manifest.permissions).not.toContain(name);
  },
);

test("no code but our own, and nobody's frame around our pages", () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).toContain("script-src 'self'");
  expect(contentSecurityPolicy).toContain("frame-ancestors 'none'");
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*(?!;| |$)|http:\/\/\*/);
});

test("a key is in the manifest only where one is given", () => {
  expect(manifest).not.toHaveProperty("key");
  expect(buildManifest({ version: "1.2.3", key: "abc" })).toHaveProperty("key", "abc");
  expect(buildManifest({ version: "1.2.3", key: "" })).not.toHaveProperty("key");
});

test("phrase tables of every language are handed to a page under an address of the session only", () => {
  const holding = (name: string) =>
    manifest.web_accessible_resources.filter(({ resources }) => resources.includes(name));
  for (const name of ["lexicon.bin", ...languageTags.map(languagePackName)]) {
    expect(holding(name)).toMatchObject([{ use_dynamic_url: true }]);
  }
});
