/** A closed garden gate in a hedge, and a path that leads another way. Decoration. */
export function GateScene() {
  return (
    <svg class="art" viewBox="0 0 720 150" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect class="art-sky" width="720" height="150" />
      <circle class="art-sun" cx="560" cy="42" r="22" />
      <path class="art-hill" d="M0 104c90-46 190-52 300-16s190 30 420-22v84H0z" />
      <path class="art-leaf" d="M0 132c120-18 250-16 360-6s230 8 360-14v38H0z" />
      <path class="art-way" d="M404 160c24-26 66-28 108-36s52-20 70-36" />
      <g class="art-leaf">
        <path d="M0 150v-44c14-12 30-6 38 2 12-14 34-12 42 2 12-12 34-8 40 6 10-8 26-4 30 8v26z" />
        <path d="M272 150v-30c8-10 22-10 28-2 8-12 30-10 36 4 10-4 22 2 22 14v14z" />
      </g>
      <g class="art-wood">
        <rect x="146" y="56" width="13" height="94" rx="5" />
        <rect x="262" y="56" width="13" height="94" rx="5" />
        <circle cx="152.5" cy="50" r="10" />
        <circle cx="268.5" cy="50" r="10" />
      </g>
      <g class="art-accent">
        <path d="M161 78c28-18 71-18 99 0v10c-28-16-71-16-99 0zM161 106h99v8h-99zM161 134h99v8h-99z" />
        <path d="M170 82h8v66h-8zM187 74h8v74h-8zM206 70h8v78h-8zM225 74h8v74h-8zM243 82h8v66h-8z" />
      </g>
      <g>
        <path class="art-wood" d="M636 104h8v24h-8z" />
        <path
          class="art-leaf"
          d="M640 116c-24 0-32-20-22-32-8-20 16-36 30-24 18-4 28 16 16 28 6 16-8 28-24 28z"
        />
      </g>
    </svg>
  );
}
