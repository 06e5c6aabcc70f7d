// Who may do what at the desk: one table.

export const roles = ["dsl", "deputy", "head", "it", "staff"] as const;
export type Role = (typeof roles)[number];

export const abilities = [
  "read-cases",
  "decide-cases",
  "read-requests",
  "answer-requests",
  /** Visits, agreements and ways round the filter: what pupils did. */
  "read-activity",
  /** Policy and list problems, policy changes, what was opened for a time: what the filter did. */
  "read-filtering",
  "read-audit",
  /** Open a site or a kind of site for a time, start and end a lesson list, make one-time codes. */
  "open-for-a-time",
  "release-policy",
  "manage-lists",
  "manage-accounts",
  /** Who is told that something waits, in which order and when. */
  "manage-alerts",
  /** Keep a case for the police, a court or an inquiry, and end that. */
  "hold-cases",
  /** Say whose keys open what is sealed. */
  "manage-keys",
  /** Put one person's records together, on a lawful request. */
  "export-records",
  /** Shut one device out, and let it in again. */
  "shut-out-devices",
  /** Keep kinds of activity for a shorter time than the policy says. */
  "manage-keeping",
] as const;
export type Ability = (typeof abilities)[number];

/** IT staff see filtering and no safeguarding content; other staff see only what they open themselves. */
const table: Readonly<Record<Role, readonly Ability[]>> = {
  dsl: abilities,
  head: abilities,
  deputy: [
    "read-cases",
    "decide-cases",
    "read-requests",
    "answer-requests",
    "read-activity",
    "read-filtering",
    "read-audit",
    "open-for-a-time",
  ],
  it: [
    "read-requests",
    "answer-requests",
    "read-filtering",
    "release-policy",
    "manage-lists",
    "manage-accounts",
    "shut-out-devices",
  ],
  staff: ["open-for-a-time"],
};

export function may(role: Role, ability: Ability): boolean {
  return table[role].includes(ability);
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Whether an account of one role may make, change or end one of another: nobody hands out more than they hold. */
export function mayManage(role: Role, other: Role): boolean {
  return (
    may(role, "manage-accounts") &&
    table[other].every((ability) => may(role, ability) || ability === "open-for-a-time")
  );
}
