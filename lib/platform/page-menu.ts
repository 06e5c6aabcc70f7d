// The line in the menu of a page, of words or of a link. The browser keeps it until the next installation or update.
// An image is a place on a page too: it is never looked at.
const id = "report-a-worry";

/** Settles when the line stands, in a life of the worker that puts it there. */
let offering: Promise<void> = Promise.resolve();

/** Puts the line there, in English for the moment until its name is known. */
export function offerPageMenu(): void {
  offering = new Promise((resolve) => {
    chrome.contextMenus.removeAll(() => {
      chrome.contextMenus.create(
        {
          id,
          title: "Report a worry",
          contexts: ["page", "frame", "selection", "link", "editable", "image", "video", "audio"],
        },
        () => {
          // Read, or the browser calls it an error that nobody looked at.
          void chrome.runtime.lastError;
          resolve();
        },
      );
    });
  });
}

/** Rejects where the line does not stand. */
export async function namePageMenu(title: string): Promise<void> {
  await offering;
  await chrome.contextMenus.update(id, { title });
}
