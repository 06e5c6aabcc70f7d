// The school: its contacts, its hosts, its protected sites, where its events go.
import { addError, addWarning, checkHosts, checkUnique, oneOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { parseWebAddress } from "./host.ts";

export function checkSchool(context: CheckContext): void {
  const { school, reporting, protectedSites } = context.policy;
  const contacts = school.contacts.map(({ id }) => id);
  checkUnique(context, "school.contacts", contacts, "contact");
  for (const role of ["dsl", "head", "itHelp"] as const) {
    const id = school[role];
    if (id === undefined || contacts.includes(id)) continue;
    addError(
      context,
      `school.${role}`,
      `"${id}", which no contact has as its id`,
      oneOf(id, contacts, "the id of a contact"),
    );
  }
  if (school.head === undefined) {
    addWarning(
      context,
      "school.head",
      "nothing",
      "the id of the head or a governor, who takes a worry about an adult at school",
    );
  } else if (school.head === school.dsl) {
    addWarning(
      context,
      "school.head",
      `"${school.head}", who is the DSL as well`,
      "somebody else, so that a worry about the DSL does not reach the DSL",
    );
  }
  checkHosts(context, "school.hosts", school.hosts);
  checkHosts(context, "protectedSites", protectedSites);
  const endpoint =
    reporting.endpoint === undefined ? undefined : parseWebAddress(reporting.endpoint);
  if (endpoint?.scheme === "http" && !["localhost", "127.0.0.1"].includes(endpoint.host)) {
    addWarning(
      context,
      "reporting.endpoint",
      `"${reporting.endpoint ?? ""}", which anybody on the way can read`,
      "an address that begins with https://",
    );
  }
}
