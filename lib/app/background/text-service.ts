// Texts of web pages, looked through in the worker: a page pays for handing them over and no more, the tables are in
// memory once, and code that is warm reads them. A text is forgotten with the answer.
import type { MessageInput, MessageReply } from "../../contract/message.ts";
import { findingKey } from "../../core/match/finding-key.ts";
import type { Finding, ScanInput } from "../../core/match/types.ts";
import { typedFindings } from "../../core/match/typed-findings.ts";
import type { WeighedHit } from "../../core/match/weigh-window.ts";
import { fingerprintText } from "../../core/dnr/fingerprint.ts";
import { signsOf } from "../../core/sequence/signs-of.ts";
import type { Sign } from "../../core/sequence/types.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import { searchTermsOf } from "../../core/match/search-terms.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { Clock, MessageFrom } from "../ports.ts";
import { describeFinding, shortenFinding } from "./describe-finding.ts";
import type { EventService } from "./event-service.ts";
import { answerWith } from "./outcome.ts";
import type { JudgedPage, JudgePage } from "./page-judge.ts";
import type { ScannerService } from "./scanner-service.ts";
import { signThemesOf } from "./sequence-service.ts";
import type { SequenceService } from "./sequence-service.ts";

export interface TextService {
  read(from: MessageFrom, given: MessageInput<"page/read">): Promise<MessageReply<"page/read">>;
  typed(from: MessageFrom, given: MessageInput<"page/typed">): Promise<MessageReply<"page/typed">>;
}

/** A text up to this length is searched at one go; a longer one in pieces, with everybody else's turn between. */
const shortChars = 2000;
/** UTF-16 units of a piece: some milliseconds, also by code that is not warm yet. */
const pieceChars = 6000;
const longestTitle = 300;
/** The category of `rules/categories` whose sites answer what is typed. */
const assistants = "ai-services";

type Monitoring = EffectivePolicy["monitoring"];

/** What the scanner weighed, by the text it was given: several pages' texts are looked through in turns. */
function createEar() {
  const heard = new WeakMap<ScanInput, WeighedHit[]>();
  const onWeighed = (input: ScanInput, weighed: readonly WeighedHit[]): void => {
    heard.set(input, [...(heard.get(input) ?? []), ...weighed]);
  };
  const signsIn = (input: ScanInput, monitoring: Monitoring): Sign[] =>
    signsOf(input.text, heard.get(input) ?? [], signThemesOf(monitoring));
  /** Where what can be a sign stands. */
  const placesIn = (input: ScanInput, monitoring: Monitoring): [number, number][] => {
    const themes: readonly string[] = signThemesOf(monitoring);
    return (heard.get(input) ?? [])
      .filter(({ plan, excuses }) => excuses.length === 0 && themes.includes(plan.phrase.theme))
      .map(({ hit }) => [hit.start, hit.end]);
  };
  return { onWeighed, signsIn, placesIn };
}

export function createTextService(
  judgePage: JudgePage,
  scanners: ScannerService,
  events: Pick<EventService, "add">,
  sequences: Pick<SequenceService, "take">,
  clock: Pick<Clock, "after">,
): TextService {
  async function pause(): Promise<number> {
    await clock.after(0);
    return pieceChars;
  }

  async function scanRead(text: string, monitoring: Monitoring) {
    const ear = createEar();
    const scanner = await scanners.open(monitoring, ear.onWeighed);
    const input: ScanInput = { text, source: "page" };
    const found: readonly Finding[] =
      text.length <= shortChars ? scanner.scan(input) : await scanner.scanInPieces(input, pause);
    const findings = found.map((finding) => shortenFinding(finding, text, monitoring));
    const signs = ear.signsIn(input, monitoring);
    return signs.length === 0
      ? { findings, signs }
      : { findings, signs, places: ear.placesIn(input, monitoring) };
  }

  /** Stored one by one, each under its own claim: a worker that dies over them is asked again. */
  async function storeTyped(
    { judged, frame }: JudgedPage,
    from: MessageFrom,
    { claim, text: typed, around, title, known }: MessageInput<"page/typed">,
  ) {
    const { monitoring } = judged.enforcement.effective;
    // What a machine is asked is weighed as a search is.
    const isAsking = judged.decision.category === assistants;
    const ear = createEar();
    const scanner = await scanners.open(monitoring, ear.onWeighed);
    let alone: ScanInput | undefined;
    const found = typedFindings(
      (input) => {
        alone ??= input;
        return scanner.scan(input);
      },
      { typed, around, source: isAsking ? "search" : "typed" },
    );
    const address = placeOf(frame, searchTermsOf(frame) !== undefined);
    const tabTitle = (from.tab?.title ?? "").slice(0, longestTitle);
    const said: string[] = [];
    for (const [place, { finding, text, from: begins }] of found.entries()) {
      const key = fingerprintText(findingKey("typed", text, finding, begins));
      if (known.includes(key) || said.includes(key)) continue;
      await events.add(
        {
          ...describeFinding(finding, text, monitoring),
          address,
          title: title === "" && from.frameId !== 0 ? tabTitle : title,
          source: "typed",
        },
        { claim: `${claim}x${place}` },
      );
      said.push(key);
    }
    const signs = alone === undefined || isAsking ? [] : ear.signsIn(alone, monitoring);
    if (signs.length > 0) {
      const given = { claim: `${claim}s`, source: "typed" as const, signs };
      await sequences.take(given, { frame, address, title: tabTitle, monitoring });
    }
    return { said, marks: signs.map(({ mark }) => mark) };
  }

  return {
    async read(from, { text }) {
      const { judged, isUnread } = await judgePage(from);
      const { monitoring } = judged.enforcement.effective;
      // An answer and no refusal: what is refused is tried again.
      if (isUnread || !monitoring.sources.includes("page")) {
        return answerWith<"page/read">({ findings: [], signs: [] });
      }
      return answerWith<"page/read">(await scanRead(text, monitoring));
    },
    async typed(from, given) {
      const page = await judgePage(from);
      const { sources } = page.judged.enforcement.effective.monitoring;
      if (page.isUnread || !sources.includes("typed")) {
        return answerWith<"page/typed">({ said: [], marks: [] });
      }
      return answerWith<"page/typed">(await storeTyped(page, from, given));
    },
  };
}
