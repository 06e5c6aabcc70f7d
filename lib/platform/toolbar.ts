// The button of the extension beside the address, and its line in the menu of a page.
import type { Toolbar } from "../app/ports.ts";
import { browser } from "./browser.ts";
import { namePageMenu } from "./page-menu.ts";

export function createToolbar(): Toolbar {
  return {
    setTitle: (title) => browser.action.setTitle({ title }),
    setMenu: namePageMenu,
    language: chrome.i18n.getUILanguage(),
  };
}
