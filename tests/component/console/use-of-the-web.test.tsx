// A day's use as the desk shows it: by site, or that it is sealed.
import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { ActivityView } from "../../../collector/console/activity-view.tsx";
import type { ActivityAnswer } from "../../../collector/desk-types.ts";
import { abilities, may } from "../../../collector/review/access.ts";
import { schoolDay } from "../../support/collector-seed.ts";
import { done, fakeApi } from "./fake-api.ts";

afterEach(cleanup);

const days = schoolDay(Date.UTC(2026, 10, 23, 12)).flatMap((event) =>
  event.kind === "visit-report" ? [event] : [],
);

function show(change: Partial<(typeof days)[number]> = {}): void {
  const use = days.map((event) => ({ receivedAtMs: 0, event: { ...event, ...change } }));
  const answer = {
    visits: [],
    attempts: [],
    agreements: [],
    openings: [],
    problems: [],
    changes: [],
    lists: [],
    checks: [],
    use,
    total: use.length,
    page: 1,
    pages: 1,
  } as unknown as ActivityAnswer;
  const api = fakeApi({ activity: () => done(answer) });
  render(
    <ActivityView
      api={api}
      tick={0}
      onSignedOut={() => undefined}
      may={abilities.filter((ability) => may("dsl", ability))}
      list="use"
      page={1}
    />,
  );
}

test("each site with its pages and minutes, the rest behind one word", async () => {
  const hosts = Array.from({ length: 8 }, (_, place) => ({
    host: `site-${place}.example.test`,
    visits: 2,
    minutes: 10 - place,
  }));
  show({ hosts, others: { visits: 3, minutes: 1 } });
  expect((await screen.findByText("site-0.example.test")).textContent).toContain(
    "2 pages, 10 minutes",
  );
  expect(screen.getByText("3 more sites").closest("details")?.textContent).toContain("site-7");
  const [row] = screen.getAllByRole("row").slice(1);
  expect(row?.textContent).toMatch(/1953$/);
});

test("sealed, it says so and shows nothing", async () => {
  show({ hosts: [], user: "~0123456789abcdef", sealed: "{}" });
  expect(await screen.findByText("Sealed")).toBeTruthy();
});

test("who sets the filter does not read it", () => {
  expect(may("it", "read-activity")).toBe(false);
});
