// A full name and a school, given in fields of their own: "First name", "Surname", "School". Together they are what one
// sentence would say (`find-name.ts`), so they are one note, once a form.

type FormPart = "given" | "family" | "full" | "school";

export interface FormField {
  /** As `namesOfField` gives them: in lower case, words joined by hyphens, names parted by "|". */
  readonly names: string;
  readonly autocomplete: string;
  readonly value: string;
}

// Labels are asked for in English, Welsh, Polish and Romanian: the forms that pupils here meet.

/** Somebody else's name, or no person's: nothing is guessed. Screen names are for showing. */
const notOwn =
  /user|nick|login|display|gamer|screen|channel|character|company|business|organi[sz]|teacher|parent|guardian|carer|mother|father|mum-|mum\b|dad\b|emergency|next-of-kin|friend|referee|referr|head-?teacher|recipient|sender|card|holder|account|team|club|pet\b|dog-|cat-|file|event|product|project|middle|maiden|spouse|partner|author|book|composer|search|e-?mail|address|city|town|county|post-?code|zip|country|subject|street|domain|host|bank|doctor|gp-|hospital|rhiant|athro|rodzic|nauczyciel/;
const given =
  /(?:^|\||-)(?:first|given|fore|f|christian)-?name|enw-cyntaf|(?:^|\|)imi[eę](?:\||$|-\*?$)|prenume/;
const family = /(?:^|\||-)(?:last|sur|family|second|l)-?name|cyfenw|nazwisko|nume-de-familie/;
const full =
  /(?:^|\||-)(?:full|whole|real|complete)-?name|(?:^|\|)(?:(?:your|my|the|student|pupil|child|player|entrant)s?['’]?s?-)?name(?:-?\*)?(?:\||$)|enw-llawn|imi[eę]-i-nazwisko/;
const school =
  /(?:^|\||-)(?:school|college|academy|sixth-form)(?:-?name)?(?:-?\*)?(?:\||$)|(?:school|college|academy)-(?:name|attended|attending|you-(?:go-to|attend))|(?:which|what|name-of|your|current|my)-?(?:\w+-)?school|(?:^|\||-)ysgol|szko[lł]a|[sș]coal[aă]/;
const notSchool =
  /school-?(?:year|type|code|age|leav|district|id|phone|start|end|day|bag|meal|trip|class|work|subject|level|urn|visit|tour)|pre-?school|after-?school|old-school/;

/** What a field asks for. */
export function formPartOf({ names, autocomplete }: FormField): FormPart | undefined {
  if (/school|college|academy|ysgol/.test(names) && notSchool.test(names)) return undefined;
  if (/\bgiven-name\b/.test(autocomplete)) return "given";
  if (/\bfamily-name\b/.test(autocomplete)) return "family";
  if (notOwn.test(names)) return undefined;
  if (school.test(names)) return "school";
  if (full.test(names)) return "full";
  if (family.test(names)) return "family";
  if (given.test(names)) return "given";
  return /(?:^|\s)name(?:\s|$)/.test(autocomplete) ? "full" : undefined;
}

const word = "[\\p{L}\\p{M}][\\p{L}\\p{M}'’.-]*";
const oneName = new RegExp(`^${word}[\\p{L}\\p{M}](?:\\s${word}){0,3}$`, "u");
const twoNames = new RegExp(`^${word}(?:\\s${word}){1,3}[\\p{L}\\p{M}]$`, "u");
/** What stands in a school's field where no school is named. */
const noSchool =
  /^(?:n\/?a|none|no|nil|nope|other|not applicable|home ?-?school(?:ed)?|home ?-?educated|school|primary|secondary|college|university|sixth form|high school|year \d+|please (?:select|choose).*|select.*|choose.*|dim|brak)$/i;

const holds: Readonly<Record<FormPart, (value: string) => boolean>> = {
  given: (value) => oneName.test(value),
  family: (value) => oneName.test(value),
  full: (value) => twoNames.test(value),
  school: (value) => /\p{L}{3}/u.test(value) && !noSchool.test(value),
};

/** Whether the fields of one form give a full name and a school away together. */
export function givesNameAndSchool(fields: readonly FormField[]): boolean {
  const told = new Set(
    fields.flatMap((field) => {
      const part = formPartOf(field);
      return part !== undefined && holds[part](field.value.trim()) ? [part] : [];
    }),
  );
  const isNamed = told.has("full") || (told.has("given") && told.has("family"));
  return isNamed && told.has("school");
}
