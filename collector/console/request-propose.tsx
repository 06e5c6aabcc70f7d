// From a request to the policy: the line that would answer it, as a draft that somebody checks and releases.
import { useState } from "preact/hooks";
import type { RequestGroup } from "../store/store.ts";
import type { DeskApi } from "./api.ts";
import { Trouble } from "./bits.tsx";
import { leaveDraft } from "./policy-draft.ts";
import { writeRoute } from "./route.ts";
import { plural, profileWords } from "./words.ts";

interface Props {
  readonly api: DeskApi;
  readonly group: RequestGroup;
  readonly onSignedOut: () => void;
}

export function ProposeButtons({ api, group, onSignedOut }: Props) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const profiles = [...new Set(group.latest.map(({ event }) => event.profile))];
  const list = group.wanted === "open" ? "allow" : "block";
  const why = `${plural(group.people, "person", "people")} asked for it to be ${list === "allow" ? "open" : "blocked"}`;

  async function propose(profile: string): Promise<void> {
    setBusy(true);
    const reply = await api.proposeEntry({ host: group.host, profile, list, why });
    setBusy(false);
    if (reply.ok) {
      leaveDraft({ text: reply.value.text, why: `${group.host}: ${why}` });
      location.hash = writeRoute({ view: "policy", page: 1 });
    } else if (reply.status === 401) onSignedOut();
    else {
      setTrouble(
        reply.status === 404
          ? `The collector has no policy. In the policy, add “${group.host}” to profiles.${profile}.${list}.`
          : reply.words,
      );
    }
  }

  return (
    <div class="answer">
      <Trouble words={trouble} />
      <div class="buttons">
        {profiles.map((profile) => (
          <button key={profile} type="button" disabled={busy} onClick={() => void propose(profile)}>
            {list === "allow" ? "Open it" : "Block it"} for {profileWords(profile)} in the policy …
          </button>
        ))}
      </div>
    </div>
  );
}
