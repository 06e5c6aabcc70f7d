import { render } from "preact";
import { TextsProvider } from "../../lib/ui/i18n/texts.tsx";
import { ReportApp } from "./report-app.tsx";

/**
 * The markup of the form as it stands before anything has been answered, in English: at build time it goes into
 * report.html, so that the form is there before its program is read. `root` is an empty element, and stays one.
 */
export function drawFirstScreen(root: Element): string {
  render(
    <TextsProvider first={undefined} hasChosen={false}>
      <ReportApp send={() => new Promise(() => {})} leave={() => undefined} />
    </TextsProvider>,
    root,
  );
  const screen = root.innerHTML;
  // Before its effects come, which ask the worker.
  render(null, root);
  return screen;
}
