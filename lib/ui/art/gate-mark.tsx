/** The mark: a garden gate under an arch, one leaf a little open. */
export function GateMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M4.5 28V14a11.5 11.5 0 0 1 23 0v14"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
      />
      <path
        d="M10.5 28V15.5M16 28V12.5M21.5 28V15.5M10.5 21h11"
        fill="none"
        stroke="currentColor"
        stroke-width="2.4"
        stroke-linecap="round"
      />
    </svg>
  );
}
