// A table that scrolls by itself where it is wider than the page.
import type { ComponentChildren } from "preact";

export function Table({
  label,
  heads,
  actions,
  children,
}: {
  readonly label: string;
  readonly heads: readonly string[];
  /** What the last column, of buttons, is called for those who hear it. */
  readonly actions?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="table-box card" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {actions !== undefined && (
              <th scope="col">
                <span class="unseen">{actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
