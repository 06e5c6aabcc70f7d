import type { StatusView } from "../../lib/contract/message.ts";
import { statusWords as words } from "./words.ts";

/** What is wrong in the policy: where, what stands there, what would be right. Errors first. */
export function PolicyProblems({ problems }: { readonly problems: StatusView["policyProblems"] }) {
  return (
    <section class="card stack">
      <h2>{words.problemsTitle}</h2>
      {problems.length === 0 ? (
        <p>{words.problemsNone}</p>
      ) : (
        <>
          <p class="soft">{words.problemsKept}</p>
          <ul class="problems">
            {problems
              .toSorted((a, b) => (a.level === b.level ? 0 : a.level === "error" ? -1 : 1))
              .map((problem) => (
                <li key={`${problem.path} ${problem.what}`}>
                  <p>
                    <span class={`level level-${problem.level}`}>
                      {problem.level === "error" ? words.error : words.warning}
                    </span>{" "}
                    <code>{problem.path}</code>
                  </p>
                  <dl class="facts small">
                    <dt>{words.columnFound}</dt>
                    <dd>{problem.what}</dd>
                    <dt>{words.columnExpected}</dt>
                    <dd>{problem.expected}</dd>
                  </dl>
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  );
}
