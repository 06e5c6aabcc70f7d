// One person's records on a lawful request: who, by what right, what is to be left out; then the archive.
import { useEffect, useRef, useState } from "preact/hooks";
import type { DeskSession } from "../../desk-types.ts";
import { Trouble } from "../bits.tsx";
import type { ViewProps } from "../desk.tsx";
import type { KeyState } from "../key-state.ts";
import { SettingsTabs } from "../settings-tabs.tsx";
import { plural, roleWords } from "../words.ts";
import { gatherRecords, type GatherProgress } from "./gather-records.ts";
import { makeArchive, personSign, type MadeArchive } from "./make-archive.ts";

interface Props extends ViewProps {
  readonly session: DeskSession;
  readonly keys: KeyState;
}

const lines = (text: string): readonly string[] =>
  text
    .split(/\r\n|[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

export function RecordsView({ api, session, keys, onSignedOut }: Props) {
  const [person, setPerson] = useState("");
  const [why, setWhy] = useState("");
  const [reference, setReference] = useState("");
  const [leaveOut, setLeaveOut] = useState("");
  const [progress, setProgress] = useState<GatherProgress | undefined>(undefined);
  const [made, setMade] = useState<MadeArchive | undefined>(undefined);
  const [trouble, setTrouble] = useState("");
  const stop = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const { standing, answer, ring } = keys;
  const isReady = standing === "none" || standing === "open";

  async function put(signal: AbortSignal): Promise<MadeArchive | string | undefined> {
    const seal =
      standing === "open" && answer !== undefined && ring !== undefined
        ? { answer, ring }
        : undefined;
    const known = seal === undefined ? person.trim() : await personSign(seal.ring.root, person);
    const begun = await api.askForRecords({ person: known, why, reference });
    if (!begun.ok) return begun.status === 401 ? undefined : begun.words;
    const { ticket } = begun.value;
    const own = seal === undefined ? [] : [seal.ring.own];
    const gathered = await gatherRecords({
      api,
      ticket,
      person,
      keys: own,
      signal,
      onProgress: setProgress,
    });
    if (!gathered.ok) return gathered.status === 401 ? undefined : gathered.words;
    const about = {
      school: session.school,
      person: person.trim(),
      why: why.trim(),
      reference: reference.trim(),
      by: roleWords[session.role],
      atMs: Date.now(),
      leaveOut: lines(leaveOut),
    };
    const archive = await makeArchive({
      api,
      ticket,
      person: known,
      about,
      seal,
      gathered: gathered.value,
    });
    if (archive.ok) return archive.value;
    return archive.status === 401 ? undefined : archive.words;
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const ending = new AbortController();
    stop.current = ending;
    setTrouble("");
    setMade(undefined);
    setProgress({ seen: 0, found: 0, notOpened: 0 });
    const done = await put(ending.signal);
    stop.current = undefined;
    setProgress(undefined);
    if (done === undefined) onSignedOut();
    else if (typeof done === "string") setTrouble(done);
    else setMade(done);
  }

  const isBusy = progress !== undefined;
  return (
    <>
      <div class="head">
        <h1>One person’s records</h1>
        <p class="soft">
          On a lawful request: of the person, their parents, the police, a court. Everything that is
          kept of them is opened in this browser and packed into one signed archive. That you did
          so, why, and the archive’s SHA-256 stand in the audit.
        </p>
      </div>
      <SettingsTabs view="records" may={session.may} />
      <div class="settings records">
        {!isReady && (
          <p class="notice">
            {standing === "locked"
              ? "Open your key first: without it nothing that is sealed can be put together."
              : "Only somebody who holds a key can put sealed records together."}
          </p>
        )}
        <form
          class="card stack"
          aria-labelledby="records-title"
          onSubmit={(event) => void submit(event)}
        >
          <h2 id="records-title">The request</h2>
          <div>
            <label for="records-person">The address they sign in with</label>
            <input
              id="records-person"
              type="text"
              required
              maxLength={200}
              autocomplete="off"
              spellcheck={false}
              value={person}
              onInput={(event) => setPerson(event.currentTarget.value)}
            />
          </div>
          <div>
            <label for="records-why">Who asks, and by what right</label>
            <input
              id="records-why"
              type="text"
              required
              maxLength={300}
              autocomplete="off"
              aria-describedby="records-hint"
              value={why}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          </div>
          <div>
            <label for="records-reference">Reference of the request</label>
            <input
              id="records-reference"
              type="text"
              required
              maxLength={100}
              autocomplete="off"
              aria-describedby="records-hint"
              value={reference}
              onInput={(event) => setReference(event.currentTarget.value)}
            />
          </div>
          <p id="records-hint" class="small soft">
            Reason and reference stand in the audit as you write them: no pupil’s name here.
          </p>
          <div>
            <label for="records-names">Names of others to leave out, one a line</label>
            <textarea
              id="records-names"
              rows={3}
              spellcheck={false}
              aria-describedby="records-names-hint"
              value={leaveOut}
              onInput={(event) => setLeaveOut(event.currentTarget.value)}
            />
          </div>
          <p id="records-names-hint" class="small soft">
            Others’ telephone numbers and addresses are masked by themselves, staff stand by their
            role. No program finds every name: read the archive before you hand it over.
          </p>
          <Trouble words={trouble} />
          <div class="buttons">
            <button class="primary" disabled={isBusy || !isReady}>
              {isBusy ? "One moment …" : "Put the archive together"}
            </button>
            {isBusy && (
              <button type="button" onClick={() => stop.current?.abort()}>
                Stop
              </button>
            )}
          </div>
          <p role="status">{progress === undefined ? "" : progressWords(progress)}</p>
        </form>
        {made !== undefined && <Done made={made} />}
      </div>
    </>
  );
}

function progressWords({ seen, found, notOpened }: GatherProgress): string {
  const closed =
    notOpened === 0 ? "" : ` ${plural(notOpened, "event", "events")} could not be opened.`;
  return `${plural(seen, "record", "records")} looked at, ${found} of this person so far.${closed}`;
}

function Done({ made }: { readonly made: MadeArchive }) {
  const [address, setAddress] = useState("");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const blob = new Blob([made.bytes], { type: "application/zip" });
    const next = URL.createObjectURL(blob);
    setAddress(next);
    title.current?.focus();
    return () => URL.revokeObjectURL(next);
  }, [made]);
  const { counts, notOpened } = made.file;
  return (
    <section class="card stack" aria-labelledby="archive-title">
      <h2 id="archive-title" tabIndex={-1} ref={title}>
        The archive
      </h2>
      <dl class="facts">
        <dt>Holds</dt>
        <dd>
          {plural(counts.events, "event", "events")}, {plural(counts.cases, "case", "cases")},{" "}
          {plural(counts.receipts, "receipt", "receipts")},{" "}
          {plural(counts.orders, "opening", "openings")},{" "}
          {plural(counts.answers, "answer", "answers")}
        </dd>
        <dt>SHA-256</dt>
        <dd>
          <code>{made.sha256}</code>
        </dd>
      </dl>
      {notOpened.length > 0 && (
        <details class="notice notice-bad">
          <summary>{plural(notOpened.length, "event", "events")} could not be opened</summary>
          <ul>
            {notOpened.map((one) => (
              <li key={one.id}>
                <code>{one.id}</code> {one.isTheirs ? "(theirs)" : "(nobody can tell whose)"}
              </li>
            ))}
          </ul>
        </details>
      )}
      {counts.events === 0 && (
        <p class="notice">
          Nothing is kept of this address. Is it written as they sign in? The archive says so.
        </p>
      )}
      <p>
        It is not sealed any more. Save it where only you can read it, hand it over encrypted, and
        delete it here.
      </p>
      <div class="buttons">
        <a class="button primary" href={address} download={made.name}>
          Save the archive
        </a>
      </div>
    </section>
  );
}
