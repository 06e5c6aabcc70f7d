// Changing accounts: which changes are whole, and who may make them. Pure.
import { err, ok, problem, type Result } from "../../lib/contract/result.ts";
import { mayManage, type Role } from "./access.ts";

/** How long a one-time password opens the door: time to hand it over, not to forget it in a drawer. */
export const oneTimeMs = 7 * 24 * 60 * 60_000;

/** The part of an account that these rules look at. */
export interface Managed {
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  /** When it was closed, Unix ms; null: it is open. */
  readonly disabledAtMs: number | null;
}

export interface NewAccount {
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
}

/** A change of one account: a role, or closing it, or opening it again. */
export interface AccountChange {
  readonly role?: Role | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** The cleaned account, or what is wrong with it. */
export function planAccount(by: Managed, given: NewAccount): Result<NewAccount> {
  const name = given.name.trim().toLowerCase();
  const fullName = given.fullName.trim().replaceAll(/\s+/g, " ");
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(name)) {
    return err([
      problem("name", "a name that cannot be used", "2 to 40 letters, digits, dots or hyphens"),
    ]);
  }
  if (fullName === "") return err([problem("fullName", "nothing", "the person's name")]);
  if (!mayManage(by.role, given.role)) {
    return err([problem("role", given.role, "a role that holds no more than your own")]);
  }
  return ok({ name, fullName, role: given.role });
}

/**
 * The account as it will stand. Nobody changes their own role or closes their own account, and nobody touches an account
 * that holds more than theirs. That a DSL remains is held by the store, which sees all accounts at once.
 */
export function changeAccount<Known extends Managed>(
  by: Managed,
  known: Known,
  change: AccountChange,
  atMs: number,
): Result<Known> {
  if (by.name === known.name) {
    return err([problem("account", "your own account", "an account of somebody else")]);
  }
  if (!mayManage(by.role, known.role) || !mayManage(by.role, change.role ?? known.role)) {
    return err([
      problem("role", change.role ?? known.role, "a role that holds no more than your own"),
    ]);
  }
  const disabledAtMs =
    change.isDisabled === undefined
      ? known.disabledAtMs
      : change.isDisabled
        ? (known.disabledAtMs ?? atMs)
        : null;
  return ok({ ...known, role: change.role ?? known.role, disabledAtMs });
}
