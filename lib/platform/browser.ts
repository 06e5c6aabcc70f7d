// The one place that names the browser's API object: promises everywhere, whatever the browser's own style.
import browser from "webextension-polyfill";

export { browser };
