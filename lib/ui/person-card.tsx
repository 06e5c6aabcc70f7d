import { SchoolWords } from "./school-words.tsx";

/** The first letters of a name without its title, for the round where a photograph might be. */
export function initialsOf(name: string): string {
  const parts = name
    .split(/\s+/)
    .filter((part) => !/^(mr|mrs|ms|miss|mx|dr|sir|the)\.?$/i.test(part) && /^\p{L}/u.test(part));
  const first = parts[0]?.charAt(0) ?? name.charAt(0);
  const last = parts.length > 1 ? (parts.at(-1)?.charAt(0) ?? "") : "";
  return (first + last).toUpperCase();
}

/** An adult at school, by name. */
export function PersonCard({
  person,
}: {
  readonly person: { readonly name: string; readonly role: string; readonly where?: string };
}) {
  return (
    <div class="person">
      <span class="person-face" aria-hidden="true">
        {initialsOf(person.name)}
      </span>
      <div>
        <p class="person-name">
          <bdi>{person.name}</bdi>
        </p>
        <p class="small soft">
          <SchoolWords>
            {person.where === undefined ? person.role : `${person.role} · ${person.where}`}
          </SchoolWords>
        </p>
      </div>
    </div>
  );
}
