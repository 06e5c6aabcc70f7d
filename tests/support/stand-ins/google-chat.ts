// Stand-ins for Google Chat and the chat of Google Meet. Traits of the real pages: Chat stands in frames inside a frame
// (the outer one of about:blank); messages are added one by one to a `[role=list]`, each name and time apart from its
// words, and announced a second time in an `aria-live` region that only a screen reader meets (a box of one pixel); the
// box to write in is a `contenteditable[role=textbox]` that Enter empties in its own keydown handler. Meet's side panel is
// an `aria-live="polite"` feed beside a textarea, where following messages of one person join the last bubble.

const feedScript = `
  window.receive = (who, words) => {
    const item = document.createElement("div");
    item.setAttribute("role", "listitem");
    item.innerHTML = '<div><span class="who"></span> <span class="when">Now</span></div><div class="said"><div dir="auto"></div></div>';
    item.querySelector(".who").textContent = who;
    item.querySelector("[dir]").textContent = words;
    document.querySelector("[role=list]").append(item);
    document.querySelector(".announce").textContent = who + " says " + words;
  };`;

const chatRoom = `<div class="announce" aria-live="assertive" style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)"></div>
  <div role="list" aria-label="Conversation"></div>
  <div id="box" contenteditable="true" role="textbox" aria-label="History is on" style="min-height:2em"></div>
  <script>${feedScript}
    const box = document.getElementById("box");
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const words = box.textContent;
      box.textContent = "";
      fetch("/send", { method: "POST", body: words }).catch(() => undefined);
    });
  </script>`;

/** The room inside two frames; \`room()\` of the page gives the room's own window. */
export const googleChat = `<div>Chat</div><iframe id="outer"></iframe>
  <script>
    const inner = document.getElementById("outer").contentDocument;
    inner.body.innerHTML = '<iframe id="room" src="/chat/u/0/frame"></iframe>';
    window.room = () => inner.getElementById("room").contentWindow;
  </script>`;
export const googleChatRoom = chatRoom;

export const meetChat = `<div class="tiles"><video></video></div>
  <aside><div aria-live="polite" class="feed"></div>
  <textarea aria-label="Send a message" placeholder="Send a message"></textarea>
  <button id="send" aria-label="Send a message to everyone" disabled>➤</button></aside>
  <script>
    const area = document.querySelector("textarea");
    const send = document.getElementById("send");
    window.receive = (who, words) => {
      const feed = document.querySelector(".feed");
      if (feed.lastElementChild?.dataset.who !== who) {
        const bubble = document.createElement("div");
        bubble.dataset.who = who;
        bubble.innerHTML = "<div></div>";
        bubble.firstChild.textContent = who;
        feed.append(bubble);
      }
      const line = document.createElement("div");
      line.append(words);
      feed.lastElementChild.append(line);
    };
    area.addEventListener("input", () => { send.disabled = area.value === ""; });
    send.addEventListener("click", () => { const words = area.value; area.value = ""; receive("You", words); });
  </script>`;
