// How nudge and help card look. In pixels, not in rem: the page's own root size is not the reader's; zoom still counts.
// As one sheet that is made by script: no content policy of a page stands in its way.

export const careStyle = `
*{box-sizing:border-box;margin:0;padding:0}
.box{
--surface:#fff;--ink:#1b2826;--soft:#485955;--line:#c5d2cd;--accent:#0d5f57;--on:#fff;--tint:#e7f1ee;
position:fixed;z-index:2147483647;max-width:calc(100vw - 16px);max-height:calc(100vh - 16px);overflow:auto;
font:400 15px/1.5 "Google Sans Text","Google Sans",Roboto,"Noto Sans","Noto Sans Arabic","Noto Sans Bengali","Noto Sans Gurmukhi","Segoe UI",Arial,sans-serif;
color:var(--ink);background:var(--surface);border:1px solid var(--line);border-radius:14px;
box-shadow:0 1px 2px rgb(20 40 36/8%),0 10px 30px rgb(20 40 36/18%);text-align:start;color-scheme:light dark;overflow-wrap:break-word}
.nudge{width:340px;padding:12px 14px 12px;border-inline-start:5px solid var(--accent)}
.corner{width:400px;padding:16px 18px 14px;bottom:16px;max-height:calc(100vh - 32px);display:flex;flex-direction:column;overflow:hidden}
.corner.right{right:16px}.corner.left{left:16px}
.scroll{overflow:auto;min-height:0}
.young{font-size:17px}
h2{font-size:1.07em;line-height:1.35;font-weight:600}
p{margin-top:4px;color:var(--soft)}
p.small{font-size:13px;margin-top:8px}
.young p.small{font-size:15px}
.row{display:flex;flex-wrap:wrap;gap:8px;margin-top:10px}
button,a{font:inherit;color:inherit;cursor:pointer}
button{min-height:44px;padding:8px 16px;border-radius:10px;border:1px solid var(--accent);background:var(--surface);color:var(--accent);font-weight:600}
button.main{background:var(--accent);color:var(--on)}
button:hover{background:var(--tint)}button.main:hover{filter:brightness(1.08);background:var(--accent)}
button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
ul{list-style:none;margin-top:10px;display:grid;gap:6px}
li a{display:block;min-height:44px;padding:8px 12px;border-radius:10px;background:var(--tint);text-decoration:none}
li a:hover b{text-decoration:underline}
.row{flex:none}
li b{font-weight:600;color:var(--accent)}
li span{display:block;font-size:13px;line-height:1.4;color:var(--soft)}
.young li span{font-size:15px}
bdi{white-space:nowrap}
.corner .danger{margin-top:8px;color:var(--ink);font-weight:600}
@media (prefers-color-scheme:dark){.box{--surface:#182322;--ink:#eaf1ee;--soft:#b7c7c2;--line:#3c4e4a;--accent:#83d3c5;--on:#0c1716;--tint:#22332f;box-shadow:0 10px 30px rgb(0 0 0/45%)}}
@media (prefers-contrast:more){.box{border:2px solid currentColor}}
@media (forced-colors:active){.box,button,li a{border:2px solid CanvasText}}
@media (prefers-reduced-motion:no-preference){.box{animation:come .16s ease-out}@keyframes come{from{opacity:0;transform:translateY(4px)}}}
/* At 200 % there is half the height: a strip at the foot, names and numbers first, the page above it to be read. */
@media (max-height:520px){
.corner{width:auto;padding:10px 14px;bottom:8px;max-height:50vh;display:grid;grid-template:"t r" auto "s s" minmax(0,1fr) "k k" auto/1fr auto;gap:0 12px;align-items:center}
.corner.right,.corner.left{right:8px;left:8px}
.corner h2{grid-area:t}.corner .row{grid-area:r;margin:0;justify-content:end}.corner .scroll{grid-area:s;max-height:100%;display:flex;flex-direction:column}.corner .danger{order:-1;margin:0}.corner>.small{grid-area:k}
.corner ul{display:flex;flex-wrap:wrap;margin-top:6px}
li a{padding:10px 12px;line-height:24px}li span,p:has(+ul){display:none}p.small{margin-top:4px}
}
@media print{.box{display:none}}
.said{position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;
