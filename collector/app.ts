// All routes of the collector in one Hono application; `main.ts` gives it a port.
import { Hono, type Context } from "hono";
import type { AlertKeeper } from "./alerts/alert-keeper.ts";
import { deviceCredential } from "./auth/device-credential.ts";
import { confidentialRoutes } from "./confidential/confidential-routes.ts";
import type { ConfidentialSource } from "./confidential/confidential-source.ts";
import { consoleFiles } from "./console-files.ts";
import { deskRoutes } from "./desk-routes.ts";
import type { DeskNeeds } from "./desk-session-routes.ts";
import { deviceRoutes, type DeviceRoutesNeeds } from "./device-routes.ts";
import { refuse } from "./http/answers.ts";
import { sameOriginOnly, securityHeaders } from "./http/guard.ts";
import type { ListKeeper } from "./lists/list-keeper.ts";
import { listRoutes } from "./lists/list-routes.ts";
import { createLive, type Live } from "./live.ts";
import { safeguardingRoutes } from "./safeguarding-routes.ts";
import { isDatabaseAway } from "./store/database-away.ts";
import type { Store } from "./store/store.ts";

export interface AppNeeds
  extends
    Pick<
      DeviceRoutesNeeds,
      | "policyPath"
      | "packagePath"
      | "rate"
      | "deviceRate"
      | "unsignedDevices"
      | "enrolmentsPerHour"
      | "signer"
    >,
    Pick<DeskNeeds, "school" | "behindProxy" | "cost" | "signInRules"> {
  readonly store: Store;
  readonly now: () => number;
  /** The secret behind one-time codes, base64. */
  readonly unlockKey: string;
  /** Fetches and serves the policy's lists; absent: none are served. */
  readonly lists?: ListKeeper | undefined;
  /** Absent: the collector was started without a confidential list. */
  readonly confidential?: ConfidentialSource | undefined;
  /** Absent: nobody is told of anything but the desks that are open. */
  readonly alerts?: AlertKeeper | undefined;
  readonly consolePath?: string | undefined;
  /** Where people reach the desk, when that is not where the collector listens: "https://desk.example.org". */
  readonly publicAddress?: string | undefined;
  /** Given where something beside the routes has news for open desks. */
  readonly live?: Live | undefined;
  /** Aborted when the collector ends: live lines close by themselves. */
  readonly ending: AbortSignal;
  /** One line about a fault; never given content. */
  readonly log: (line: string) => void;
}

export function createApp(needs: AppNeeds): Hono {
  const secure = needs.publicAddress?.startsWith("https:") ?? false;
  const live = needs.live ?? createLive();
  const app = new Hono();
  app.use(securityHeaders(secure));
  app.get("/healthz", async (c) => {
    await needs.store.countDeviceTokens();
    return c.json({ schoolgate: "collector", healthy: true });
  });
  app.route("/", deviceRoutes({ ...needs, live }));
  app.route("/", safeguardingRoutes(needs));
  app.route("/", confidentialRoutes(needs));
  const { lists } = needs;
  if (lists !== undefined) {
    const hasCredential = async (c: Context) =>
      (await deviceCredential(c, needs.store)) !== undefined;
    app.route("/", listRoutes({ keeper: lists, hasCredential }));
  }
  app.use("/desk/api/*", sameOriginOnly(needs.publicAddress));
  app.route("/desk/api", deskRoutes({ ...needs, secure, live }));
  app.get("/", (c) => c.redirect("/desk/"));
  app.get("/desk", (c) => c.redirect("/desk/"));
  app.route("/desk", consoleFiles(needs.consolePath));
  app.notFound((c) => refuse(c, 404, "no such address", "an address of the collector"));
  app.onError((error, c) => {
    // The name and place of the fault, not its message: a message may quote what was being read.
    const place = error.stack
      ?.split("\n")
      .find((line) => line.trim().startsWith("at "))
      ?.trim();
    needs.log(`fault: ${error.name} ${c.req.method} ${place ?? ""}`);
    if (isDatabaseAway(error)) {
      const wait = { "Retry-After": "10" };
      return refuse(c, 503, "the collector's database is away", "another try in 10 s", wait);
    }
    return refuse(c, 500, "a fault in the collector", "nothing of you: it has been noted");
  });
  return app;
}
