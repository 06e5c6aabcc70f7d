const paths: Readonly<Record<string, string>> = {
  unkind: "M4 5h16v11H10l-4 4v-4H4zM9 10h.1M15 10h.1M9.5 13.5c1.5-1.2 3.5-1.2 5 0",
  contact: "M4 6h16v12H4zM4 7l8 6 8-6",
  upset:
    "M2.5 12S6 6 12 6s9.5 6 9.5 6S18 18 12 18s-9.5-6-9.5-6zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5",
  believe: "M4 10v4h3l8 4V6l-8 4zM18.5 9.5c1 1.5 1 3.5 0 5M8 14l1 5h2.5",
  friend:
    "M8.5 5.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M16 7.5a2.5 2.5 0 1 1 0 5M3 19c.5-3.5 2.5-5 5.5-5s5 1.5 5.5 5M16.5 15c2.5 0 4 1.5 4.5 4",
  myself: "M12 20s-7.5-4.5-7.5-10A4.2 4.2 0 0 1 12 7.5 4.2 4.2 0 0 1 19.5 10c0 5.5-7.5 10-7.5 10z",
  family: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10.5 19v-4.5h3V19",
  adult:
    "M12 4.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4M5.5 20c.5-4.5 2.8-6.5 6.5-6.5s6 2 6.5 6.5M12 13.5l-1.2 2.5 1.2 3 1.2-3z",
  other: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M8.5 12h.1M12 12h.1M15.5 12h.1",
};

/** A small line drawing for a kind of worry. Decoration: the words beside it say the same. */
export function WorryIcon({ of }: { readonly of: string }) {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={paths[of] ?? paths["other"]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
