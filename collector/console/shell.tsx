// The frame around every view: the way about, who is signed in, whether the line is live.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import {
  ActivityIcon,
  AuditIcon,
  ConcernIcon,
  GateIcon,
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

const places = [
  { hash: "#/", label: "Concerns", views: ["queue", "case"], icon: ConcernIcon },
  { hash: "#/requests", label: "Requests", views: ["requests"], icon: RequestIcon },
  { hash: "#/activity/visits", label: "Activity", views: ["activity"], icon: ActivityIcon },
  { hash: "#/audit", label: "Audit", views: ["audit"], icon: AuditIcon },
  { hash: "#/settings", label: "Settings", views: ["settings"], icon: SettingsIcon },
];

export function Shell({ session, route, unread, line, children }: Props) {
  const main = useRef<HTMLElement>(null);
  const place = route.view === "case" ? `case ${route.id}` : route.view;
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
            {places.map(({ hash, label, views, icon: PlaceIcon }) => (
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
            Signed in as <strong>{session.name}</strong>
          </p>
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
    </div>
  );
}
