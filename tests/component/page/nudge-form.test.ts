// The form around a field: a name and a school in fields of their own, in the shapes that pages build.
import { afterEach, expect, test } from "vitest";
import { formWithNameAndSchool } from "../../../lib/app/page/nudge-form.ts";

afterEach(() => {
  document.body.replaceChildren();
});

const first = '<label>First name <input id="first" value="Robin"></label>';
const last = '<label>Surname <input id="last" value="Sample"></label>';
const school = '<label>School <input id="school" value="Example Academy"></label>';
const choice =
  '<label>School <select id="school"><option value="17">Example Academy</option></select></label>';

/** Whether the form is found from this field. */
function asked(id: string, markup: string): boolean {
  document.body.innerHTML = markup;
  const field = document.getElementById(id);
  if (field === null) throw new Error(`no ${id}`);
  return formWithNameAndSchool(field) !== undefined;
}

test.each([
  ["from the last of them", "school", `<form>${first}${last}${school}</form>`, true],
  ["from each of them", "first", `<form>${first}${last}${school}</form>`, true],
  ["a school that is chosen", "last", `<form>${first}${last}${choice}</form>`, true],
  ["no form: a dialog", "last", `<div role="dialog">${first}${last}${school}</div>`, true],
  ["no form: the page", "last", `<div>${first}</div><div>${last}</div><div>${school}</div>`, true],
  [
    "by placeholder alone",
    "x",
    '<form><input id="x" placeholder="Full name" value="Robin Sample"><input placeholder="School name" value="Example Academy"></form>',
    true,
  ],
  [
    "another field of that form",
    "say",
    `<form>${first}${last}${school}<input id="say"></form>`,
    false,
  ],
  [
    "two forms: the school is in another",
    "last",
    `<form>${first}${last}</form><form>${school}</form>`,
    false,
  ],
  ["no school", "last", `<form>${first}${last}</form>`, false],
  [
    "a password is never read",
    "last",
    `<form>${first}${last}<label>School <input type="password" value="Example Academy"></label></form>`,
    false,
  ],
  [
    "a list in which nothing is chosen",
    "last",
    `<form>${first}${last}<label>School <select><option>Please select</option></select></label></form>`,
    false,
  ],
] as const)("%s", (_, id, markup, isFound) => {
  expect(asked(id, markup)).toBe(isFound);
});
