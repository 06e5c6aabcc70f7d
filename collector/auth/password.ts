// Passwords of people: made readable, kept as scrypt with its cost beside it, compared in constant time.
import { randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";

/** scrypt's cost: memory is 128 · N · r bytes. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MB and about 0.4 s a try on the machine it was chosen on. */
export const passwordCost: PasswordCost = { N: 2 ** 17, r: 8, p: 1 };

export const passwordCharsLeast = 10;
export const passwordCharsMost = 200;

/** No vowels, so that no word is spelled by chance; nothing that is read as something else. */
const readable = "bcdfghjkmnpqrstvwxyz23456789";

/** Twelve characters in three groups, "k7mx-p3qz-r4tn": 57 bits of chance. */
export function makePassword(): string {
  const group = () =>
    Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join("");
  return [group(), group(), group()].join("-");
}

/** One scrypt at a time: many sign-ins at once must not take the machine's memory. */
let turn: Promise<unknown> = Promise.resolve();

function derive(
  password: string,
  salt: Buffer,
  bytes: number,
  cost: PasswordCost,
): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  const run = () =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(password.normalize("NFKC"), salt, bytes, options, (error, key) =>
        error === null ? resolve(key) : reject(error),
      );
    });
  const mine = turn.then(run);
  turn = mine.catch(() => undefined);
  return mine;
}

/** The text that is kept: "scrypt$N$r$p$salt$key", the last two in base64. */
export async function hashPassword(
  password: string,
  cost: PasswordCost = passwordCost,
): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, 32, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64"), key.toString("base64")].join(
    "$",
  );
}

/** Whether the password is the one behind `kept`. A `kept` of another form is never right. */
export async function checkPassword(password: string, kept: string): Promise<boolean> {
  const [kind, N, r, p, salt, key] = kept.split("$");
  if (kind !== "scrypt" || salt === undefined || key === undefined) return false;
  const wanted = Buffer.from(key, "base64");
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const found = await derive(password, Buffer.from(salt, "base64"), wanted.length, cost);
  return timingSafeEqual(found, wanted);
}
