/** The mark: a garden gate under an arch, one leaf a little open. */
export function GateMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M4.500 28V14a11.500 11.500 0 0 1 23 0v14"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
      />
      <path
        d="M10.500 28V15.500M16 28V12.500M21.500 28V15.500M10.500 21h11"
        fill="none"
        stroke="currentColor"
        stroke-width="2.400"
        stroke-linecap="round"
      />
    </svg>
  );
}
