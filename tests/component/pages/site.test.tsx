// A page that should be closed, or open: told of from anywhere (requirement F14).
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { SiteApp } from "../../../entrypoints/site/site-app.tsx";
import { ReportApp } from "../../../entrypoints/report/report-app.tsx";
import { sampleMessenger, sampleStates, type SampleAnswers } from "../../support/page-samples.ts";
import { expectSoundStructure } from "./check-structure.ts";

afterEach(cleanup);

const address = "https://chat.example.test/room";
function open(hash: string, answers: SampleAnswers = sampleStates()["notice"] ?? {}) {
  const messenger = sampleMessenger(answers);
  return { ...messenger, ...render(<SiteApp hash={hash} send={messenger.send} />) };
}
const send = () => {
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
};
const write = (label: string, words: string) => {
  fireEvent.input(screen.getByLabelText(label), { target: { value: words } });
};

test("the page that was open stands there already; what is sent is what stands there", async () => {
  const { sent } = open(`#u=${address}`);
  await screen.findByText("Example Academy");
  expect(screen.getByLabelText<HTMLInputElement>("Address of the page").value).toBe(address);
  write("A few words help (optional)", "rude pictures");
  send();
  await screen.findByText("Thanks. A person will look at it.");
  expect(screen.getByText(/7QX-M2K/)).toBeDefined();
  expect(sent.find(({ name }) => name === "blocked/ask-review")?.body).toEqual({
    address,
    wanted: "blocked",
    words: "rude pictures",
    claim: expect.any(String),
  });
});

test.each([
  ["as people write it", "maps.example.test/uk", "https://maps.example.test/uk"],
  ["whole", "http://maps.example.test/", "http://maps.example.test/"],
])("a good page that is closed, its address %s", async (_name, written, told) => {
  const { sent } = open("");
  await screen.findByText("Example Academy");
  write("Address of the page", written);
  fireEvent.click(screen.getByRole("radio", { name: "It should be open" }));
  send();
  await screen.findByText("Thanks. A person will look at it.");
  expect(sent.find(({ name }) => name === "blocked/ask-review")?.body).toMatchObject({
    address: told,
    wanted: "open",
  });
});

test.each(["", "hello", "javascript:alert(1)", "file:///etc/passwd"])(
  "%j is no address of a web page: nothing is sent",
  async (written) => {
    const { sent } = open("#u=javascript:alert(1)");
    await screen.findByText("Example Academy");
    write("Address of the page", written);
    send();
    expect(sent.some(({ name }) => name === "blocked/ask-review")).toBe(false);
  },
);

test("a worker that does not take it says so, and what was written stays", async () => {
  const { "blocked/ask-review": _, ...answers } = sampleStates()["notice"] ?? {};
  open(`#u=${address}`, answers);
  await screen.findByText("Example Academy");
  write("A few words help (optional)", "rude pictures");
  send();
  await screen.findByText(/Your words are still here/);
  expect(screen.getByDisplayValue("rude pictures")).toBeDefined();
});

test("it is one press from the popup, with the page that is open", async () => {
  render(
    <ReportApp
      send={sampleMessenger(sampleStates()["teen"] ?? {}).send}
      leave={() => undefined}
      pollMs={60_000}
    />,
  );
  const link = await screen.findByRole("link", { name: "Tell school about a page" });
  await expect
    .poll(() => link.getAttribute("href"))
    .toBe("site.html#u=https://chat.example.test/room/42");
});

test("structure is sound", async () => {
  const { container } = open(`#u=${address}`);
  await screen.findByText("Example Academy");
  await expectSoundStructure(container);
});
