import type { RulePicture as PictureName } from "../../contract/vocabulary.ts";

/** Each in a box of 96 by 96, drawn for this project. */
const drawings: Readonly<Record<PictureName, preact.ComponentChild>> = {
  // A child with a hand up.
  ask: (
    <>
      <path class="art-accent" d="M26 84q0-30 20-30t20 30z" />
      <path class="art-skin-two" d="m53 60 12-31q2-6 7-4t3 8L64 66q-8 4-11-6z" />
      <circle class="art-skin-two" cx="46" cy="38" r="15" />
      <path class="art-ink" d="M31 37c-3-22 32-24 30 1q-11-2-15-9-5 8-15 8z" />
      <path class="art-line" d="M41 40h.1M51 40h.1M42 46q4 4 8 0" />
    </>
  ),
  // Two hands around a heart.
  kind: (
    <>
      <path
        class="art-heart"
        d="M48 66S22 50 22 33q0-12 12-12 9 0 14 9 5-9 14-9 12 0 12 12 0 17-26 33z"
      />
      <path class="art-skin" d="M14 60q8-4 14 3l12 12q3 4-1 7t-8 0L14 68z" />
      <path class="art-skin-two" d="M82 60q-8-4-14 3L56 75q-3 4 1 7t8 0l17-14z" />
    </>
  ),
  // A house with a closed door and a key.
  secret: (
    <>
      <path class="art-wood" d="M14 48 48 18l34 30-5 6-29-26-29 26z" />
      <path class="art-paper" d="M22 52 48 29l26 23v30H22z" />
      <path class="art-accent" d="M40 56h16v26H40z" />
      <circle class="art-sun" cx="68" cy="66" r="9" />
      <circle class="art-paper" cx="68" cy="66" r="3.500" />
      <path class="art-sun" d="M66 74h5v16h-5zM71 80h5v4h-5z" />
    </>
  ),
  password: (
    <>
      <path class="art-line" d="M34 44V34q0-14 14-14t14 14v10" />
      <path class="art-accent" d="M26 44h44q4 0 4 4v30q0 4-4 4H26q-4 0-4-4V48q0-4 4-4z" />
      <path class="art-line-paper" d="M36 63h.1M48 63h.1M60 63h.1" />
    </>
  ),
  // A child tells a grown-up, who listens.
  tell: (
    <>
      <path class="art-accent" d="M50 84q0-34 18-34t18 34z" />
      <circle class="art-skin" cx="68" cy="36" r="13" />
      <path class="art-ink" d="M54 36c-3-22 30-22 28 2q-9-3-12-9-6 7-16 7z" />
      <path class="art-leaf" d="M12 84q0-24 14-24t14 24z" />
      <circle class="art-skin-two" cx="26" cy="50" r="11" />
      <path class="art-ink" d="M15 50c-2-16 24-16 22 1q-8-2-11-7-4 6-11 6z" />
      <path class="art-paper" d="M8 12h32q6 0 6 6v8q0 6-6 6H28l-6 7v-7H8q-6 0-6-6v-8q0-6 6-6z" />
      <path class="art-line" d="M12 22h.1M24 22h.1M36 22h.1" />
    </>
  ),
  // An eye behind a looking glass.
  careful: (
    <>
      <path class="art-wood" d="m62 60 22 20q3 4-1 7t-7 0L55 66z" />
      <circle class="art-accent" cx="42" cy="42" r="30" />
      <circle class="art-paper" cx="42" cy="42" r="23" />
      <path class="art-line" d="M25 42q17-20 34 0-17 20-34 0z" />
      <circle class="art-ink" cx="42" cy="42" r="6" />
    </>
  ),
  // An open book.
  learn: (
    <>
      <path class="art-accent" d="M8 26q22-6 40 6 18-12 40-6v52q-22-6-40 6-18-12-40-6z" />
      <path
        class="art-paper"
        d="M14 24q20-4 34 8v46q-16-10-34-6zM82 24q-20-4-34 8v46q16-10 34-6z"
      />
      <path
        class="art-line-thin"
        d="M22 38q10-1 18 4M22 50q10-1 18 4M74 38q-10-1-18 4M74 50q-10-1-18 4"
      />
    </>
  ),
  time: (
    <>
      <circle class="art-accent" cx="48" cy="50" r="34" />
      <circle class="art-paper" cx="48" cy="50" r="27" />
      <path class="art-line" d="M48 34v17l12 8" />
      <path class="art-ink" d="M22 14q-12 4-12 16l16-14zM74 14q12 4 12 16L70 16z" />
    </>
  ),
  // A photograph of two friends.
  picture: (
    <>
      <path class="art-paper" d="M14 18h68q4 0 4 4v54q0 4-4 4H14q-4 0-4-4V22q0-4 4-4z" />
      <path class="art-sky" d="M18 26h60v38H18z" />
      <circle class="art-skin" cx="38" cy="44" r="8" />
      <circle class="art-skin-two" cx="58" cy="44" r="8" />
      <path class="art-leaf" d="M26 64q0-12 12-12t12 12z" />
      <path class="art-accent" d="M46 64q0-12 12-12t12 12z" />
    </>
  ),
  // A flat hand.
  stop: (
    <>
      <circle class="art-sun" cx="48" cy="48" r="38" />
      <path
        class="art-skin"
        d="M32 50V30q0-5 4-5t4 5v14-20q0-5 4-5t4 5v20-18q0-5 4-5t4 5v20-12q0-5 4-5t4 5v26q0 24-16 24-10 0-16-12L23 57q-2-5 2-6t7 5z"
      />
    </>
  ),
};

/** A drawing beside a rule, for readers who do not read much yet. Decoration: the rule says the same. */
export function RuleDrawing({ of }: { readonly of: PictureName }) {
  return (
    <svg class="rule-art" viewBox="0 0 96 96" aria-hidden="true">
      <circle class="art-sky" cx="48" cy="48" r="48" />
      {drawings[of]}
    </svg>
  );
}
