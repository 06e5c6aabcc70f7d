// Who may do what at the desk. Only the DSL has an account so far; the table is ready for the others.

const roles = ["dsl", "deputy", "head", "it"] as const;
export type Role = (typeof roles)[number];

export const abilities = [
  "read-cases",
  "decide-cases",
  "read-requests",
  "answer-requests",
  "read-activity",
  "read-audit",
] as const;
export type Ability = (typeof abilities)[number];

/** IT staff run the collector and see none of its content: no case, no words, no visit. */
const table: Readonly<Record<Role, readonly Ability[]>> = {
  dsl: abilities,
  deputy: abilities,
  head: ["read-cases", "decide-cases", "read-audit"],
  it: [],
};

export function may(role: Role, ability: Ability): boolean {
  return table[role].includes(ability);
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
