// A stand-in for the comments under a film on YouTube. Traits of the real page: custom elements (`ytd-…`) without roots
// of their own; comments come only when the reader scrolls to a `ytd-continuation-item-renderer`; a thread's element is
// filled after it was attached, and its words stand in runs of spans and emoji pictures inside `yt-attributed-string`;
// the box is `#contenteditable-root` in a `yt-formatted-string`, made when its stand-in is clicked; "Comment" is a button
// inside an element with an open root.

export function youtubeComments(comment: string): string {
  return `<ytd-app><ytd-watch-flexy><h1>How volcanoes work</h1><div style="height:2400px">film</div>
    <ytd-comments><div id="simplebox-placeholder">Add a comment…</div><div id="box"></div>
    <div id="contents"></div><ytd-continuation-item-renderer style="display:block;height:40px"></ytd-continuation-item-renderer>
    </ytd-comments></ytd-watch-flexy></ytd-app>
  <script>
    class Thread extends HTMLElement {
      set data(words) {
        this.innerHTML = '<ytd-comment-view-model><div id="body"><yt-attributed-string id="content-text"><span></span></yt-attributed-string></div></ytd-comment-view-model>';
        const run = this.querySelector("span");
        for (const word of words.split(" ")) {
          const span = document.createElement("span");
          span.append(word);
          run.append(span, " ");
        }
        run.insertAdjacentHTML("beforeend", '<img alt="🌋" src="data:,">');
      }
    }
    customElements.define("ytd-comment-thread-renderer", Thread);
    new IntersectionObserver(([entry], self) => {
      if (!entry.isIntersecting) return;
      self.disconnect();
      const thread = document.createElement("ytd-comment-thread-renderer");
      document.getElementById("contents").append(thread);
      requestAnimationFrame(() => { thread.data = ${JSON.stringify(comment)}; });
    }).observe(document.querySelector("ytd-continuation-item-renderer"));
    document.getElementById("simplebox-placeholder").addEventListener("click", (event) => {
      event.target.hidden = true;
      document.getElementById("box").innerHTML = '<ytd-commentbox><yt-formatted-string id="contenteditable-textarea">' +
        '<div id="contenteditable-root" contenteditable="true" dir="auto" aria-label="Add a comment…" style="min-height:1em"></div>' +
        '</yt-formatted-string><yt-button-shape id="submit"></yt-button-shape></ytd-commentbox>';
      const shape = document.getElementById("submit");
      shape.attachShadow({ mode: "open" }).innerHTML = "<button>Comment</button>";
      shape.addEventListener("click", () => { document.getElementById("box").textContent = ""; });
      document.getElementById("contenteditable-root").focus();
    });
  </script>`;
}
