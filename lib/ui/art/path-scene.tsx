/** An open gate, and a path through it towards the hills. Decoration. */
export function PathScene() {
  return (
    <svg class="art" viewBox="0 0 720 150" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect class="art-sky" width="720" height="150" />
      <circle class="art-sun" cx="360" cy="52" r="26" />
      <path class="art-hill" d="M0 96c100-44 220-46 360-6 140-40 260-38 360 6v54H0z" />
      <path class="art-leaf" d="M0 130c220-32 500-32 720 0v20H0z" />
      <path class="art-paper" d="M306 150c6-24 34-34 42-60h24c8 26 36 36 42 60z" />
      <g class="art-leaf">
        <path d="M180 150v-26c10-10 24-8 30 0 10-12 32-10 38 4 10-4 22 0 24 12v10z" />
        <path d="M448 150v-12c6-12 20-14 28-8 8-12 30-12 36 2 10-6 24-2 28 10v8z" />
      </g>
      <g class="art-wood">
        <rect x="268" y="50" width="13" height="100" rx="5" />
        <rect x="439" y="50" width="13" height="100" rx="5" />
        <circle cx="274.500" cy="44" r="10" />
        <circle cx="445.500" cy="44" r="10" />
      </g>
      <g class="art-accent">
        <path d="m266 70-42-8v84l42-4zm-8 13v12l-10-1V81zm-16-4v14l-10-1V77zm16 26v28l-10 1v-29zm-16 0v30l-10 1v-31z" />
        <path d="m454 70 42-8v84l-42-4zm8 13v12l10-1V81zm16-4v14l10-1V77zm-16 26v28l10 1v-29zm16 0v30l10 1v-31z" />
      </g>
    </svg>
  );
}
