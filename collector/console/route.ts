// Where the desk stands, kept in the address's fragment so that Back, reload and bookmarks work. Pure.
import { caseStates } from "../../lib/contract/vocabulary.ts";
import { activityLists, type ActivityList } from "../review/activity.ts";
import { caseKinds } from "../review/case.ts";
import {
  deviceFilters,
  silentDays,
  silentDaysUsual,
  type DeviceFilterName,
} from "../review/devices.ts";

export interface QueueFilter {
  readonly state: string;
  readonly kind: string;
  readonly profile: string;
  readonly search: string;
  readonly page: number;
}

export interface DevicesFilter {
  readonly only: DeviceFilterName;
  /** School days without a word. */
  readonly days: number;
  readonly search: string;
  readonly page: number;
}

export const openForms = ["site", "lesson", "code"] as const;
export type OpenForm = (typeof openForms)[number];

export type Route =
  | { readonly view: "queue"; readonly filter: QueueFilter }
  | { readonly view: "case"; readonly id: string }
  /** Where the link of an alert leads. */
  | { readonly view: "alert"; readonly id: string }
  | { readonly view: "requests"; readonly page: number }
  | { readonly view: "activity"; readonly list: ActivityList; readonly page: number }
  | { readonly view: "open"; readonly form: OpenForm; readonly page: number }
  | { readonly view: "policy"; readonly page: number }
  | { readonly view: "lists" }
  | { readonly view: "accounts" }
  | { readonly view: "audit"; readonly page: number }
  | { readonly view: "settings" }
  | { readonly view: "alerts" }
  | { readonly view: "records" }
  | { readonly view: "devices"; readonly filter: DevicesFilter };

/** Views of which an address says no more. */
const plainViews = ["settings", "accounts", "lists", "alerts", "records"] as const;

export const queueStates = ["open", ...caseStates, "all"] as const;

export const wholeQueue: QueueFilter = {
  state: "open",
  kind: "",
  profile: "",
  search: "",
  page: 1,
};

/** Reads a fragment; anything unknown is the queue. */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const asked = new URLSearchParams(query);
  const page = Math.max(1, Math.trunc(Number(asked.get("page") ?? 1)) || 1);
  const [view = "", detail = ""] = path.split("/").filter((part) => part !== "");
  if (view === "alert" && /^[0-9A-Z]{26}$/.test(detail)) return { view, id: detail };
  if (view === "case" && /^[0-9A-Z]{26}$/.test(detail)) return { view, id: detail };
  if (view === "requests" || view === "audit" || view === "policy") return { view, page };
  const plain = plainViews.find((known) => known === view);
  if (plain !== undefined) return { view: plain };
  if (view === "devices") {
    const days = Number(asked.get("days"));
    return {
      view,
      filter: {
        only: deviceFilters.find((known) => known === asked.get("only")) ?? "all",
        days: silentDays.find((known) => known === days) ?? silentDaysUsual,
        search: asked.get("search") ?? "",
        page,
      },
    };
  }
  if (view === "open") {
    return { view, form: openForms.find((known) => known === detail) ?? "site", page };
  }
  if (view === "activity") {
    const list = activityLists.find((known) => known === detail) ?? "visits";
    return { view, list, page };
  }
  const state = queueStates.find((known) => known === asked.get("state")) ?? "open";
  const kind = asked.get("kind") ?? "";
  return {
    view: "queue",
    filter: {
      state,
      kind: caseKinds.find((known) => known === kind) ?? "",
      profile: asked.get("profile") ?? "",
      search: asked.get("search") ?? "",
      page,
    },
  };
}

/** The fragment for a route; `readRoute` gives the route back. */
export function writeRoute(route: Route): string {
  switch (route.view) {
    case "queue":
      return `#/${queryOf({ ...route.filter, state: route.filter.state === "open" ? "" : route.filter.state })}`;
    case "case":
      return `#/case/${route.id}`;
    case "alert":
      return `#/alert/${route.id}`;
    case "devices": {
      const { only, days, search, page } = route.filter;
      return `#/devices${queryOf({
        only: only === "all" ? "" : only,
        days: days === silentDaysUsual ? "" : days,
        search,
        page,
      })}`;
    }
    case "activity":
      return `#/activity/${route.list}${queryOf({ page: route.page })}`;
    case "open":
      return `#/open/${route.form}${queryOf({ page: route.page })}`;
    case "requests":
    case "policy":
    case "audit":
      return `#/${route.view}${queryOf({ page: route.page })}`;
    case "accounts":
    case "lists":
    case "settings":
    case "alerts":
    case "records":
    default:
      return `#/${route.view}`;
  }
}

function queryOf(values: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== "" && !(name === "page" && value === 1)) query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
