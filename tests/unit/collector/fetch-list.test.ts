// Where a publisher may send the collector on to: nothing that answers only who asks from inside.
import { expect, test } from "vitest";
import { fetchList } from "../../../collector/lists/fetch-list.ts";

const limits = { deadlineMs: 60_000, bytesMost: 1000 };

/** Each address answers with what it is sent on to, or with a list; what was asked is noted. */
async function fetched(from: string, sentOnTo: readonly string[]) {
  const asked: string[] = [];
  const ask = (address: string | URL | Request) => {
    asked.push(address as string);
    const next = sentOnTo[asked.length - 1];
    return Promise.resolve(
      next === undefined
        ? new Response("bets.example.test\n")
        : new Response(null, { status: 302, headers: { location: next } }),
    );
  };
  const got = await fetchList({ address: from, etag: "", lastModified: "" }, limits, ask);
  return { asked, got };
}

const publisher = "https://lists.example.test/ads.txt";
const inside = "sent on into a private network";

test.each<[name: string, to: string, why: string]>([
  ["this machine", "http://127.0.0.1:9200/_cat", inside],
  ["this machine by name", "https://localhost/x", inside],
  ["this machine, IPv6", "http://[::1]/x", inside],
  ["this machine, spelt otherwise", "http://0x7f.1/x", inside],
  ["the network around it", "https://192.168.1.1/x", inside],
  ["the same in IPv6", "https://[fd00::1]/x", inside],
  ["a cloud's own facts", "https://169.254.169.254/latest", inside],
  ["IPv4 within IPv6", "https://[::ffff:10.0.0.1]/x", inside],
  ["no https", "http://lists.example.test/x", "sent on to an address that is not https"],
  ["a file", "file:///etc/hosts", "sent on to an address that is not https"],
])("%s: not followed, and not asked", async (_name, to, why) => {
  const { asked, got } = await fetched(publisher, [to]);
  expect(got).toEqual({ kind: "failed", why });
  expect(asked).toEqual([publisher]);
  // Nor by a second hop.
  const second = await fetched(publisher, ["https://mirror.example.test/ads.txt", to]);
  expect(second.got).toEqual({ kind: "failed", why });
  expect(second.asked).toHaveLength(2);
});

test.each<[name: string, from: string, to: string]>([
  ["another publisher", publisher, "https://mirror.example.test/ads.txt"],
  ["a place beside it", publisher, "/other.txt"],
  ["a public address", publisher, "https://9.9.9.9/ads.txt"],
  ["within this machine, by the school's own wish", "http://127.0.0.1:1/a", "http://127.0.0.1:2/b"],
])("%s: followed", async (_name, from, to) => {
  const { asked, got } = await fetched(from, [to]);
  expect(got).toMatchObject({ kind: "bytes" });
  expect(asked).toEqual([from, new URL(to, from).href]);
});

test("sent on for ever, it gives up", async () => {
  const { got } = await fetched(publisher, Array<string>(99).fill("/again"));
  expect(got).toEqual({ kind: "failed", why: "sent on too often" });
});
