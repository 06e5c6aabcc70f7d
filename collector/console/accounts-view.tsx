// Who may come to the desk, and as what.
import { useState } from "preact/hooks";
import type { AccountsAnswer, DeskAccount, OneTimeAnswer } from "../desk-types.ts";
import type { Role } from "../review/access.ts";
import { Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import { shortTime } from "./time.ts";
import { useAct } from "./use-act.ts";
import { useLoad } from "./use-load.ts";
import { roleHints, roleWords } from "./words.ts";
import { Table } from "./table.tsx";

export function AccountsView({ api, tick, onSignedOut }: ViewProps) {
  const { value, trouble, reload } = useLoad(
    "accounts",
    tick,
    (live) => api.accounts(live),
    onSignedOut,
  );
  const [shown, setShown] = useState<OneTimeAnswer | undefined>(undefined);
  const acting = useAct(onSignedOut, () => reload(true));
  const { act, busy, done } = acting;
  const show = (made: OneTimeAnswer | undefined) => {
    if (made !== undefined) setShown(made);
  };
  return (
    <>
      <div class="head">
        <h1>Accounts</h1>
        <p class="soft">One for each person. Whoever leaves: close theirs the same day.</p>
      </div>
      <Trouble words={acting.trouble === "" ? trouble : acting.trouble} />
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      {shown !== undefined && (
        <section class="card stack" aria-label="One-time password" role="status">
          <p>
            The one-time password of <strong>{shown.name}</strong>, shown this once:
          </p>
          <p class="one-time">
            <code>{shown.password}</code>
          </p>
          <p class="small soft">
            Hand it over in person. It opens the desk within seven days, only to choose another.
          </p>
          <div class="buttons">
            <button type="button" onClick={() => setShown(undefined)}>
              I have handed it over
            </button>
          </div>
        </section>
      )}
      {value !== undefined && (
        <>
          <Table label="Accounts" heads={["Who", "Role", "State"]} actions="What you can do">
            {value.accounts.map((account) => (
              <Row
                key={account.name}
                account={account}
                value={value}
                busy={busy}
                onRole={(role) =>
                  void act(
                    api.changeAccount(account.name, { role }),
                    `${account.name} is ${roleWords[role]} now.`,
                  )
                }
                onClosed={(isDisabled) =>
                  void act(
                    api.changeAccount(account.name, { isDisabled }),
                    isDisabled
                      ? `The account ${account.name} is closed, its sessions too.`
                      : `The account ${account.name} is open again.`,
                  )
                }
                onPassword={() => void act(api.newPassword(account.name), "").then(show)}
              />
            ))}
          </Table>
          <NewAccount
            roles={value.roles}
            busy={busy}
            onMake={async (input) => {
              const made = await act(api.addAccount(input), "");
              show(made);
              return made !== undefined;
            }}
          />
        </>
      )}
    </>
  );
}

interface RowProps {
  readonly account: DeskAccount;
  readonly value: AccountsAnswer;
  readonly busy: boolean;
  readonly onRole: (role: Role) => void;
  readonly onClosed: (isDisabled: boolean) => void;
  readonly onPassword: () => void;
}

function Row({ account, value, busy, onRole, onClosed, onPassword }: RowProps) {
  const { name, fullName, role, mayChange, isOwn, disabledAtMs } = account;
  return (
    <tr>
      <th scope="row">
        {fullName === "" ? name : fullName}
        <span class="small soft">
          {name}
          {isOwn && ", you"}
        </span>
      </th>
      <td>
        {mayChange && disabledAtMs === null ? (
          <select
            aria-label={`Role of ${name}`}
            value={role}
            disabled={busy}
            onChange={(event) => onRole(event.currentTarget.value as Role)}
          >
            {value.roles.map((one) => (
              <option key={one} value={one}>
                {roleWords[one]}
              </option>
            ))}
          </select>
        ) : (
          roleWords[role]
        )}
      </td>
      <td>{stateWords(account)}</td>
      <td>
        {mayChange && (
          <div class="buttons">
            {disabledAtMs === null && (
              <button type="button" disabled={busy} onClick={onPassword}>
                New password<span class="unseen"> for {name}</span>
              </button>
            )}
            <button type="button" disabled={busy} onClick={() => onClosed(disabledAtMs === null)}>
              {disabledAtMs === null ? "Close" : "Open again"}
              <span class="unseen"> the account {name}</span>
            </button>
          </div>
        )}
      </td>
    </tr>
  );
}

function stateWords({ disabledAtMs, oneTimeUntilMs }: DeskAccount): string {
  const now = Date.now();
  if (disabledAtMs !== null) return `Closed ${shortTime(disabledAtMs, now)}`;
  if (oneTimeUntilMs === null) return "Open";
  return oneTimeUntilMs > now
    ? `One-time password until ${shortTime(oneTimeUntilMs, now)}`
    : "One-time password ran out";
}

interface NewProps {
  readonly roles: readonly Role[];
  readonly busy: boolean;
  readonly onMake: (input: {
    readonly name: string;
    readonly fullName: string;
    readonly role: Role;
  }) => Promise<boolean>;
}

function NewAccount({ roles, busy, onMake }: NewProps) {
  const [name, setName] = useState("");
  const [fullName, setFullName] = useState("");
  const [role, setRole] = useState<Role>("staff");
  return (
    <form
      class="card stack"
      aria-labelledby="new-account"
      onSubmit={(event) => {
        event.preventDefault();
        void onMake({ name, fullName, role }).then((isMade) => {
          if (!isMade) return;
          setName("");
          setFullName("");
        });
      }}
    >
      <h2 id="new-account">Make an account</h2>
      <div class="field-pair">
        <div>
          <label for="full-name">The person’s name</label>
          <input
            id="full-name"
            type="text"
            required
            autocomplete="off"
            maxLength={80}
            value={fullName}
            onInput={(event) => setFullName(event.currentTarget.value)}
          />
        </div>
        <div>
          <label for="account-name">Name to sign in with</label>
          <input
            id="account-name"
            type="text"
            required
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxLength={40}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
      </div>
      <div>
        <label for="new-role">Role</label>
        <select
          id="new-role"
          value={role}
          aria-describedby="role-hint"
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {roleWords[one]}
            </option>
          ))}
        </select>
        <p id="role-hint" class="small soft">
          {roleHints[role]}
        </p>
      </div>
      <div class="buttons">
        <button class="primary" disabled={busy}>
          {busy ? "One moment …" : "Make the account"}
        </button>
      </div>
    </form>
  );
}
