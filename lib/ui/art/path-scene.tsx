/** A path through an open gate towards the hills. Decoration. */
export function PathScene() {
  return (
    <svg class="art" viewBox="0 0 360 160" aria-hidden="true">
      <rect class="art-sky" width="360" height="160" rx="20" />
      <circle class="art-sun" cx="180" cy="62" r="26" />
      <path
        class="art-hill"
        d="M0 104c60-36 116-36 180-12 64-24 120-24 180 12v36a20 20 0 0 1-20 20H20a20 20 0 0 1-20-20z"
      />
      <path
        class="art-leaf"
        d="M0 130c120-22 240-22 360 0v10a20 20 0 0 1-20 20H20a20 20 0 0 1-20-20z"
      />
      <path class="art-paper" d="M140 160c6-26 26-38 34-64h12c8 26 28 38 34 64z" />
      <rect class="art-wood" x="112" y="66" width="11" height="80" rx="5" />
      <rect class="art-wood" x="237" y="66" width="11" height="80" rx="5" />
      <circle class="art-wood" cx="117" cy="62" r="8" />
      <circle class="art-wood" cx="243" cy="62" r="8" />
      <path class="art-accent" d="M108 82 84 90v50l24-4zm-17 13 4-1v36l-4 1zm8-3 4-1v36l-4 1z" />
      <path class="art-accent" d="m252 82 24 8v50l-24-4zm17 13-4-1v36l4 1zm-8-3-4-1v36l4 1z" />
    </svg>
  );
}
