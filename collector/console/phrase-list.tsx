// The phrases of a finding. A very long one is shortened, with the whole of it one press away.
import { phraseCharsMost, shorten } from "./shorten.ts";

export function PhraseList({ phrases }: { readonly phrases: readonly string[] }) {
  if (phrases.length === 0) return <>None named</>;
  return (
    <ul class="phrases">
      {phrases.map((phrase) => {
        const short = shorten(phrase, phraseCharsMost);
        return (
          <li key={phrase}>
            {short === phrase ? (
              `“${phrase}”`
            ) : (
              <details>
                <summary>“{short}”</summary>
                <p class="excerpt-small">{phrase}</p>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
