import type { NoticeView } from "../../lib/contract/message.ts";
import { ListenerScene } from "../../lib/ui/art/listener-scene.tsx";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { listWords } from "../../lib/ui/list-words.ts";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { Dates, Hours } from "./hours-and-dates.tsx";
import { Mine } from "./mine.tsx";
import { useNoticeWords } from "./words.ts";

/** How many help sites stand in sight before the rest are folded away. */
const sitesInSight = 6;

function Sites({ sites }: { readonly sites: NoticeView["protectedSites"] }) {
  return (
    <ul class="sites">
      {sites.map((site) => (
        <li key={site.host}>
          <a href={`https://${site.host}/`} target="_blank" rel="noreferrer">
            {site.name || site.host}
          </a>
        </li>
      ))}
    </ul>
  );
}

/**
 * One short answer a section: what, never what, who, what is noted, how to object, and where nobody looks. What is more
 * for those who want to know it exactly stands folded beneath its answer.
 */
export function NoticeSheet({
  view,
  send,
}: {
  readonly view: NoticeView;
  readonly send: typeof sendMessage;
}) {
  const { school } = view;
  const voice = voiceOf(school.reading);
  const { words, t, language } = useNoticeWords(voice);
  const looks = view.looksAt.length > 0;
  const isUseReported = view.reportsVisits === true;
  const notes = view.notedKinds.length > 0 || view.notesUnknownSites;
  return (
    <article class="stack-wide arrives">
      <div class="notice-head">
        <div class="stack">
          <h1>{t(words.title)}</h1>
          <p class="lead">{t(words.lead, { school: school.name })}</p>
        </div>
        <div class="notice-art">
          <ListenerScene />
        </div>
      </div>
      {school.origin === "baseline" ? (
        <NoticeBox kind="wait">
          <p>{t(words.baseline)}</p>
        </NoticeBox>
      ) : null}
      <div class="notice-grid">
        <section class="card stack">
          <h2>{t(words.looksTitle)}</h2>
          {looks ? (
            <>
              <ul>
                {view.looksAt.map((source) => (
                  <li key={source}>{t(words.sources[source])}</li>
                ))}
              </ul>
              <p class="soft">{t(words.looksHow)}</p>
            </>
          ) : (
            <p>{t(words.looksNothing)}</p>
          )}
          {view.hours === undefined ? null : <Hours hours={view.hours} voice={voice} />}
          {looks ? (
            <div>
              <Disclosure title={t(words.themesTitle)}>
                <ul>
                  {view.themes.map((theme) => (
                    <li key={theme}>{t(words.themes[theme])}</li>
                  ))}
                </ul>
              </Disclosure>
              {view.signDays === undefined ? null : (
                <Disclosure title={t(words.signsTitle)}>
                  <p>{t(words.looksSigns, view.signDays)}</p>
                </Disclosure>
              )}
            </div>
          ) : null}
        </section>
        <section class="card stack">
          <h2>{t(words.neverTitle)}</h2>
          <ul>
            {words.never.map((line) => (
              <li key={t(line)}>{t(line)}</li>
            ))}
            {view.notesUnknownSites || isUseReported ? null : (
              <li>{t(notes ? words.neverHistoryBut : words.neverHistory)}</li>
            )}
          </ul>
        </section>
        <section class="card stack">
          <h2>{t(words.readersTitle)}</h2>
          {view.readers.length === 0 ? (
            <p>{t(words.readersNone)}</p>
          ) : (
            view.readers.map((reader) => <PersonCard key={reader.id} person={reader} />)
          )}
          {view.readers.length === 0 ? null : <p>{t(words.readersOthers)}</p>}
          <p class="soft">{t(words.readersHow)}</p>
          <Disclosure title={t(words.keepTitle)}>
            <p>{t(words.keep, { count: view.keepDays })}</p>
            <p>{t(words.receiptsLocked)}</p>
            <p>{t(words.rights)}</p>
          </Disclosure>
        </section>
        <section class="card stack">
          <h2>{t(words.blockedTitle)}</h2>
          <p>
            {view.recordsBlockedVisits ? t(words.blockedRecorded) : t(words.blockedNotRecorded)}
          </p>
          {isUseReported ? <p>{t(words.useReported)}</p> : null}
          {view.notedKinds.length > 0 ? (
            <p>{t(words.noted, { kinds: listWords(view.notedKinds, "and", language) })}</p>
          ) : null}
          {view.notesUnknownSites ? <p>{t(words.notedUnknown)}</p> : null}
          <Disclosure title={t(words.alsoTitle)}>
            <ul>
              {view.recordsBlockedVisits ? <li>{t(words.warnedRecorded)}</li> : null}
              {words.alsoNoted.map((line) => (
                <li key={t(line)}>{t(line)}</li>
              ))}
            </ul>
          </Disclosure>
        </section>
      </div>
      <div class="notice-grid">
        <section class="card stack">
          <h2>{t(words.wrongTitle)}</h2>
          <p>{t(words.wrong)}</p>
          {view.itHelp === undefined ? null : <PersonCard person={view.itHelp} />}
          <p>
            <a href="site.html">{t(words.wrongSite)}</a>
          </p>
        </section>
        <section class="card notice-folds">
          {view.care === undefined ? null : (
            <Disclosure title={<h2>{t(words.careTitle)}</h2>}>
              {view.care.nudges ? <p>{t(words.careNudges)}</p> : null}
              {view.care.helpCard ? <p>{t(words.careCard)}</p> : null}
              {view.care.longUse ? <p>{t(words.careLongUse)}</p> : null}
            </Disclosure>
          )}
          <Dates view={view} voice={voice} />
        </section>
        <Mine send={send} voice={voice} adult={(school.dsl ?? view.itHelp)?.name} />
        <section class="card stack">
          <h2>{t(words.safeTitle)}</h2>
          <p>{t(words.safeLead)}</p>
          <Sites sites={view.protectedSites.slice(0, sitesInSight)} />
          {view.protectedSites.length > sitesInSight ? (
            <Disclosure title={t(words.safeMore, { count: view.protectedSites.length })}>
              <Sites sites={view.protectedSites.slice(sitesInSight)} />
            </Disclosure>
          ) : null}
        </section>
      </div>
    </article>
  );
}
