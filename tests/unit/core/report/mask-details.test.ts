// Excerpts carry nobody's details: what is masked, what stays, and that what was matched stays word for word.
// Telephone numbers are Ofcom's for drama; everybody and every place is invented.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskDetails, maskFinding } from "../../../../lib/core/report/mask-details.ts";

/** What stands between « and » is marked, as the matched words are. */
function read(text: string): { readonly text: string; readonly marks: [number, number][] } {
  let plain = "";
  const marks: [number, number][] = [];
  for (const [at, piece] of text.split(/[«»]/).entries()) {
    if (at % 2 === 1) marks.push([plain.length, plain.length + piece.length]);
    plain += piece;
  }
  return { text: plain, marks };
}

function write(text: string, marks: readonly (readonly [number, number])[]): string {
  let out = "";
  let at = 0;
  for (const [start, end] of marks) {
    out += `${text.slice(at, start)}«${text.slice(start, end)}»`;
    at = end;
  }
  return out + text.slice(at);
}

function masked(given: string): string {
  const { text, marks } = read(given);
  const done = maskDetails(text, marks);
  return write(done.text, done.marks);
}

const phones: readonly (readonly [string, string])[] = [
  ["ring 07700 900123 tonight", "ring [phone] tonight"],
  ["ring 07700900123", "ring [phone]"],
  ["07700-900-123 is mine", "[phone] is mine"],
  ["07700.900.123", "[phone]"],
  ["0 7 7 0 0 9 0 0 1 2 3", "[phone]"],
  ["my num:07700900123!", "my num:[phone]!"],
  ["+44 7700 900123", "[phone]"],
  ["+447700900123", "[phone]"],
  ["+44 (0)7700 900123", "[phone]"],
  ["0044 7700 900123", "[phone]"],
  ["call 020 7946 0123 now", "call [phone] now"],
  ["call (020) 7946 0123 now", "call [phone] now"],
  ["0117 496 0123", "[phone]"],
  ["(0117) 496 0123", "[phone]"],
  ["01632 960123", "[phone]"],
  ["01632960123, ask for me", "[phone], ask for me"],
  ["+1 202 555 0123", "[phone]"],
  ["+353 1 555 0123", "[phone]"],
  ["+48 500 555 012", "[phone]"],
  ["text 07700 900 123 or 07700 900 456", "text [phone] or [phone]"],
  ["oh seven seven double oh nine oh oh one two three", "[phone]"],
  ["zero seven seven zero zero, nine zero zero, one two three ok", "[phone] ok"],
  ["(07700 900123)", "([phone])"],
  ["07700\u00a0900\u00a0123", "[phone]"],
  ["tel 07700 900123.", "tel [phone]."],
];

const mails: readonly (readonly [string, string])[] = [
  ["write to robin.sample@example.test please", "write to [email] please"],
  ["robin@mail.example.test", "[email]"],
  ["Robin.Sample+school@example-academy.test,", "[email],"],
  ["ROBIN_99@EXAMPLE.TEST", "[email]"],
  ["<robin@example.test>", "<[email]>"],
  ["mailto:robin@example.test", "mailto:[email]"],
  ["robin(at)example.test", "[email]"],
  ["robin [at] example [dot] test", "[email]"],
  ["robin (at) mail (dot) example (dot) test", "[email]"],
  ["robin99 at gmail dot com", "[email]"],
  ["robin99 at hotmail.co.uk", "[email]"],
  ["a@example.test and b@example.test", "[email] and [email]"],
  ["ünal@example.test", "[email]"],
  ["o'robin@example.test", "[email]"],
];

