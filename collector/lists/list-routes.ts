// The lists as devices ask for them: the signed index, versions by their hash, and what leads from one to the next.
import { gunzipSync } from "node:zlib";
import { Hono, type Context } from "hono";
import { refuse } from "../http/answers.ts";
import type { ListKeeper } from "./list-keeper.ts";

export interface ListRoutesNeeds {
  readonly keeper: Pick<ListKeeper, "index" | "readPacked">;
  /** Whether the request carries a known device credential. */
  readonly hasCredential: (c: Context) => Promise<boolean>;
}

const listId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const fileName = /^(?:[0-9a-f]{64}\.txt|[0-9a-f]{64}-[0-9a-f]{64}\.delta)$/;

/** Mount at "/": serves `/lists/index.json`, `/lists/<id>/<sha256>.txt` and `/lists/<id>/<from>-<to>.delta`. */
export function listRoutes({ keeper, hasCredential }: ListRoutesNeeds): Hono {
  const app = new Hono();

  app.use("/lists/*", async (c, next) => {
    if (await hasCredential(c)) return next();
    return refuse(
      c,
      401,
      "no known device credential",
      "Authorization: Bearer and the device token",
      {
        "WWW-Authenticate": "Bearer",
      },
    );
  });

  app.get("/lists/index.json", async (c) => {
    const { signed, tag } = await keeper.index();
    const headers = { ETag: `"${tag}"`, "Cache-Control": "no-cache" };
    if (namesTag(c.req.header("if-none-match"), tag)) return c.body(null, 304, headers);
    return c.json(signed, 200, headers);
  });

  app.get("/lists/:id/:name", async (c) => {
    const { id, name } = c.req.param();
    const packed =
      listId.test(id) && id.length <= 60 && fileName.test(name)
        ? await keeper.readPacked(id, name)
        : undefined;
    if (packed === undefined) {
      return refuse(c, 404, "no such list or version", "one that /lists/index.json names");
    }
    // The name is a hash of the content, so it never changes; weak, for it stands for it packed and not.
    const tag = name.replace(/\.\w+$/, "");
    const headers = {
      ETag: `W/"${tag}"`,
      "Cache-Control": "private, max-age=31536000, immutable",
      "Content-Type": "text/plain; charset=utf-8",
      Vary: "Accept-Encoding",
    };
    if (namesTag(c.req.header("if-none-match"), tag)) return c.body(null, 304, headers);
    return takesGzip(c.req.header("accept-encoding"))
      ? c.body(packed, 200, { ...headers, "Content-Encoding": "gzip" })
      : c.body(new Uint8Array(gunzipSync(packed)), 200, headers);
  });

  return app;
}

/** RFC 9110, 13.1.2: a list of tags or "*", compared weakly. */
function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(",")
    .some((one) => ["*", `"${tag}"`].includes(one.trim().replace(/^W\//, "")));
}

/** RFC 9110, 12.5.3, as far as it matters here. */
function takesGzip(header: string | undefined): boolean {
  return (header ?? "").split(",").some((one) => {
    const [coding = "", ...rest] = one.trim().toLowerCase().split(";");
    return ["gzip", "*"].includes(coding) && !rest.some((part) => /^\s*q=0(?:\.0*)?$/.test(part));
  });
}
