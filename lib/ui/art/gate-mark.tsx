/** The mark: an open gate with a rounded arch. */
export function GateMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M4 29V13a12 12 0 0 1 24 0v16"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
      />
      <path
        d="M10 29V14.500a6 6 0 0 1 3-5.200V29M22 29V14.500a6 6 0 0 0-3-5.200"
        fill="none"
        stroke="currentColor"
        stroke-width="2.500"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="16" cy="21" r="2" fill="currentColor" />
    </svg>
  );
}
