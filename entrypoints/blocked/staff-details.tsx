import { blockedStaffWords as words } from "../../lib/ui/i18n/english/blocked-staff.ts";
import type { BlockExplanation } from "../../lib/contract/message.ts";

/** The line of the policy that decided, for those who look after it. */
export function StaffDetails({ explanation }: { readonly explanation: BlockExplanation }) {
  return (
    <dl class="facts small">
      <dt>{words.factAddress}</dt>
      <dd>
        <code>{explanation.address}</code>
      </dd>
      <dt>{words.factCategory}</dt>
      <dd>
        {explanation.category.title} <code>{explanation.category.id}</code>
      </dd>
      <dt>{words.factRule}</dt>
      <dd>
        <code>{explanation.ruleLine}</code>
      </dd>
      {explanation.through === "" ? null : (
        <>
          <dt>{words.factThrough}</dt>
          <dd>
            <code>{explanation.through}</code>
          </dd>
        </>
      )}
      <dt>{words.factSource}</dt>
      <dd>{explanation.school.origin === "policy" ? words.originPolicy : words.originBaseline}</dd>
    </dl>
  );
}
