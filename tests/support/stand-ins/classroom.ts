// A stand-in for Google Classroom. Traits of the real page: undefined custom elements (`c-wiz`) without roots hold
// everything; posts arrive after the page in pieces, their words split over spans and links; "Add class comment" is a
// sibling of the `contenteditable` and no placeholder attribute; "Post" becomes a button only when something is
// written, acts at click, and clears the box before its request.

export function classroom(comment: string): string {
  const words = comment.split(" ");
  return `<c-wiz><main class="stream"><h1>Year 9 Geography</h1><div id="posts"></div></main>
    <div class="box"><div class="example">Add class comment…</div>
    <div id="comment" contenteditable="true" role="textbox" aria-label="Add class comment…" style="min-height:2em"></div>
    <div role="button" id="post" aria-disabled="true" tabindex="0">Post</div></div></c-wiz>
  <script>
    const words = ${JSON.stringify(words)};
    addEventListener("load", () => requestAnimationFrame(() => {
      const post = document.createElement("c-wiz");
      const line = document.createElement("div");
      post.append(line);
      document.getElementById("posts").append(post);
      for (const word of words) {
        const span = document.createElement("span");
        span.append(word.slice(0, 2), word.slice(2));
        line.append(span, " ");
      }
    }));
    const box = document.getElementById("comment");
    box.addEventListener("input", () => { document.getElementById("post").removeAttribute("aria-disabled"); });
    document.getElementById("post").addEventListener("click", () => {
      const said = box.textContent;
      box.textContent = "";
      fetch("/comments", { method: "POST", body: said }).catch(() => undefined);
    });
  </script>`;
}
