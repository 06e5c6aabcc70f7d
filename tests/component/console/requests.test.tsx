// Requests at the desk: who asked, what was answered, and taking an answer back.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import axe from "axe-core";
import { afterEach, expect, test, vi } from "vitest";
import type { DeskApi } from "../../../collector/console/api.ts";
import { RequestsView } from "../../../collector/console/requests-view.tsx";
import type { RequestGroup } from "../../../collector/store/store.ts";
import { makeRequest } from "../../support/collector-seed.ts";
import { done, fakeApi, refused } from "./fake-api.ts";

afterEach(cleanup);

const out = () => undefined;

function group(given: Partial<RequestGroup> = {}): RequestGroup {
  return {
    host: "puzzles.example.test",
    wanted: "open",
    category: "games",
    people: 3,
    count: 4,
    lastAtMs: 1,
    receivedAtMs: 77,
    version: 0,
    answer: null,
    since: 0,
    latest: [{ event: makeRequest(), receivedAtMs: 1, skewMs: 0, sentFrom: "" }],
    ...given,
  };
}
const given = { outcome: "opened", note: "", atMs: 1, who: "dsl", upToMs: 77 } as const;
const answers = (...groups: readonly RequestGroup[]) =>
  done({ groups, total: groups.length, page: 1, pages: 1 });

const show = (api: Partial<DeskApi>, mayAnswer = true) =>
  render(
    <RequestsView
      api={fakeApi(api)}
      tick={0}
      onSignedOut={out}
      page={1}
      mayAnswer={mayAnswer}
      mayRelease={false}
    />,
  );

async function expectAccessible(container: Element): Promise<void> {
  const run = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(run.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("who else asked, and markup stays text", async () => {
  const evil = `<img src=x onerror="globalThis.stolen=1"><script>globalThis.stolen=1</script>`;
  const event = makeRequest({ words: evil, address: evil, user: evil });
  const latest = [{ event, receivedAtMs: 1, skewMs: 0, sentFrom: "" }];
  const answer = { ...given, note: evil, who: evil };
  const { container } = show({
    requests: () => answers(group({ host: evil, latest, answer, since: 2 })),
  });
  await screen.findByText(/3 people asked, 4 times/);
  expect(container.textContent).toContain("And 3 earlier requests.");
  expect(container.querySelector("img, script, iframe")).toBeNull();
  expect((globalThis as { stolen?: number }).stolen).toBeUndefined();
  await expectAccessible(container);
});

test("an answer is sent with what the reader saw, shown, and can be taken back", async () => {
  const answerRequest = vi.fn<DeskApi["answerRequest"]>(() => done({}));
  const undoRequestAnswer = vi.fn<DeskApi["undoRequestAnswer"]>(() => done({}));
  const requests = vi
    .fn<DeskApi["requests"]>()
    .mockReturnValueOnce(answers(group()))
    .mockReturnValueOnce(answers(group({ version: 5, answer: { ...given, note: "From Monday." } })))
    .mockReturnValue(answers(group({ version: 6 })));
  const { container } = show({ requests, answerRequest, undoRequestAnswer });
  fireEvent.click(await screen.findByText("Answer …"));
  await expectAccessible(container);
  expect(document.activeElement?.getAttribute("value")).toBe("opened");
  const submit = () => fireEvent.submit(container.querySelector("form") ?? container);
  submit();
  expect(answerRequest).not.toHaveBeenCalled();
  fireEvent.click(screen.getByLabelText("Opened"));
  fireEvent.input(screen.getByLabelText("Note, if you like"), {
    target: { value: " From Monday. " },
  });
  submit();
  await screen.findByText("The answer is kept.");
  expect(answerRequest).toHaveBeenCalledWith({
    host: "puzzles.example.test",
    wanted: "open",
    version: 0,
    upToMs: 77,
    outcome: "opened",
    note: "From Monday.",
  });
  expect(container.querySelector(".given-answer")?.textContent).toMatch(
    /Opened by dsl.*From Monday/,
  );
  expect(document.activeElement?.className).toBe("answer");
  await expectAccessible(container);
  fireEvent.click(screen.getByText("Undo: take the answer back"));
  await waitFor(() =>
    expect(undoRequestAnswer).toHaveBeenCalledWith({
      host: "puzzles.example.test",
      wanted: "open",
      version: 5,
    }),
  );
  await screen.findByText("Answer …");
  // Only the first load was a reading by a person.
  expect(requests.mock.calls.map(([, live]) => live)).toEqual([false, true, true]);
});

test("noting something needs the note", async () => {
  const answerRequest = vi.fn<DeskApi["answerRequest"]>(() => done({}));
  const { container } = show({
    requests: () => answers(group({ wanted: "blocked" })),
    answerRequest,
  });
  fireEvent.click(await screen.findByText("Answer …"));
  expect(screen.queryByLabelText("Opened")).toBeNull();
  expect(screen.getByLabelText("Blocked")).toBeTruthy();
  fireEvent.click(screen.getByLabelText("Something else, as noted"));
  fireEvent.submit(container.querySelector("form") ?? container);
  expect(answerRequest).not.toHaveBeenCalled();
  fireEvent.input(screen.getByLabelText("Note"), { target: { value: "Asked the office." } });
  fireEvent.submit(container.querySelector("form") ?? container);
  await waitFor(() => expect(answerRequest).toHaveBeenCalledOnce());
});

test("asked again since: the old answer stands there, and it can be answered again", async () => {
  show({ requests: () => answers(group({ answer: given, since: 2 })) });
  expect(await screen.findByText(/asked again 2 times since/)).toBeTruthy();
  expect(screen.getByText("Answer again …")).toBeTruthy();
});

test("a request that changed meanwhile is loaded again, the reader told, the words kept", async () => {
  const requests = vi.fn<DeskApi["requests"]>(() => answers(group()));
  const { container } = show({
    requests,
    answerRequest: () => refused(409, "Somebody changed this."),
  });
  fireEvent.click(await screen.findByText("Answer …"));
  fireEvent.click(screen.getByLabelText("Left closed"));
  fireEvent.input(screen.getByLabelText("Note, if you like"), { target: { value: "Why." } });
  fireEvent.submit(container.querySelector("form") ?? container);
  await screen.findByText("Somebody changed this.");
  expect(requests).toHaveBeenCalledTimes(2);
  expect(screen.getByLabelText<HTMLTextAreaElement>("Note, if you like").value).toBe("Why.");
});

test("who may not answer sees the answer and no buttons", async () => {
  const { container } = show({ requests: () => answers(group({ answer: given })) }, false);
  await screen.findByText(/Opened/);
  expect(container.querySelector("button")).toBeNull();
});