const accounts: readonly (readonly [string, string])[] = [
  ["add @robin_s on there", "add [account] on there"],
  ["@robin.s.99", "[account]"],
  ["@robin, @jo and @sam", "[account], [account] and [account]"],
  ["thanks @robin.", "thanks [account]."],
  ["(@robin)", "([account])"],
  ["snap: robin_s09", "snap: [account]"],
  ["Snapchat = robin.s", "Snapchat = [account]"],
  ["insta: robin.s", "insta: [account]"],
  ["Instagram:robin_s", "Instagram:[account]"],
  ["discord: robin#1234", "discord: [account]"],
  ["robin#1234 on there", "[account] on there"],
  ["username: robin99", "username: [account]"],
  ["gamertag: RobinPlays", "gamertag: [account]"],
  ["u/robin_s said so", "[account] said so"],
  ["@Ολγα", "[account]"],
  ["kik: robin-s", "kik: [account]"],
];

const postcodes: readonly (readonly [string, string])[] = [
  ["near EX1 1AA", "near [postcode]"],
  ["near EX11AA", "near [postcode]"],
  ["near ex1 1aa", "near [postcode]"],
  ["EX44 9ZZ.", "[postcode]."],
  ["W1A 9ZZ", "[postcode]"],
  ["EC1A 9ZZ", "[postcode]"],
  ["B99 9ZZ, Exampleton", "[postcode], Exampleton"],
  ["GIR 0AA", "[postcode]"],
  ["(LS99 9ZZ)", "([postcode])"],
  ["from M99 9ZZ to S99 9ZZ", "from [postcode] to [postcode]"],
];

const addresses: readonly (readonly [string, string])[] = [
  ["come to 12 Invented Road", "come to [address]"],
  ["come to 12 invented road", "come to [address]"],
  ["12A Invented Road, Exampleton", "[address], Exampleton"],
  ["12 Invented Rd", "[address]"],
  ["12 Invented Rd.", "[address]."],
  ["7 Old Sample Lane", "[address]"],
  ["7, Old Sample Lane", "[address]"],
  ["221 The Avenue", "[address]"],
  ["3 St John's Street", "[address]"],
  ["Flat 3, 12 Sample Court", "[address]"],
  ["flat 3 12 sample street", "[address]"],
  ["40 Sample Close", "[address]"],
  ["40 Sample Drive is where", "[address] is where"],
  ["5 Made-Up Crescent", "[address]"],
  ["5 made-up crescent", "[address]"],
  ["19 Invented Gardens", "[address]"],
  ["8 Sample Mews", "[address]"],
  ["1 Invented Square", "[address]"],
  ["88 Sample Terrace", "[address]"],
  ["he lives on Invented Road", "he lives on [address]"],
  ["she lives in Old Sample Lane with", "she lives in [address] with"],
  ["meet me at Sample Park", "meet me at [address]"],
  ["my house is Invented Close", "my house is [address]"],
  ["PO Box 1234", "[address]"],
  ["P.O. Box 99", "[address]"],
  ["12 Invented Road, EX1 1AA", "[address], [postcode]"],
];

const numbers: readonly (readonly [string, string])[] = [
  ["card 4929 1234 5678 9012", "card [number]"],
  ["card 4929-1234-5678-9012", "card [number]"],
  ["card 4929123456789012", "card [number]"],
  ["account 12345678", "account [number]"],
  ["sort code 12-34-56", "sort code [number]"],
  ["sort code: 123456", "sort code: [number]"],
  ["NHS 943 476 5919", "NHS [number]"],
  ["NI is QQ 12 34 56 C", "NI is QQ 12 34 56 C"],
  ["NI is AB 12 34 56 C", "NI is [number]"],
  ["NI is ab123456c", "NI is [number]"],
  ["from 192.0.2.17 again", "from [number] again"],
  ["ID 1234567", "ID [number]"],
  ["candidate 9876543210", "candidate [number]"],
];

const webs: readonly (readonly [string, string])[] = [
  ["see https://site.test/page?user=robin&id=7", "see https://site.test/page[…]"],
  ["see https://site.test/page#robin", "see https://site.test/page[…]"],
  ["http://site.test/?q=where+he+lives now", "http://site.test/[…] now"],
  ["www.site.test/a?b=c", "www.site.test/a[…]"],
  ["https://site.test/page", "https://site.test/page"],
  ["https://robin:secret@site.test/", "https://[…]@site.test/"],
  ["https://site.test/p?mail=robin@example.test", "https://site.test/p[…]"],
  ["(https://site.test/p?x=1)", "(https://site.test/p[…]"],
];

