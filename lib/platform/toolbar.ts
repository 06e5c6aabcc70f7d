// The button of the extension beside the address.
import type { Toolbar } from "../app/ports.ts";
import { browser } from "./browser.ts";

export function createToolbar(): Toolbar {
  return {
    setTitle: (title) => browser.action.setTitle({ title }),
  };
}
