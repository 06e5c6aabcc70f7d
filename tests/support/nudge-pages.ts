// Pages of strangers on which something can be given away: a chat, a form, a mail. Invented sites and people.
import { html } from "./visit.ts";

const chat = html(
  "Exampletalk",
  `<style>body{margin:0;font:16px sans-serif;display:flex;flex-direction:column;height:100vh}
  @media (prefers-color-scheme:dark){body{background:#202225;color:#ddd}textarea{background:#333;color:#eee}}
  header{padding:12px 20px;border-bottom:1px solid #9995}[role=log]{flex:1;padding:20px;overflow:auto}
  [role=log] p{margin:6px 0}form{display:flex;gap:8px;padding:14px 20px;border-top:1px solid #9995}
  textarea{flex:1;font:inherit;padding:10px;border-radius:8px;height:24px}</style>
  <header>Exampletalk · <b>pixelfox_91</b></header>
  <div role="log" aria-label="Messages"><p><b>pixelfox_91</b> hi again, good game yesterday</p>
  <p><b>pixelfox_91</b> can we meet up?</p></div>
  <form id="form"><textarea id="say" aria-label="Message"></textarea><button id="send">Send</button></form>
  <script>
    window.heard = [];
    for (const name of ["keydown", "click", "focusin", "input"])
      document.addEventListener(name, (event) => heard.push(name + " " + (event.key ?? "") + " " + event.target.id), true);
    form.addEventListener("submit", (event) => { event.preventDefault(); say.value = ""; });
    say.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); say.value = ""; } });
  </script>`,
);

const form = html(
  "Win a console",
  `<style>body{font:16px sans-serif;max-width:560px;margin:30px auto}label{display:block;margin-top:14px}
  @media (prefers-color-scheme:dark){body{background:#222;color:#ddd}input,textarea{background:#333;color:#eee}}
  input,textarea{display:block;width:100%;padding:8px;font:inherit}</style>
  <h1>Win a console!</h1><p>Tell us where to send it.</p>
  <form><label>Nickname <input id="nick"></label><label>Phone <input id="phone" type="tel" autocomplete="tel"></label>
  <label>Address <textarea id="address" rows="3"></textarea></label>
  <label>Password <input id="secret" type="password"></label>
  <label>Search <input id="find" type="search"></label><button type="button">Enter</button></form>`,
);

const mail = html(
  "Examplemail",
  `<style>body{font:16px sans-serif;margin:0}main{max-width:760px;margin:20px auto}
  @media (prefers-color-scheme:dark){body{background:#1f1f1f;color:#ddd}}
  #body{border:1px solid #9995;min-height:220px;padding:14px}#body p{margin:0 0 10px}</style>
  <main><h1>New message</h1><p>To: somebody@examplemail.test</p>
  <div id="body" contenteditable="true" role="textbox" aria-label="Message body" aria-multiline="true"><p>Hello,</p><p id="last"><br></p></div>
  <button>Send</button></main>`,
);

export const strangers = {
  "exampletalk.test": () => chat,
  "prizes.examplegames.test": () => form,
  "examplemail.test": () => mail,
} as const;
