import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { ChoiceList, type Choice } from "./choice-list.tsx";
import { clockWords } from "./date-words.ts";
import { LiveRegion } from "./live-region.tsx";
import { NoticeBox } from "./notice-box.tsx";
import { staffUnlockWords as words } from "./staff-unlock-words.ts";
import { TextField } from "./text-field.tsx";
import { say } from "./i18n/say.ts";

/** One thing that can be opened: a site, a kind of site, or a lesson list that begins. */
export interface UnlockChoice {
  readonly id: string;
  readonly what: "site" | "category" | "lesson";
  readonly title: string;
  /** For lessons: how long it is meant to last. */
  readonly minutes?: number;
}

export interface UnlockRequest {
  readonly request: string;
  readonly place: string;
  readonly longestMinutes: number;
  readonly attemptsLeft: number;
}

type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string };

export interface StaffUnlockProps {
  readonly choices: readonly UnlockChoice[];
  /** The minutes that the desk offers for a code. */
  readonly offered: readonly number[];
  /** Asks for a request to show to a member of staff. */
  readonly request: (choice: UnlockChoice) => Promise<Reply<UnlockRequest>>;
  readonly enter: (given: {
    readonly request: string;
    readonly code: string;
    readonly minutes: number;
    readonly by: string;
    readonly why: string;
  }) => Promise<Reply<{ readonly untilMs: number }>>;
  /** Once it is open. */
  readonly onOpened?: (choice: UnlockChoice) => void;
  readonly openedButton?: string;
}

type State =
  | { readonly is: "choosing" | "asking" }
  | { readonly is: "asked"; readonly shown: UnlockRequest; readonly waiting: boolean }
  | { readonly is: "open"; readonly untilMs: number };

/** How a member of staff opens something at the pupil's own screen: a request, a code from the desk, and it opens. */
export function StaffUnlock(props: StaffUnlockProps) {
  const { choices, request, enter, onOpened, openedButton } = props;
  const [chosen, setChosen] = useState(choices[0]?.id);
  const [state, setState] = useState<State>({ is: "choosing" });
  const [problem, setProblem] = useState("");
  const choice = choices.find((one) => one.id === chosen) ?? choices[0];
  if (choice === undefined) return null;

  const ask = () => {
    setState({ is: "asking" });
    setProblem("");
    request(choice)
      .then((reply) => {
        if (reply.ok) return setState({ is: "asked", shown: reply.value, waiting: false });
        setProblem(reply.error);
        setState({ is: "choosing" });
      })
      .catch(() => {
        setProblem(words.failed);
        setState({ is: "choosing" });
      });
  };

  if (state.is === "open") {
    return (
      <NoticeBox kind="good">
        <p>
          <strong>
            {say(choice.what === "lesson" ? words.lessonOpened : words.opened, "staff", {
              title: choice.title,
              time: clockWords(state.untilMs),
            })}
          </strong>
        </p>
        {onOpened === undefined || openedButton === undefined ? null : (
          <Button
            kind="main"
            onPress={() => {
              onOpened(choice);
            }}
          >
            {openedButton}
          </Button>
        )}
      </NoticeBox>
    );
  }
  return (
    <div class="stack">
      {state.is === "asked" ? (
        <CodeForm
          choice={choice}
          shown={state.shown}
          offered={props.offered}
          waiting={state.waiting}
          onEnter={(given) => {
            setProblem("");
            setState({ ...state, waiting: true });
            enter({ ...given, request: state.shown.request })
              .then((reply) => {
                if (reply.ok) return setState({ is: "open", untilMs: reply.value.untilMs });
                setProblem(reply.error);
                setState({ ...state, waiting: false });
              })
              .catch(() => {
                setProblem(words.failed);
                setState({ ...state, waiting: false });
              });
          }}
          onBack={() => {
            setProblem("");
            setState({ is: "choosing" });
          }}
        />
      ) : (
        <>
          <p>{words.lead}</p>
          <ChoiceList
            name="unlock-what"
            label={words.whatLabel}
            choices={choices.map(toCard)}
            chosen={choice.id}
            onChoose={setChosen}
          />
          <div>
            <Button waiting={state.is === "asking"} onPress={ask}>
              {words.ask}
            </Button>
          </div>
        </>
      )}
      <LiveRegion>
        {problem === "" ? null : (
          <NoticeBox kind="care">
            <p>{problem}</p>
          </NoticeBox>
        )}
      </LiveRegion>
    </div>
  );
}

function toCard({ id, what, title }: UnlockChoice): Choice<string> {
  return { id, title, hint: words.hints[what] };
}

interface Given {
  readonly code: string;
  readonly minutes: number;
  readonly by: string;
  readonly why: string;
}

function CodeForm({
  choice,
  shown,
  offered,
  waiting,
  onEnter,
  onBack,
}: {
  readonly choice: UnlockChoice;
  readonly shown: UnlockRequest;
  readonly offered: readonly number[];
  readonly waiting: boolean;
  readonly onEnter: (given: Given) => void;
  readonly onBack: () => void;
}) {
  const lengths = lengthsUpTo(shown.longestMinutes, offered);
  const meant = Math.min(choice.minutes ?? 30, shown.longestMinutes);
  const [minutes, setMinutes] = useState(
    lengths.findLast((one) => one <= meant) ?? shown.longestMinutes,
  );
  const [by, setBy] = useState("");
  const [why, setWhy] = useState("");
  const [code, setCode] = useState("");
  const isWhole = by.trim() !== "" && why.trim() !== "" && code.replaceAll(/\D/g, "").length === 8;
  return (
    <>
      <p>{words.atTheDesk}</p>
      <dl class="facts">
        <dt>{words.request}</dt>
        <dd>
          <strong class="unlock-request">{shown.request}</strong>
        </dd>
        <dt>{words.opens[choice.what]}</dt>
        <dd>
          <code>{shown.place}</code>
        </dd>
      </dl>
      <div class="unlock-fields">
        <div>
          <label class="field-label" for="unlock-minutes">
            {words.howLong}
          </label>
          <select
            id="unlock-minutes"
            class="field-input"
            value={String(minutes)}
            onChange={(event) => {
              setMinutes(Number(event.currentTarget.value));
            }}
          >
            {lengths.map((one) => (
              <option key={one} value={String(one)} selected={one === minutes}>
                {say(words.minutes, "staff", { minutes: one })}
              </option>
            ))}
          </select>
        </div>
        <TextField id="unlock-by" label={words.by} hint={words.byHint} value={by} onWrite={setBy} />
        <TextField
          id="unlock-why"
          label={words.why}
          hint={words.whyHint}
          value={why}
          onWrite={setWhy}
        />
        <TextField
          id="unlock-code"
          label={words.code}
          hint={words.codeHint}
          value={code}
          onWrite={setCode}
        />
      </div>
      <p id="unlock-needs" class="small soft">
        {words.recorded}
      </p>
      <div class="unlock-buttons">
        <Button
          kind="main"
          waiting={waiting || !isWhole}
          describedBy="unlock-needs"
          onPress={() => {
            onEnter({ code: code.replaceAll(/\D/g, ""), minutes, by: by.trim(), why: why.trim() });
          }}
        >
          {choice.what === "lesson" ? words.begin : words.open}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {words.back}
        </Button>
      </div>
    </>
  );
}

function lengthsUpTo(longest: number, offered: readonly number[]): readonly number[] {
  const fitting = offered.filter((one) => one <= longest);
  return fitting.includes(longest) ? fitting : [...fitting, longest];
}