const kept: readonly string[] = [
  "",
  "nobody likes you, just leave the group",
  "call 999 now",
  "ring 111 or 101",
  "Childline is 0800 1111",
  "ring 0800 1111 any time",
  "Samaritans 116 123",
  "116123 is free",
  "the line is 0808 800 5000",
  "text SHOUT to 85258",
  "on 22/11/2026 at 10:30",
  "on 2026-11-22",
  "on 22-11-2026",
  "born 3.4.2012",
  "from 1939-1945",
  "between 2024 2025",
  "the years 1914-1918 and 1939-1945",
  "3 - 1 to us",
  "it cost £1,250,000",
  "it cost £1250000",
  "1,000,000 people",
  "123456 views",
  "page 12, line 3",
  "year 7 and year 11",
  "KS3 and KS4",
  "Year 9 set 2",
  "the 1st, 2nd and 3rd",
  "B1 1st room",
  "in E1 at 4pm",
  "E1 4am",
  "3.14159",
  "2 + 2 = 4",
  "room 12 down the corridor",
  "10 of us met in the street",
  "2 boys down the road",
  "5 minutes along the lane",
  "3 people on my street",
  "they live on the same street",
  "20 people in our road",
  "1 Corinthians 13",
  "Henry 8 and his 6 wives",
  "meet at lunch",
  "we meet at 8",
  "look at this",
  "see you at school",
  "email me",
  "a b c @ d",
  "5 @ 3 each",
  "one two three four",
  "double maths, then one hour",
  "insta is down",
  "snap back",
  "discord is loud",
  "he said: no",
  "#monday",
  "question? answer.",
  "C# and F#",
  "u r so",
  "5/10",
  "what is 12 times 12?",
  "version 1.2.3",
  "100m in 12.5s",
  "1500 words",
  "AB12 is a room",
  "I wish you would close the door",
  "we went a long way",
  "[phone] and [email]",
];

const matched: readonly (readonly [string, string])[] = [
  ["«I will find you» at 12 Invented Road", "«I will find you» at [address]"],
  ["07700 900123 «or else»", "[phone] «or else»"],
  ["@robin «nobody likes you» @jo", "[account] «nobody likes you» [account]"],
  [
    "ring 07700 900123, «you are dead», EX1 1AA «tonight»",
    "ring [phone], «you are dead», [postcode] «tonight»",
  ],
  ["«07700 900123»", "«07700 900123»"],
  ["«12 Invented» Road", "«12 Invented»[address]"],
  ["«meet me at» Sample Park", "«meet me at» [address]"],
  ["robin@«example».test", "[email]«example»[email]"],
  ["«send it to» robin@example.test", "«send it to» [email]"],
  ["«»07700 900123", "«»[phone]"],
  ["07700 900123«!»", "[phone]«!»"],
  [
    "«what is your address» https://a.test/?q=1 «tell me»",
    "«what is your address» https://a.test/[…] «tell me»",
  ],
];

describe("what is somebody's is masked", () => {
  test.each([...phones, ...mails, ...accounts])("%s → %s", (given, wanted) => {
    expect(masked(given)).toBe(wanted);
  });
  test.each([...postcodes, ...addresses, ...numbers, ...webs])("%s → %s", (given, wanted) => {
    expect(masked(given)).toBe(wanted);
  });
});

test.each(kept.map((text) => [text]))("stays: %s", (text) => {
  expect(maskDetails(text)).toEqual({ text, marks: [] });
});

test.each(matched)("what was matched stays: %s", (given, wanted) => {
  expect(masked(given)).toBe(wanted);
});

