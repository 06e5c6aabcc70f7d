/** Closes the page at once: the popup or tab where the browser lets us, an empty page where it does not. */
export function leavePage(): void {
  window.close();
  window.location.replace("about:blank");
}
