import { describe, expect, test } from "vitest";
import { chromiumArgs, hostRules } from "../../../cli/kit/managed-chromium.ts";
import {
  policyReasons,
  writeAdminConfiguration,
  writeManagedPolicies,
} from "../../../cli/kit/managed-policy.ts";
import { writeUpdateManifest } from "../../../cli/kit/update-manifest.ts";

const id = "abcdefghijklmnopabcdefghijklmnop";
const input = {
  extensionId: id,
  updateAddress: "http://127.0.0.1:1/update/updates.xml",
  config: { policy: "{}", profile: "ks3" },
} as const;

describe("writeManagedPolicies", () => {
  test("force-installs, pins and updates from the school's own address", () => {
    expect(writeManagedPolicies({ ...input, use: "school" })).toMatchObject({
      ExtensionSettings: {
        [id]: {
          installation_mode: "force_installed",
          toolbar_pin: "force_pinned",
          override_update_url: true,
          update_url: input.updateAddress,
        },
      },
      "3rdparty": { extensions: { [id]: { policy: "{}", profile: "ks3" } } },
      IncognitoModeAvailability: 1,
    });
  });

  test.each([
    ["school", 2],
    ["trial", 1],
  ] as const)("developer tools under %s: %i", (use, expected) => {
    expect(writeManagedPolicies({ ...input, use })["DeveloperToolsAvailability"]).toBe(expected);
  });

  test("each policy has its reason, and no reason stands alone", () => {
    const used = Object.keys(writeManagedPolicies({ ...input, use: "trial" }));
    expect(Object.keys(policyReasons).sort()).toEqual(used.sort());
  });

  test("what Google Admin takes names each key with a Value", () => {
    expect(JSON.parse(writeAdminConfiguration(input.config))).toEqual({
      policy: { Value: "{}" },
      profile: { Value: "ks3" },
    });
  });
});

describe("writeUpdateManifest", () => {
  test("hostile text stays text", () => {
    const xml = writeUpdateManifest({
      extensionId: id,
      packageAddress: `http://127.0.0.1/?a=1&b="<c>'`,
      version: "1.0",
    });
    expect(xml).toContain(`codebase="http://127.0.0.1/?a=1&amp;b=&quot;&lt;c&gt;&apos;"`);
    expect(xml).toContain(`appid="${id}"`);
  });
});

describe("the command line of Chromium", () => {
  test.each([
    ["nothing mapped, the world open", {}, false, ""],
    ["one host", { "a.test": "127.0.0.1:1" }, false, "MAP a.test 127.0.0.1:1"],
    [
      "nothing leaves the machine",
      { "*.b.test": "127.0.0.1:2" },
      true,
      "MAP *.b.test 127.0.0.1:2, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  ])("host rules: %s", (_name, hostMap, offline, expected) => {
    expect(hostRules(hostMap, offline)).toBe(expected);
  });

  // With either of these nothing is ever force-installed, and nothing says so.
  test.each(["--disable-background-networking", "--disable-extensions"])("%s stays out", (flag) => {
    const args = chromiumArgs({
      chromium: { command: "chromium", policyFolder: undefined },
      userDataDir: "profile",
      headless: true,
    });
    expect(args).not.toContain(flag);
  });
});
