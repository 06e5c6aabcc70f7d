import { X509Certificate } from "node:crypto";
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../../cli/kit/free-port.ts";
import { makeSelfSigned } from "../../../cli/kit/self-signed.ts";
import { openStandInWeb, type StandInWeb } from "../../../cli/kit/stand-in-web.ts";

let web: StandInWeb;
beforeAll(async () => {
  web = await openStandInWeb({
    "one.test": ({ path }) => (path === "/none" ? undefined : { body: `one ${path}` }),
    "*.many.test": ({ host }) => ({ body: host, status: 201 }),
  });
});
afterAll(() => web.close());

function ask(
  scheme: "http" | "https",
  host: string,
  path: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = scheme === "http" ? requestPlain : requestSecure;
    const options = { port: web.port, host: "127.0.0.1", path, headers: { host } };
    request({ ...options, rejectUnauthorized: false }, (answer) => {
      let body = "";
      answer.on("data", (text: Buffer) => (body += text.toString()));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });
}

describe("openStandInWeb", () => {
  test.each([
    ["http", "one.test", "/a?b=c", 200, "one /a?b=c"],
    ["https", "one.test", "/a", 200, "one /a"],
    ["https", "deep.sub.many.test", "/", 201, "deep.sub.many.test"],
    ["http", "many.test", "/", 404, "Nothing stands here"],
    ["http", "one.test", "/none", 404, "Nothing stands here"],
    ["http", "unknown.test", "/", 404, "Nothing stands here"],
  ] as const)("%s://%s%s", async (scheme, host, path, status, body) => {
    const answer = await ask(scheme, host, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(body);
    expect(web.requestsTo(host).at(-1)).toMatchObject({ host, path, method: "GET" });
  });

  test("bytes that are neither http nor TLS do not stop it", async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(web.port, "127.0.0.1", () => socket.end("\u0000\u0001nonsense"));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
      socket.resume();
    });
    expect((await ask("http", "one.test", "/after")).body).toBe("one /after");
  });

  test("every mapped host leads here", () => {
    expect(web.hostMap).toEqual({
      "one.test": `127.0.0.1:${web.port}`,
      "*.many.test": `127.0.0.1:${web.port}`,
    });
  });

  test("a port in use gives way to another", async () => {
    const port = await freePort(web.port);
    expect(port).not.toBe(web.port);
    expect(port).toBeGreaterThan(0);
  });
});

describe("makeSelfSigned", () => {
  test("is a certificate that verifies with its own key, now", () => {
    const nowMs = Date.UTC(2026, 10, 22);
    const made = makeSelfSigned("stand-in", nowMs);
    const certificate = new X509Certificate(made.certificatePem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe("CN=stand-in");
    expect(Date.parse(certificate.validFrom)).toBeLessThan(nowMs);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(nowMs);
  });
});
