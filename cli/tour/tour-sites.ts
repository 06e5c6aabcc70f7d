// The web of the tour: invented pages, and stand-ins for a few real hosts that the built-in lists know.
// Nothing leaves this machine.
import type { StandInAnswer, StandInSite } from "../kit/stand-in-web.ts";

export const tourHosts = {
  gambling: "www.bet365.com",
  warned: "www.ebay.co.uk",
  lesson: "rivers.example-lessons.test",
  forum: "chat.example-forum.test",
  frames: "pages.example-blog.test",
  homework: "write.example-homework.test",
  notes: "notes.example-homework.test",
  search: "www.bing.com",
  help: "www.childline.org.uk",
} as const;

/** What the pupil of the tour meets, types and looks for: phrases of the lexicons, said by invented people. */
export const tourWords = {
  page: "Nobody likes you. Everyone at school hates you and you should just kill yourself.",
  frame: "You can trust me. Don't tell your mum about us, it is our little secret.",
  textarea: "I can't do this anymore, I want to kill myself",
  editable: "I feel so alone and I just want to die",
  search: "how to kill myself",
} as const;

/** Counts, in the page itself, every change that anything makes to it after it has loaded. */
const selfWatch = `<script>
  window.changesSeen = 0;
  addEventListener("load", () => {
    new MutationObserver((records) => { window.changesSeen += records.length; })
      .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
</script>`;

function html(title: string, body: string): StandInAnswer {
  return {
    body: `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:18px/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#222}
textarea,[contenteditable],input{font:inherit;display:block;width:100%;box-sizing:border-box;min-height:3rem;border:1px solid #888;padding:.5rem;margin:.5rem 0 1.5rem}</style>
${selfWatch}</head><body>${body}</body></html>`,
  };
}

const lesson = `<h1>How rivers shape the land</h1>
<p>A river begins at its source, often a spring high in the hills. As it runs downhill it picks up sand and stones and
carries them along. Over thousands of years this wears the ground away and makes a valley.</p>
<h2>Meanders</h2><p>Water on the outside of a bend runs faster and cuts into the bank; on the inside it slows down and
drops what it carries. The bend grows until the river breaks through and leaves an ox-bow lake behind.</p>`;

export const tourSites: Readonly<Record<string, StandInSite>> = {
  [tourHosts.gambling]: () => html("Bets", "<h1>Place your bets</h1>"),
  [tourHosts.warned]: () =>
    html("Things for sale", "<h1>Things for sale</h1><p>A bicycle, hardly used.</p>"),
  [tourHosts.lesson]: () => html("How rivers shape the land", lesson),
  [tourHosts.forum]: () =>
    html(
      "Year 9 chat",
      `<h1>Year 9 chat</h1><p><b>sunny:</b> who is coming on Saturday?</p><p><b>kestrel:</b> ${tourWords.page}</p>
       <p><b>sunny:</b> stop that</p>`,
    ),
  "live.example-forum.test": () => html("Later", `<h1>Later</h1><p>${tourWords.textarea}</p>`),
  "marker.example-forum.test": () =>
    html("After the helpline", `<h1>Another page</h1><p>${tourWords.textarea}</p>`),
  [tourHosts.frames]: () =>
    html(
      "A blog",
      `<h1>A blog</h1><p>Below is a message somebody pasted.</p>
       <iframe width="600" srcdoc="<p>${tourWords.frame.replaceAll('"', "&quot;")}</p>"></iframe>`,
    ),
  [tourHosts.homework]: () =>
    html(
      "Homework",
      `<h1>Homework</h1><label for="answer">Your answer</label><textarea id="answer"></textarea>`,
    ),
  [tourHosts.notes]: () =>
    html(
      "Notes",
      `<h1>Notes</h1><p id="notes-label">Your notes</p>
       <div id="notes" contenteditable="true" role="textbox" aria-labelledby="notes-label"></div>`,
    ),
  [tourHosts.search]: ({ path }) =>
    path.startsWith("/search")
      ? html("Search results", "<h1>Results</h1><p>Somebody to talk to: call 116 123.</p>")
      : html("Search", `<form action="/search"><input name="q" aria-label="Search"></form>`),
  [tourHosts.help]: () =>
    html(
      "Childline (stand-in)",
      `<h1>Whatever your worry, you are not alone</h1><p>Some people write: ${tourWords.textarea}.</p>
       <label for="chat">Write to a counsellor</label><textarea id="chat"></textarea>`,
    ),
};
