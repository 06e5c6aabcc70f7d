// The policy at the desk: what is in force, checking a new one, releasing it in stages, going back.
import { Hono, type Context } from "hono";
import { z } from "zod";
import type { Result } from "../lib/contract/result.ts";
import { parsePolicy } from "../lib/contract/parse-policy.ts";
import { requireAbility, type DeskEnv, type DeskNeeds } from "./desk-session-routes.ts";
import { pageOf, tabOf } from "./desk-tools.ts";
import type { PolicyCheckAnswer, PolicyPage, ProposeInput } from "./desk-types.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import type { Live } from "./live.ts";
import { changesBetween } from "./policy/changes.ts";
import { knownCategories } from "./policy/known-categories.ts";
import { readPolicyInForce } from "./policy/policy-source.ts";
import { proposeEntry } from "./policy/propose.ts";
import { checkPolicyText, stagePattern } from "./policy/release.ts";
import { releasePolicy, rollBackPolicy, widenRelease } from "./policy/release-policy.ts";
import type { Signer } from "./signing.ts";
import type { PolicyRelease } from "./store/staff-store.ts";

const policyBytesMost = 8 * 1024 * 1024;

const text = z.string().min(1).max(policyBytesMost);
const stage = z.string().max(60).regex(stagePattern);
const why = z.string().trim().min(1).max(500);
const checkSchema = z.strictObject({ text, stage });
/** `now`: the serial that the reader saw in force for everybody; 0 where it was a plain file. */
const releaseSchema = z.strictObject({ text, stage, why, now: z.int().min(0) });
const widenSchema = z.strictObject({ serial: z.int().min(1), stage, why });
const backSchema = z.strictObject({ serial: z.int().min(1).optional(), stage, why });
const proposeSchema = z.strictObject({
  host: z.string().min(1).max(300),
  profile: z.string().min(1).max(60),
  list: z.enum(["allow", "block"]),
  why,
}) satisfies z.ZodType<ProposeInput>;

interface Needs extends DeskNeeds {
  readonly live: Live;
  readonly signer: Signer;
  readonly policyPath?: string | undefined;
}

/** Routes below /desk/api/policy. */
export function policyRoutes(needs: Needs): Hono<DeskEnv> {
  const { store, now, live } = needs;
  const app = new Hono<DeskEnv>();
  app.use(requireAbility("release-policy"));

  async function read<T>(c: Context, schema: z.ZodType<T>): Promise<Result<T, Response>> {
    const body = await readJsonBody(c.req.raw, policyBytesMost);
    if (!body.ok) {
      const { status, what, expected } = body.error;
      return { ok: false, error: refuse(c, status, what, expected) };
    }
    const given = schema.safeParse(body.value);
    if (given.success) return { ok: true, value: given.data };
    const place = given.error.issues[0]?.path.join(".") ?? "";
    return { ok: false, error: refuse(c, 400, `${place}: not as it should be`, "see the README") };
  }

  function answer(c: Context, done: Result<PolicyRelease>): Response {
    if (!done.ok) {
      const [first] = done.error;
      const isLate = first?.path === "serial";
      const what = `${first?.path}: ${first?.what}`;
      return refuse(c, isLate ? 409 : 400, what, first?.expected ?? "");
    }
    live.publish({ what: "policy", caseId: null, tab: tabOf(c) });
    return c.json(done.value);
  }

  app.get("/", async (c) => {
    const page = pageOf(c);
    const { releases, total } = await store.listReleases(page.asked);
    const inForce = await readPolicyInForce(store, needs.policyPath);
    const parsed = inForce === undefined ? undefined : parsePolicy(inForce.text);
    return c.json({
      from: inForce === undefined ? "none" : inForce.serial === null ? "file" : "release",
      serial: inForce?.serial ?? 0,
      version: parsed?.ok === true ? parsed.value.version : "",
      profiles: parsed?.ok === true ? Object.keys(parsed.value.profiles) : [],
      stages: await store.stagesNow(),
      publicKey: needs.signer.publicKey,
      releases,
      total,
      ...page.of(total),
    } satisfies PolicyPage);
  });

  // The text of one release, or of what is in force: to change it, or to keep a copy.
  app.get("/text", async (c) => {
    const serial = Number(c.req.query("serial") ?? 0);
    const found =
      serial > 0
        ? await store.readRelease(Math.trunc(serial))
        : await readPolicyInForce(store, needs.policyPath);
    if (found === undefined) return refuse(c, 404, "no such policy", "the serial of a release");
    return c.json({ text: tidy(found.text) });
  });

  app.post("/check", async (c) => {
    const given = await read(c, checkSchema);
    if (!given.ok) return given.error;
    const ids = knownCategories().map(({ id }) => id);
    const { policy, problems } = checkPolicyText(given.value.text, ids, now());
    const before = await readPolicyInForce(store, needs.policyPath, given.value.stage);
    return c.json({
      usable: policy !== undefined,
      version: policy?.version ?? "",
      problems,
      changes: policy === undefined ? [] : changesBetween(before?.text, given.value.text),
    } satisfies PolicyCheckAnswer);
  });

  app.post("/release", async (c) => {
    const given = await read(c, releaseSchema);
    if (!given.ok) return given.error;
    const inForce = await readPolicyInForce(store, needs.policyPath);
    if ((inForce?.serial ?? 0) !== given.value.now) {
      return refuse(c, 409, "another release came in between", "the policy as it stands now");
    }
    const who = c.var.signedIn.account.name;
    return answer(c, await releasePolicy(needs, given.value.text, { ...given.value, who }));
  });

  app.post("/widen", async (c) => {
    const given = await read(c, widenSchema);
    if (!given.ok) return given.error;
    const who = c.var.signedIn.account.name;
    return answer(c, await widenRelease(needs, given.value.serial, { ...given.value, who }));
  });

  app.post("/back", async (c) => {
    const given = await read(c, backSchema);
    if (!given.ok) return given.error;
    const { serial, ...asked } = given.value;
    const who = c.var.signedIn.account.name;
    return answer(c, await rollBackPolicy(needs, { ...asked, who }, serial));
  });

  // The policy in force with one more entry: what "open it" at a request leads to. Nothing is kept.
  app.post("/propose", async (c) => {
    const given = await read(c, proposeSchema);
    if (!given.ok) return given.error;
    const inForce = await readPolicyInForce(store, needs.policyPath);
    if (inForce === undefined) return refuse(c, 404, "no policy here", "a policy at the collector");
    const { account } = c.var.signedIn;
    const by = account.fullName === "" ? account.name : account.fullName;
    const made = proposeEntry(inForce.text, { ...given.value, by });
    if (!made.ok) {
      const [first] = made.error;
      return refuse(c, 400, `${first?.path}: ${first?.what}`, first?.expected ?? "");
    }
    return c.json({ text: tidy(made.value) });
  });

  return app;
}

/** JSON as people read it; a text that is none as it stands. */
function tidy(json: string): string {
  try {
    return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
  } catch {
    return json;
  }
}
