/** Two people on a bench; one of them listens. Decoration. */
export function ListenerScene() {
  return (
    <svg class="art" viewBox="0 0 360 200" aria-hidden="true">
      <rect class="art-sky" width="360" height="200" rx="20" />
      <circle class="art-sun" cx="62" cy="50" r="20" />
      <path
        class="art-hill"
        d="M0 140c80-40 150-30 210-12s110 10 150-8v60a20 20 0 0 1-20 20H20a20 20 0 0 1-20-20z"
      />
      <path
        class="art-leaf"
        d="M0 172c80-14 240-14 360 0v8a20 20 0 0 1-20 20H20a20 20 0 0 1-20-20z"
      />
      <rect class="art-wood" x="96" y="134" width="176" height="11" rx="5" />
      <rect class="art-wood" x="108" y="144" width="9" height="34" rx="4" />
      <rect class="art-wood" x="251" y="144" width="9" height="34" rx="4" />
      <g>
        <path class="art-accent" d="M122 136c-2-34 8-52 28-52s30 18 28 52z" />
        <circle class="art-skin" cx="151" cy="66" r="18" />
        <path class="art-ink" d="M132 64c-2-22 36-26 39-3-9-2-14-6-17-9-4 7-12 11-22 12z" />
        <path class="art-line" d="M144 70h.1M156 70h.1M146 76c3 3 7 3 9 0" />
        <path class="art-ink" d="M128 136h46v8h-10v28h-12v-26h-4v26h-12v-28h-8z" />
      </g>
      <g>
        <path class="art-paper" d="M196 136c-2-27 6-43 22-43s24 16 22 43z" />
        <circle class="art-skin-two" cx="217" cy="78" r="16" />
        <path
          class="art-ink"
          d="M201 82c-4-24 10-26 17-24s18 2 15 26c-4-6-6-10-7-14-8 4-18 4-22 2z"
        />
        <path class="art-line" d="M211 82h.1M222 82h.1M213 88h7" />
        <path class="art-ink" d="M198 136h40v8h-9v24h-11v-22h-3v22h-11v-24h-6z" />
      </g>
      <path
        class="art-paper"
        d="M258 46h50a12 12 0 0 1 12 12v20a12 12 0 0 1-12 12h-34l-16 14 3-14a12 12 0 0 1-11-12V58a12 12 0 0 1 8-12z"
      />
      <path class="art-line" d="M266 62h40M266 74h26" />
    </svg>
  );
}
