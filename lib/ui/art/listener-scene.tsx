/** Two people on a bench; one of them listens. Decoration. */
export function ListenerScene() {
  return (
    <svg class="art" viewBox="0 0 360 190" aria-hidden="true">
      <rect class="art-sky" width="360" height="190" rx="20" />
      <circle class="art-sun" cx="62" cy="50" r="20" />
      <path class="art-hill" d="M0 140q110-50 210-12t150-8v50q0 20-20 20H20q-20 0-20-20z" />
      <path class="art-leaf" d="M0 166q180-18 360 0v4q0 20-20 20H20q-20 0-20-20z" />
      <path class="art-wood" d="M96 134h176v11H96zM108 145h9v32h-9zM251 145h9v32h-9z" />
      <path class="art-accent" d="M122 136q-2-52 28-52t28 52z" />
      <circle class="art-skin" cx="151" cy="66" r="18" />
      <path class="art-ink" d="M132 64c-2-22 36-26 39-3q-13-3-17-9-6 11-22 12z" />
      <path class="art-ink" d="M128 136h46v8h-10v28h-12v-26h-4v26h-12v-28h-8z" />
      <path class="art-paper" d="M196 136q-2-43 22-43t22 43z" />
      <circle class="art-skin-two" cx="217" cy="78" r="16" />
      <path class="art-ink" d="M201 82c-4-24 10-26 17-24s18 2 15 26q-6-8-7-14-12 6-22 2z" />
      <path class="art-ink" d="M198 136h40v8h-9v24h-11v-22h-3v22h-11v-24h-6z" />
      <path class="art-line" d="M144 70h.1M156 70h.1M146 76q5 5 9 0M211 82h.1M222 82h.1M213 88h7" />
      <path
        class="art-paper"
        d="M258 46h50q12 0 12 12v20q0 12-12 12h-34l-16 14 3-14q-15 0-15-12V58q0-12 12-12z"
      />
      <path class="art-line" d="M264 62h40M264 74h26" />
    </svg>
  );
}
