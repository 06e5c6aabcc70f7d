// The policy: what is in force for whom, releasing a new one in stages, going back.
import { useState } from "preact/hooks";
import type { PolicyPage } from "../desk-types.ts";
import { Pager, Time, Trouble } from "./bits.tsx";
import type { ViewProps } from "./desk.tsx";
import type { DeskApi } from "./api.ts";
import { takeDraft } from "./policy-draft.ts";
import { ReleaseForm } from "./release-form.tsx";
import { writeRoute } from "./route.ts";
import { useAct } from "./use-act.ts";
import { useLoad } from "./use-load.ts";
import { Table } from "./table.tsx";

interface Props extends ViewProps {
  readonly page: number;
}

type Release = PolicyPage["releases"][number];

export function PolicyView({ api, tick, onSignedOut, page }: Props) {
  const { value, trouble, reload } = useLoad(
    `policy ${page}`,
    tick,
    (live) => api.policy(page, live),
    onSignedOut,
  );
  // What a request led to, once.
  const [draft] = useState(takeDraft);
  const again = () => reload(true);
  return (
    <>
      <div class="head">
        <h1>Policy</h1>
        <p class="soft">{value === undefined ? "Loading …" : inForceWords(value)}</p>
      </div>
      <Trouble words={trouble} />
      {value !== undefined && (
        <>
          <ReleaseForm
            api={api}
            now={value}
            draft={draft}
            reload={again}
            onSignedOut={onSignedOut}
          />
          <Releases api={api} value={value} reload={again} onSignedOut={onSignedOut} />
          <details class="card">
            <summary>For the managed configuration of the Chromebooks</summary>
            <dl class="facts">
              <dt>policyKey</dt>
              <dd>
                <code>{value.publicKey}</code>
              </dd>
              <dt>policyAddress</dt>
              <dd>
                <code>{location.origin}/policy/policy.json?signed=1</code>
              </dd>
              <dt>stage</dt>
              <dd>Only for the Chromebooks that try a policy first, for example pilot</dd>
            </dl>
          </details>
        </>
      )}
    </>
  );
}

function inForceWords({ from, version, serial }: PolicyPage): string {
  if (from === "none") return "The collector has no policy yet.";
  if (from === "file") {
    return `Version ${version}, a file that the collector was started with. A release takes its place.`;
  }
  return `Version ${version}, release ${serial}, is in force for everybody.`;
}

interface ReleasesProps {
  readonly api: DeskApi;
  readonly value: PolicyPage;
  readonly reload: () => Promise<void>;
  readonly onSignedOut: () => void;
}

interface Step {
  readonly kind: "widen" | "back";
  readonly release: Release;
}

function Releases({ api, value, reload, onSignedOut }: ReleasesProps) {
  const { act, busy, trouble, done } = useAct(onSignedOut, reload);
  const [step, setStep] = useState<Step | undefined>(undefined);
  const [why, setWhy] = useState("");
  if (value.releases.length === 0) return null;
  const staged = value.stages.filter(({ stage, serial }) => stage !== "" && serial > value.serial);
  const inForce = value.releases.find(({ serial }) => serial === value.serial);

  async function confirm(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (step === undefined) return;
    const { serial, version } = step.release;
    const made =
      step.kind === "widen"
        ? await act(
            api.widenRelease({ serial, stage: "", why }),
            `Release ${serial} (${version}) is in force for everybody.`,
          )
        : await act(
            api.rollBack({ serial, stage: "", why }),
            `Back to version ${version} for everybody, as a new release.`,
          );
    if (made === undefined) return;
    setStep(undefined);
    setWhy("");
  }

  return (
    <section class="stack" aria-labelledby="releases">
      <h2 id="releases">Releases</h2>
      <Trouble words={trouble} />
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      {step !== undefined && (
        <form class="card stack" onSubmit={confirm} aria-label="Confirm">
          <p>
            {step.kind === "widen" ? "Give release" : "Go back to release"} {step.release.serial} (
            {step.release.version}) {step.kind === "widen" ? "to everybody" : "for everybody"}?
          </p>
          <div>
            <label for="step-why">Why</label>
            <input
              id="step-why"
              type="text"
              required
              maxLength={500}
              value={why}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          </div>
          <div class="buttons">
            <button class="primary" disabled={busy}>
              {step.kind === "widen" ? "Give it to everybody" : "Go back"}
            </button>
            <button type="button" disabled={busy} onClick={() => setStep(undefined)}>
              Cancel
            </button>
          </div>
        </form>
      )}
      <Table
        label="All releases"
        heads={["Release", "Who and why", "When", "In force for"]}
        actions="What you can do"
      >
        {value.releases.map((release) => {
          const forAll = release.serial === value.serial;
          const on = staged.filter(({ serial }) => serial === release.serial);
          const isEarlier =
            release.serial < value.serial &&
            release.origin === release.serial &&
            release.serial !== inForce?.origin;
          return (
            <tr key={release.serial}>
              <th scope="row" class="number">
                {release.serial}
                <span class="small soft">
                  {release.version}
                  {release.origin !== release.serial && `, the content of ${release.origin}`}
                </span>
              </th>
              <td>
                {release.who}
                <span class="small soft">{release.why}</span>
              </td>
              <td>
                <Time atMs={release.atMs} />
              </td>
              <td>
                {forAll && "Everybody"}
                {on.map(({ stage }) => stage).join(", ")}
              </td>
              <td>
                {on.length > 0 && (
                  <button
                    type="button"
                    disabled={busy}
                    onClick={() => setStep({ kind: "widen", release })}
                  >
                    Give to everybody …
                  </button>
                )}
                {isEarlier && (
                  <button
                    type="button"
                    disabled={busy}
                    onClick={() => setStep({ kind: "back", release })}
                  >
                    Go back to this<span class="unseen"> release, {release.serial}</span> …
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </Table>
      <Pager
        page={value.page}
        pages={value.pages}
        link={(next) => writeRoute({ view: "policy", page: next })}
      />
    </section>
  );
}
