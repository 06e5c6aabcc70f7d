const paths: Readonly<Record<string, string>> = {
  unkind: "M4 5h16v11H10l-4 4v-4H4zM9 10h.1M15 10h.1M9.500 13.500c1.500-1.200 3.500-1.200 5 0",
  contact: "M4 6h16v12H4zM4 7l8 6 8-6",
  upset:
    "M2.500 12S6 6 12 6s9.500 6 9.500 6S18 18 12 18s-9.500-6-9.500-6zM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5",
  believe: "M4 10v4h3l8 4V6l-8 4zM18.500 9.500c1 1.500 1 3.500 0 5M8 14l1 5h2.500",
  friend:
    "M8.500 5.500a3 3 0 1 1 0 6 3 3 0 0 1 0-6M16 7.500a2.500 2.500 0 1 1 0 5M3 19c.500-3.500 2.500-5 5.500-5s5 1.500 5.500 5M16.500 15c2.500 0 4 1.500 4.500 4",
  myself:
    "M12 20s-7.500-4.500-7.500-10A4.200 4.200 0 0 1 12 7.500 4.200 4.200 0 0 1 19.500 10c0 5.500-7.500 10-7.500 10z",
  family: "M4 11.500 12 5l8 6.500M6.500 10v9h11v-9M10.500 19v-4.500h3V19",
  adult:
    "M12 4.500a3.200 3.200 0 1 1 0 6.400 3.200 3.200 0 0 1 0-6.400M5.500 20c.500-4.500 2.800-6.500 6.500-6.500s6 2 6.500 6.500M12 13.500l-1.200 2.500 1.200 3 1.200-3z",
  other: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M8.500 12h.1M12 12h.1M15.500 12h.1",
};

/** A small line drawing for a kind of worry. Decoration: the words beside it say the same. */
export function WorryIcon({ of }: { readonly of: string }) {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={paths[of] ?? paths["other"]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.800"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
