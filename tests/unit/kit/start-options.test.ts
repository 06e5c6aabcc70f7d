import { describe, expect, test } from "vitest";
import { readStartOptions } from "../../../cli/start/start-options.ts";

// Any file that is there does: what is in it is the policy command's business.
const here = import.meta.filename;
const display = { DISPLAY: ":0" };

describe("readStartOptions", () => {
  test.each([
    ["a display: the browser", [], display, "linux", false],
    ["a Wayland display", [], { WAYLAND_DISPLAY: "wayland-0" }, "linux", false],
    ["no display: the tour", [], {}, "linux", true],
    ["an empty display is none", [], { DISPLAY: "" }, "linux", true],
    ["asked for the tour", ["--tour"], display, "linux", true],
    ["other systems have a window without DISPLAY", [], {}, "darwin", false],
  ] as const)("%s", (_name, args, env, platform, tour) => {
    const read = readStartOptions([...args, "--policy", here], env, platform);
    expect(read).toMatchObject({ kind: "run", options: { tour, policyFile: here } });
  });

  test.each([
    ["an unknown option", ["--colour", "red"], "--colour"],
    ["a word too many", ["tour"], "tour"],
    ["a port that is no number", ["--port", "eighty"], "expected a whole number"],
    ["a port past the last", ["--port", "65536"], "expected a whole number"],
    ["a negative port", ["--port=-1"], "expected a whole number"],
    ["a policy that is not there", ["--policy", "no/such.json"], "expected a policy file"],
    ["an option without its value", ["--profile"], "--profile"],
  ])("wrong: %s", (_name, args, said) => {
    const read = readStartOptions(args, display, "linux");
    expect(read.kind).toBe("wrong");
    expect(read.kind === "wrong" ? read.what : "").toContain(said);
  });

  test("help comes before anything else that is right", () => {
    expect(readStartOptions(["--help", "--port", "1"], display, "linux").kind).toBe("help");
  });
});
