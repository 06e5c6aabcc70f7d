// What the collector hands out: the policy and its lists, the extension's updates, the desk's page.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
let bare: RunningApp;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-files-"));
  mkdirSync(join(folder, "policy", "lists"), { recursive: true });
  mkdirSync(join(folder, "policy", "lists.txt"));
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "policy", "school.json"), '{"school":{"name":"Example Academy"}}');
  writeFileSync(join(folder, "policy", "lists", "games.txt"), "games.example.test\n");
  writeFileSync(join(folder, "policy", ".hidden.txt"), "secret");
  writeFileSync(join(folder, "policy", "key.pem"), "secret");
  symlinkSync(join(folder, "secret.txt"), join(folder, "policy", "link.txt"));
  mkdirSync(join(folder, "package"));
  writeFileSync(join(folder, "package", "updates.xml"), "<gupdate/>");
  writeFileSync(join(folder, "package", "schoolgate.crx"), "Cr24");
  mkdirSync(join(folder, "console", "assets"), { recursive: true });
  writeFileSync(join(folder, "console", "index.html"), "<!doctype html><title>desk</title>");
  writeFileSync(join(folder, "console", "assets", "index-1.js"), "1");
  app = await runApp({
    policyPath: join(folder, "policy", "school.json"),
    packagePath: join(folder, "package"),
    consolePath: join(folder, "console"),
  });
  bare = await runApp();
});
afterAll(async () => {
  await app.close();
  await bare.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${app.address}${path}`, {
    headers: { authorization: `Bearer ${deviceToken}`, ...headers },
  });

/** A request whose path no URL parser has touched. */
function rawStatus(path: string): Promise<number> {
  const { hostname, port } = new URL(app.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${deviceToken}\r\nConnection: close\r\n\r\n`,
      );
    });
    let text = "";
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.on("end", () =>
      text.includes("secret")
        ? reject(new Error(`leaked: ${path}`))
        : resolve(Number(text.split(" ")[1])),
    );
    socket.on("error", reject);
  });
}

describe("the policy", () => {
  test("policy.json is the policy, whatever its file is called; lists stand beside it", async () => {
    expect(await (await get("/policy/policy.json")).json()).toEqual({
      school: { name: "Example Academy" },
    });
    const list = await get("/policy/lists/games.txt");
    expect(await list.text()).toBe("games.example.test\n");
    expect(list.headers.get("content-type")).toContain("text/plain");
  });

  test("a tag that still fits answers 304 without a body; a changed file has another tag", async () => {
    const first = await get("/policy/policy.json");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    const second = await get("/policy/policy.json", { "if-none-match": etag });
    expect([second.status, await second.text(), second.headers.get("etag")]).toEqual([
      304,
      "",
      etag,
    ]);
    expect(
      (await get("/policy/policy.json", { "if-none-match": `"other", W/${etag}` })).status,
    ).toBe(304);
    expect((await get("/policy/policy.json", { "if-none-match": '"other"' })).status).toBe(200);
    const file = join(folder, "policy", "school.json");
    writeFileSync(file, '{"school":{"name":"Example Grove"}}');
    const changed = await get("/policy/policy.json", { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
    writeFileSync(file, '{"school":{"name":"Example Academy"}}');
  });

  test.each(["", "Bearer wrong"])("not without a credential (%j)", async (authorization) => {
    const response = await fetch(`${app.address}/policy/policy.json`, {
      headers: { authorization },
    });
    expect(response.status).toBe(401);
  });

  test.each([
    "/policy/../secret.txt",
    "/policy/lists/../../secret.txt",
    "/policy/%2e%2e/secret.txt",
    "/policy/..%2fsecret.txt",
    "/policy/%2e%2e%2fsecret.txt",
    "/policy/..%5csecret.txt",
    "/policy/%252e%252e/secret.txt",
    "/policy//etc/passwd",
    "/policy/%00.txt",
    "/policy/%ff.txt",
    "/policy/link.txt",
    "/policy/.hidden.txt",
    "/policy/key.pem",
    "/policy/lists",
    "/policy/lists.txt",
    "/policy/",
    "/policy/nothing.txt",
  ])("nothing but the policy and lists below it: %s", async (path) => {
    expect(await rawStatus(path)).toBe(404);
  });
});

test("the update manifest and the package, without a credential: Chromium sends none", async () => {
  const manifest = await fetch(`${app.address}/update/updates.xml`);
  expect([manifest.status, manifest.headers.get("content-type")]).toEqual([
    200,
    "application/xml; charset=utf-8",
  ]);
  const crx = await fetch(`${app.address}/update/schoolgate.crx`);
  expect([await crx.text(), crx.headers.get("content-type")]).toEqual([
    "Cr24",
    "application/x-chrome-extension",
  ]);
  expect((await fetch(`${bare.address}/update/schoolgate.crx`)).status).toBe(404);
});

test("the desk's page, its assets, and nothing else of the disk", async () => {
  const page = await fetch(`${app.address}/desk/`);
  expect(await page.text()).toContain("<title>desk</title>");
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const asset = await fetch(`${app.address}/desk/assets/index-1.js`);
  expect(asset.headers.get("cache-control")).toContain("immutable");
  expect(await rawStatus("/desk/../../secret.txt")).toBe(404);
  expect(await rawStatus("/desk/assets/..%2f..%2f..%2fsecret.txt")).toBe(404);
  expect((await fetch(`${bare.address}/desk/`)).status).toBe(503);
});

test.each(["/desk/", "/desk/api/cases", "/healthz", "/nothing"])(
  "security headers on %s",
  async (path) => {
    const { headers } = await fetch(`${app.address}${path}`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("strict-transport-security")).toBeNull();
  },
);

test("over https the browser is told to stay there", async () => {
  const secure = await runApp({ publicAddress: "https://desk.example-academy.test" });
  const { headers } = await fetch(`${secure.address}/healthz`);
  expect(headers.get("strict-transport-security")).toContain("max-age");
  await secure.close();
});
