// The form around a field, as far as a name and a school in fields of their own are concerned.
import { formPartOf, givesNameAndSchool, type FormField } from "../../core/nudge/form-name.ts";
import { mayReadField, namesOfField } from "./secret-fields.ts";

/** More fields than a form has. */
const mostFields = 60;
const longestValue = 120;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function fieldOf(control: Control): FormField {
  // Of a list, what is read in it and not its code.
  const value =
    control instanceof HTMLSelectElement
      ? (control.selectedOptions[0]?.label ?? "")
      : control.value;
  return {
    names: namesOfField(control),
    autocomplete: control.autocomplete,
    value: value.slice(0, longestValue),
  };
}

/**
 * The form in which this field is the part of a name or the school, once all of them stand there; undefined: not so.
 * Pages that build without `form` group their fields some other way.
 */
export function formWithNameAndSchool(field: HTMLElement): Element | undefined {
  if (!(field instanceof HTMLInputElement) || formPartOf(fieldOf(field)) === undefined) {
    return undefined;
  }
  const around = "form,[role=form],dialog,[role=dialog],main,body";
  const form: Element | null = field.form ?? field.closest(around);
  if (form === null) return undefined;
  const controls = form.querySelectorAll<Control>("input,textarea,select");
  const fields: FormField[] = [];
  for (const control of [...controls].slice(0, mostFields)) {
    if (mayReadField(control)) fields.push(fieldOf(control));
  }
  return givesNameAndSchool(fields) ? form : undefined;
}
