// The whole desk: who is signed in, where they stand, the live line.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { DeskSession } from "../desk-types.ts";
import type { Ability } from "../review/access.ts";
import { AccountsView } from "./accounts-view.tsx";
import { ActivityView } from "./activity-view.tsx";
import { AlertNotice } from "./alert-notice.tsx";
import { AlertSettings } from "./alert-settings.tsx";
import { AlertView } from "./alert-view.tsx";
import type { DeskApi } from "./api.ts";
import { AuditView } from "./audit-view.tsx";
import { CaseView } from "./case-view.tsx";
import { DevicesView } from "./devices-view.tsx";
import { KeyBar } from "./key-bar.tsx";
import { useKeys } from "./key-state.ts";
import { ListsView } from "./lists-view.tsx";
import { openLive, type LiveState } from "./live.ts";
import { withOpened } from "./open-answers.ts";
import { OpenView } from "./open-view.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PolicyView } from "./policy-view.tsx";
import { QueueView } from "./queue-view.tsx";
import { RecordsView } from "./records/records-view.tsx";
import { RequestsView } from "./requests-view.tsx";
import { readRoute, writeRoute, type Route } from "./route.ts";
import { SettingsView } from "./settings-view.tsx";
import { openPlaces, Shell } from "./shell.tsx";
import { SignIn } from "./sign-in.tsx";

/** What each view is given. `tick` rises when the live line reports a change. */
export interface ViewProps {
  readonly api: DeskApi;
  readonly tick: number;
  readonly onSignedOut: () => void;
}

/** Many events may arrive at once: one reload for all of them. */
const gatherMs = 300;

export function Desk({ api }: { readonly api: DeskApi }) {
  const [session, setSession] = useState<DeskSession | "unknown" | undefined>("unknown");
  const [ended, setEnded] = useState(false);
  const [asked, setRoute] = useState<Route>(() => readRoute(location.hash));
  const [tick, setTick] = useState(0);
  const [glance, setGlance] = useState(0);
  const [unread, setUnread] = useState<number | undefined>(undefined);
  const [line, setLine] = useState<LiveState>("waiting");
  const signedIn = session !== "unknown" && session !== undefined;

  useEffect(() => {
    void api.session().then((reply) => setSession(reply.ok ? reply.value : undefined));
    const follow = () => setRoute(readRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => {
    if (!signedIn) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const live = openLive({
      changed: () => {
        clearTimeout(timer);
        timer = setTimeout(() => setTick((count) => count + 1), gatherMs);
      },
      state: setLine,
      // Only the count in the tab's title: a case that nobody looks at must not be loaded, for that would be an opening.
      whileHidden: () => setGlance((count) => count + 1),
    });
    return () => {
      clearTimeout(timer);
      live.close();
    };
  }, [signedIn]);

  const mayReadCases = signedIn && session.may.includes("read-cases");
  useEffect(() => {
    if (!mayReadCases) return;
    void api
      .queue({ state: "open", kind: "", profile: "", search: "", page: 1 }, true)
      .then((reply) => {
        if (reply.ok) setUnread(reply.value.unread);
      });
  }, [mayReadCases, tick, glance, asked]);

  useEffect(() => {
    const count = signedIn && unread !== undefined && unread > 0 ? `(${unread}) ` : "";
    document.title = `${count}Schoolgate desk`;
  }, [unread, signedIn]);

  const keys = useKeys(api, mayReadCases, tick);
  const opened = useMemo(
    () => withOpened(api, keys.ring === undefined ? [] : [keys.ring.own]),
    [api, keys.ring],
  );

  const onSignedOut = () => {
    setEnded(true);
    setSession(undefined);
  };

  if (session === "unknown") return <p class="waiting">One moment …</p>;
  if (session === undefined) {
    return (
      <SignIn
        api={api}
        ended={ended}
        onSignedIn={(made) => {
          setEnded(false);
          setSession(made);
        }}
      />
    );
  }
  if (session.mustChoosePassword) {
    return (
      <main class="door">
        <PasswordForm
          api={api}
          session={session}
          onChanged={setSession}
          onSignedOut={onSignedOut}
        />
      </main>
    );
  }
  // What was sealed is loaded anew once it can be opened, and once more when it is locked.
  const shown = keys.ring === undefined ? tick : tick + 0.5;
  const view = { api: opened, tick: shown, onSignedOut };
  const { may } = session;
  const route = openRoute(asked, may);
  return (
    <Shell session={session} route={route} unread={unread ?? 0} line={line}>
      {sealedViews.has(route.view) && <KeyBar keys={keys} mayMake={may.includes("manage-keys")} />}
      {route.view === "queue" && <AlertNotice {...view} />}
      {route.view === "queue" && (
        <QueueView
          {...view}
          filter={route.filter}
          onFilter={(filter) => {
            location.hash = writeRoute({ view: "queue", filter });
          }}
        />
      )}
      {route.view === "case" && <CaseView key={route.id} {...view} id={route.id} />}
      {route.view === "alert" && (
        <AlertView key={route.id} {...view} id={route.id} mayTake={may.includes("decide-cases")} />
      )}
      {route.view === "requests" && (
        <RequestsView
          {...view}
          page={route.page}
          mayAnswer={may.includes("answer-requests")}
          mayRelease={may.includes("release-policy")}
        />
      )}
      {route.view === "activity" && (
        <ActivityView {...view} may={may} list={route.list} page={route.page} />
      )}
      {route.view === "open" && <OpenView {...view} form={route.form} page={route.page} />}
      {route.view === "policy" && <PolicyView {...view} page={route.page} />}
      {route.view === "devices" && (
        <DevicesView
          {...view}
          filter={route.filter}
          mayShutOut={may.includes("shut-out-devices")}
          onFilter={(filter) => {
            location.hash = writeRoute({ view: "devices", filter });
          }}
        />
      )}
      {route.view === "lists" && <ListsView {...view} mayChange={may.includes("manage-lists")} />}
      {route.view === "accounts" && <AccountsView {...view} />}
      {route.view === "audit" && <AuditView {...view} page={route.page} />}
      {route.view === "alerts" && may.includes("read-cases") && (
        <AlertSettings {...view} may={may} />
      )}
      {route.view === "records" && may.includes("export-records") && (
        <RecordsView {...view} session={session} keys={keys} />
      )}
      {route.view === "settings" && (
        <SettingsView
          {...view}
          keys={keys}
          session={session}
          onChanged={setSession}
          onLeft={() => {
            setEnded(false);
            setSession(undefined);
          }}
        />
      )}
    </Shell>
  );
}

/** Where something sealed is shown. */
const sealedViews: ReadonlySet<Route["view"]> = new Set<Route["view"]>([
  "queue",
  "case",
  "requests",
  "activity",
  "records",
]);

/** Where somebody stands: what the address names, or the first view that is open to them. */
function openRoute(asked: Route, may: readonly Ability[]): Route {
  const places = openPlaces(may);
  const isOpen = places.some(({ views }) => views.includes(asked.view));
  return isOpen ? asked : readRoute(places[0]?.hash ?? "#/settings");
}
