// Legal hold at a case: what is said, and what is sent.
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import type { DeskApi } from "../../../collector/console/api.ts";
import { HoldCard } from "../../../collector/console/hold-card.tsx";
import { done, fakeApi } from "./fake-api.ts";

afterEach(cleanup);
const evil = `<img src=x onerror="globalThis.stolen=1">`;
const hold = { atMs: 1, who: "dsl", why: evil };

const show = (kept: Parameters<typeof HoldCard>[0]["kept"], api: Partial<DeskApi> = {}) =>
  render(
    <HoldCard
      api={fakeApi(api)}
      id="01K"
      kept={kept}
      reload={async () => undefined}
      onSignedOut={() => undefined}
    />,
  );

test("a case is held with a reason", async () => {
  const holdCase = vi.fn<DeskApi["holdCase"]>(() => done({}));
  show({ hold: null, mayHold: true }, { holdCase });
  fireEvent.click(screen.getByRole("button", { name: "Hold this case" }));
  fireEvent.input(screen.getByLabelText("Why"), { target: { value: "Asked for by the police" } });
  fireEvent.click(screen.getByRole("button", { name: "Hold it" }));
  await screen.findByText("The case is held.");
  expect(holdCase).toHaveBeenCalledWith("01K", "Asked for by the police");
});

test("a hold says by whom and why, as text; ending it asks for a reason too", async () => {
  const endHold = vi.fn<DeskApi["endHold"]>(() => done({}));
  const { container } = show({ hold, mayHold: true }, { endHold });
  expect(container.textContent).toContain(evil);
  expect(container.querySelector("img")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "End the hold" }));
  fireEvent.input(screen.getByLabelText("Why"), { target: { value: "No further action" } });
  fireEvent.click(screen.getByRole("button", { name: "End it" }));
  await screen.findByText(/The hold is ended/);
  expect(endHold).toHaveBeenCalledWith("01K", "No further action");
});

test("whoever may not hold sees that it is held, and nothing where it is not", () => {
  const { container } = show({ hold, mayHold: false });
  expect(screen.queryByRole("button")).toBeNull();
  expect(container.textContent).toContain("Held since");
  cleanup();
  expect(show({ hold: null, mayHold: false }).container.textContent).toBe("");
});