const piece = fc.oneof(
  fc.constantFrom(
    ...[...phones, ...mails, ...accounts, ...postcodes, ...addresses, ...numbers, ...webs].map(
      ([text]) => text,
    ),
  ),
  fc.constantFrom("you are", "nobody likes", " ", ", ", "\n", "at", "7", "0", "@", "street"),
  fc.string({ maxLength: 12 }),
);
/** A text of many pieces, with marks anywhere in it. */
const marked = fc
  .tuple(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(400), { maxLength: 8 }))
  .map(([pieces, places]) => {
    const text = pieces.join(" ").replace(/[«»]/g, "");
    const cuts = [...new Set(places.map((place) => Math.min(place, text.length)))];
    cuts.sort((one, other) => one - other);
    const marks: [number, number][] = [];
    for (let at = 0; at + 1 < cuts.length; at += 2) marks.push([cuts[at] ?? 0, cuts[at + 1] ?? 0]);
    return { text, marks };
  });

test("the marked words are the same words, in order, whatever stands around them", () => {
  fc.assert(
    fc.property(marked, ({ text, marks }) => {
      const done = maskDetails(text, marks);
      const words = (from: string, of: readonly (readonly [number, number])[]) =>
        of.map(([start, end]) => from.slice(start, end));
      expect(words(done.text, done.marks)).toEqual(words(text, marks));
    }),
  );
});

test("what stands outside masks and marks stays in its order", () => {
  fc.assert(
    fc.property(marked, ({ text }) => {
      const parts = maskDetails(text).text.split(
        /\[(?:phone|email|address|postcode|number|account|…)\]/,
      );
      let at = 0;
      for (const part of parts) {
        const found = text.indexOf(part, at);
        expect(found).toBeGreaterThanOrEqual(at);
        at = found + part.length;
      }
    }),
  );
});

test("no mail address and no mobile number is left without a mark", () => {
  const details = fc.constantFrom(...phones.slice(0, 12), ...mails.slice(0, 6)).map(([one]) => one);
  fc.assert(
    fc.property(fc.array(details, { minLength: 1, maxLength: 6 }), (all) => {
      const { text } = maskDetails(all.join(" and "));
      expect(text).not.toMatch(/\d{4}|example\.test/i);
    }),
  );
});

test("texts that are made to be slow come to an end", () => {
  const nasty = [
    "a".repeat(1000),
    "0 ".repeat(500),
    "a@".repeat(500),
    "1 A ".repeat(250),
    "one ".repeat(250),
    "http://".repeat(140),
    "x.y".repeat(330),
    "12 Aa Bb Cc Dd ".repeat(66),
  ];
  for (const text of nasty) expect(maskDetails(text).text.length).toBeGreaterThan(0);
});

describe("a finding", () => {
  test("keeps its phrases at their new places, in the order they came", () => {
    const excerpt = "@robin you are dead, ring 07700 900123, nobody likes you";
    const at = (words: string) => {
      const start = excerpt.indexOf(words);
      return { start, end: start + words.length, phrase: words };
    };
    const done = maskFinding({ excerpt, matches: [at("nobody likes you"), at("you are dead")] });
    expect(done.excerpt).toBe("[account] you are dead, ring [phone], nobody likes you");
    for (const { start, end, phrase } of done.matches) {
      expect(done.excerpt.slice(start, end)).toBe(phrase);
    }
    expect(done.matches.map(({ phrase }) => phrase)).toEqual(["nobody likes you", "you are dead"]);
  });

  test("never grows past what an event takes", () => {
    const excerpt = `you are dead ${"@ab ".repeat(146)}`;
    const match = { start: 0, end: 12, phrase: "you are dead" };
    const late = { start: 590, end: 597, phrase: "late" };
    const done = maskFinding({ excerpt, matches: [match, late] });
    expect(done.excerpt).toHaveLength(1000);
    expect(done.matches).toEqual([match]);
  });

  test("whatever places a page claims, nothing is thrown", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.array(fc.record({ start: fc.nat(500), end: fc.nat(500) }), { maxLength: 20 }),
        (excerpt, matches) => {
          expect(maskFinding({ excerpt, matches }).matches).toHaveLength(matches.length);
        },
      ),
    );
  });
});
