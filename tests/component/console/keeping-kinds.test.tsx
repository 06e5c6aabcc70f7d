// How long kinds of activity are kept: what is written in, and what the policy says where nothing is.
import axe from "axe-core";
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import type { DeskApi } from "../../../collector/console/api.ts";
import { KeepingKinds } from "../../../collector/console/keeping-kinds.tsx";
import { done, fakeApi, refused } from "./fake-api.ts";

afterEach(cleanup);

function show(api: Partial<DeskApi>, mayManage = true, kinds = { "blocked-visit": 30 }) {
  return render(
    <KeepingKinds
      api={fakeApi({ keepKinds: () => done({ kinds, mayManage }), ...api })}
      tick={0}
      onSignedOut={() => undefined}
      days={365}
    />,
  );
}
const write = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

test("a kind gets its days, another goes back to the policy's; what stood before goes along", async () => {
  const saveKeepKinds = vi.fn<DeskApi["saveKeepKinds"]>(() => done({}));
  const { container } = show({ saveKeepKinds });
  await screen.findByText("1 kind of activity for a shorter time");
  await screen.findByDisplayValue("30");
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
  write("Sites closed, warned of or recorded", "");
  write("Requests", "90");
  fireEvent.click(screen.getByRole("button", { name: "Save", hidden: true }));
  await screen.findByText(/Saved/);
  expect(saveKeepKinds).toHaveBeenCalledWith({ "blocked-visit": 30 }, { "review-request": 90 });
});

test("somebody else was first: that is said", async () => {
  show({ saveKeepKinds: () => refused(409, "Somebody changed this.") });
  await screen.findByDisplayValue("30");
  fireEvent.click(screen.getByRole("button", { name: "Save", hidden: true }));
  await screen.findByText("Somebody changed this.");
});

test("whoever may not change it reads it", async () => {
  show({}, false);
  await screen.findByDisplayValue("30");
  expect(screen.queryByRole("button", { hidden: true })).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("Requests").disabled).toBe(true);
});
