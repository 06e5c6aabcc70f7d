import type { AgreementView } from "../../lib/contract/message.ts";
import { SchoolWords } from "../../lib/ui/school-words.tsx";

type Agreement = NonNullable<AgreementView["agreement"]>;

/** The school's rules as it wrote them, numbered so that people can speak about "rule three". */
export function RulesList({ agreement }: { readonly agreement: Agreement }) {
  return (
    <ol class="rules">
      {agreement.rules.map((rule) => (
        <li key={rule}>
          <SchoolWords>{rule}</SchoolWords>
        </li>
      ))}
    </ol>
  );
}
