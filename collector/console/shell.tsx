// The frame around every view: the way about, who is signed in, whether the line is live.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import type { Ability } from "../review/access.ts";
import {
  AccountsIcon,
  ActivityIcon,
  AuditIcon,
  ConcernIcon,
  DeviceIcon,
  GateIcon,
  ListsIcon,
  OpenIcon,
  PolicyIcon,
  RequestIcon,
  SettingsIcon,
} from "./icons.tsx";
import type { LiveState } from "./live.ts";
import type { Route } from "./route.ts";

interface Props {
  readonly session: DeskSession;
  readonly route: Route;
  readonly unread: number;
  readonly line: LiveState;
  readonly children: ComponentChildren;
}

interface Place {
  readonly hash: string;
  readonly label: string;
  readonly views: readonly Route["view"][];
  readonly icon: () => ComponentChildren;
  /** Any of these opens it; none: everybody. */
  readonly needs: readonly Ability[];
}

const places: readonly Place[] = [
  {
    hash: "#/",
    label: "Concerns",
    views: ["queue", "case", "alert"],
    icon: ConcernIcon,
    needs: ["read-cases"],
  },
  {
    hash: "#/requests",
    label: "Requests",
    views: ["requests"],
    icon: RequestIcon,
    needs: ["read-requests"],
  },
  {
    hash: "#/open/site",
    label: "Open for a time",
    views: ["open"],
    icon: OpenIcon,
    needs: ["open-for-a-time"],
  },
  {
    hash: "#/activity",
    label: "Activity",
    views: ["activity"],
    icon: ActivityIcon,
    needs: ["read-activity", "read-filtering"],
  },
  {
    hash: "#/policy",
    label: "Policy",
    views: ["policy"],
    icon: PolicyIcon,
    needs: ["release-policy"],
  },
  {
    hash: "#/devices",
    label: "Devices",
    views: ["devices"],
    icon: DeviceIcon,
    needs: ["read-filtering"],
  },
  { hash: "#/lists", label: "Lists", views: ["lists"], icon: ListsIcon, needs: ["read-filtering"] },
  {
    hash: "#/accounts",
    label: "Accounts",
    views: ["accounts"],
    icon: AccountsIcon,
    needs: ["manage-accounts"],
  },
  { hash: "#/audit", label: "Audit", views: ["audit"], icon: AuditIcon, needs: ["read-audit"] },
  {
    hash: "#/settings",
    label: "Settings",
    views: ["settings", "alerts", "records"],
    icon: SettingsIcon,
    needs: [],
  },
];

/** The views that are open to an account, first the one it begins with. */
export function openPlaces(may: readonly Ability[]): readonly Place[] {
  return places.filter(({ needs }) => needs.length === 0 || needs.some((one) => may.includes(one)));
}

export function Shell({ session, route, unread, line, children }: Props) {
  const main = useRef<HTMLElement>(null);
  const place =
    route.view === "case" || route.view === "alert" ? `${route.view} ${route.id}` : route.view;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, [place]);

  return (
    <div class="shell">
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header class="side">
        <div class="brand">
          <GateIcon />
          <div>
            <span class="brand-name">Schoolgate desk</span>
            <span class="brand-school">{session.school}</span>
          </div>
        </div>
        <nav aria-label="Desk">
          <ul>
            {openPlaces(session.may).map(({ hash, label, views, icon: PlaceIcon }) => (
              <li key={hash}>
                <a href={hash} aria-current={views.includes(route.view) ? "page" : undefined}>
                  <PlaceIcon />
                  <span>{label}</span>
                  {label === "Concerns" && unread > 0 && (
                    <span class="badge">
                      {unread}
                      <span class="unseen"> not opened yet</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="side-foot">
          <p class={`line line-${line}`} role="status">
            <span class="line-dot" aria-hidden="true" />
            {line === "live" ? "Live" : "Reconnecting …"}
          </p>
          <p class="who">
            Signed in as{" "}
            <strong>{session.fullName === "" ? session.name : session.fullName}</strong>
          </p>
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
    </div>
  );
}
