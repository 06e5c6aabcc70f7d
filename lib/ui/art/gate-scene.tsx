/** A closed garden gate with hills behind it and a path that leads another way. Decoration. */
export function GateScene() {
  return (
    <svg class="art" viewBox="0 0 360 200" aria-hidden="true">
      <rect class="art-sky" width="360" height="200" rx="20" />
      <circle class="art-sun" cx="286" cy="52" r="22" />
      <path
        class="art-hill"
        d="M0 132c60-42 120-42 180-8s120 26 180-10v66a20 20 0 0 1-20 20H20a20 20 0 0 1-20-20z"
      />
      <path
        class="art-leaf"
        d="M0 164c70-22 130-14 190-2s120 8 170-10v28a20 20 0 0 1-20 20H20a20 20 0 0 1-20-20z"
      />
      <path class="art-way" d="M150 196c10-22 60-22 92-30s46-20 60-34" />
      <g>
        <rect class="art-wood" x="62" y="84" width="12" height="88" rx="5" />
        <rect class="art-wood" x="158" y="84" width="12" height="88" rx="5" />
        <circle class="art-wood" cx="68" cy="80" r="9" />
        <circle class="art-wood" cx="164" cy="80" r="9" />
        <path
          class="art-accent"
          d="M76 104c22-16 58-16 80 0v10c-22-14-58-14-80 0zM76 150h80v9H76zM76 128h80v8H76z"
        />
        <path
          class="art-accent"
          d="M84 108h8v56h-8zM98 102h8v62h-8zM112 100h8v64h-8zM126 102h8v62h-8zM140 108h8v56h-8z"
        />
      </g>
      <g>
        <path
          class="art-leaf"
          d="M40 168c-18 0-24-14-16-24-6-14 12-26 22-16 14-4 22 12 12 20 4 12-6 20-18 20z"
        />
        <path class="art-wood" d="M38 160h6v22h-6z" />
      </g>
    </svg>
  );
}
