// A stand-in for Gmail. Traits of the real page: it draws itself after it has loaded; a message stands in
// `div.a3s.aiL` inside tables; the compose window is a `div[g_editable=true][role=textbox][contenteditable]` beside
// `input[name=subjectbox]`; "Send" is a `div[role=button]` that acts at mousedown, takes the whole compose window out
// of the page at once, and sends by fetch.

export function gmail(message: string): string {
  return `<div role="navigation">Inbox</div><div id="root"></div>
  <script>
    addEventListener("load", () => requestAnimationFrame(() => {
      document.getElementById("root").innerHTML = '<table role="presentation"><tr><td><h2 class="hP">Tomorrow</h2>' +
        '<div class="a3s aiL"><div dir="ltr"></div></div></td></tr></table>' +
        '<div role="dialog" class="nH"><input name="subjectbox" aria-label="Subject" placeholder="Subject">' +
        '<div class="Am Al editable LW-avf" g_editable="true" role="textbox" aria-multiline="true" hidefocus="true" ' +
        'aria-label="Message Body" contenteditable="true" style="min-height:4em"></div>' +
        '<div role="button" class="T-I aoO" tabindex="1">Send</div></div>';
      document.querySelector(".a3s div").textContent = ${JSON.stringify(message)};
      document.querySelector(".aoO").addEventListener("mousedown", (event) => {
        event.preventDefault();
        const words = document.querySelector(".editable").innerText;
        document.querySelector("[role=dialog]").remove();
        fetch("/sync/send", { method: "POST", body: words }).catch(() => undefined);
      });
    }));
  </script>`;
}
