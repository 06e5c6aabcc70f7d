// For which worries the school offers each of its contacts.
import { worryKinds, type WorryKind } from "../../contract/vocabulary.ts";

interface Contact {
  readonly id: string;
  readonly for?: readonly WorryKind[] | undefined;
}

/**
 * The kinds that a contact is offered for; [] means any but one about an adult at school. Whom the policy names as head
 * (the head or a governor) takes those whatever else is said of them: a list of other kinds must not close the only way.
 */
export function kindsFor(contact: Contact, headId: string | undefined): readonly WorryKind[] {
  const own = contact.for ?? [];
  if (contact.id !== headId) return own;
  if (own.length === 0) return worryKinds;
  return own.includes("adult") ? own : [...own, "adult"];
}
