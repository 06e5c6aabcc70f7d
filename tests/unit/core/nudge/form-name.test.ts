// A full name and a school in fields of their own, and forms that only look like it. Invented people and schools.
import { describe, expect, test } from "vitest";
import { formPartOf, givesNameAndSchool } from "../../../../lib/core/nudge/form-name.ts";

const field = (names: string, value = "", autocomplete = "") => ({ names, autocomplete, value });

describe("what a field asks for", () => {
  test.each([
    ["first-name|fname||first-name|first-name", "given"],
    ["q3|q3|||forename-*", "given"],
    ["applicant-given-name", "given"],
    ["surname|surname|||surname", "family"],
    ["last-name", "family"],
    ["f2|f2||family-name|", "family"],
    ["name|name|||your-name", "full"],
    ["full-name", "full"],
    ["x||pupil's-name|", "full"],
    ["school|school|||which-school-do-you-go-to?", "school"],
    ["x|x|||school-name", "school"],
    ["x|x|||name-of-school", "school"],
    ["x|x|||college", "school"],
    ["x|x|||school-or-college-attended", "school"],
    ["x|x|||ysgol", "school"],
    ["x|x|||enw-cyntaf", "given"],
    ["x|x|||cyfenw", "family"],
    ["x|x|||imię", "given"],
    ["x|x|||nazwisko", "family"],
    ["x|x|||imię-i-nazwisko", "full"],
    ["x|x|||szkoła", "school"],
    ["x|x|||școala", "school"],
    ["user-name|username|||first-name", undefined],
    ["display-name", undefined],
    ["nickname", undefined],
    ["x|x|||gamer-name", undefined],
    ["x|x|||parent-first-name", undefined],
    ["x|x|||teacher's-surname", undefined],
    ["x|x|||mother's-maiden-name", undefined],
    ["x|x|||pet-name", undefined],
    ["x|x|||company-name", undefined],
    ["x|x|||team-name", undefined],
    ["x|x|||school-year", undefined],
    ["x|x|||school-email", undefined],
    ["x|x|||school-type", undefined],
    ["x|x|||middle-name", undefined],
    ["x|x|||message", undefined],
    ["|||| ", undefined],
  ] as const)("%s: %s", (names, part) => {
    expect(formPartOf(field(names))).toBe(part);
  });

  test.each([
    ["given-name", "given"],
    ["family-name", "family"],
    ["name", "full"],
    ["section-a name", "full"],
    ["username", undefined],
    ["street-address", undefined],
  ] as const)("by autocomplete: %s", (autocomplete, part) => {
    expect(formPartOf(field("f1|f1", "", autocomplete))).toBe(part);
  });
});

describe("a form", () => {
  const first = (value: string) => field("first-name", value);
  const last = (value: string) => field("surname", value);
  const whole = (value: string) => field("full-name", value);
  const school = (value: string) => field("school", value);
  const academy = school("Example Academy");

  test.each([
    ["first name, surname, school", [first("Robin"), last("Sample"), academy], true],
    ["in any order", [academy, last("Sample"), first("robin")], true],
    ["a full name and a school", [whole("Robin Sample"), academy], true],
    ["in Arabic letters", [whole("روبن مثال"), school("مدرسة المثال")], true],
    ["hyphens and marks", [first("Siân"), last("O'Sample-Jones"), academy], true],
    ["among other fields", [field("email", "a@b.test"), whole("Robin Sample"), academy], true],
    ["a first name and a school", [first("Robin"), academy], false],
    ["a surname and a school", [last("Sample"), academy], false],
    ["a full name, no school", [whole("Robin Sample"), school("")], false],
    ["one name where both are asked", [whole("Robin"), academy], false],
    ["a screen name and a school", [field("username", "Robin Sample"), academy], false],
    ["no school yet: two letters", [whole("Robin Sample"), school("Ex")], false],
    ["no school: none", [whole("Robin Sample"), school("N/A")], false],
    ["no school: home educated", [whole("Robin Sample"), school("Home educated")], false],
    ["no school: a kind of school", [whole("Robin Sample"), school("Primary")], false],
    ["no school: nothing chosen", [whole("Robin Sample"), school("Please select a school")], false],
    ["a year", [whole("Robin Sample"), school("Year 8")], false],
    ["a recipe's", [field("recipe-name", "Apple Crumble"), field("serves", "4")], false],
    [
      "a library's: book and author",
      [field("book-title", "Emma"), field("author-name", "Jane Austen"), academy],
      false,
    ],
    ["numbers in the name's place", [first("12"), last("34"), academy], false],
    [
      "the school's own form for a parent",
      [field("parent-first-name", "Alex"), field("parent-surname", "Sample"), academy],
      false,
    ],
  ] as const)("%s", (_, fields, gives) => {
    expect(givesNameAndSchool(fields)).toBe(gives);
  });
});
