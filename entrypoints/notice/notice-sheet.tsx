import type { NoticeView } from "../../lib/contract/message.ts";
import { ListenerScene } from "../../lib/ui/art/listener-scene.tsx";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import { noticeWords as words, sourceWords, themeWords } from "./words.ts";

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

/** One answer a section: what, for what, never what, who, how long, and where nobody looks. */
export function NoticeSheet({ view }: { readonly view: NoticeView }) {
  const { school } = view;
  const voice = voiceOf(school.reading);
  const looks = view.looksAt.length > 0;
  const notes = view.notedKinds.length > 0 || view.notesUnknownSites;
  return (
    <article class="stack-wide arrives">
      <div class="notice-head">
        <div class="stack">
          <h1>{say(words.title, voice)}</h1>
          <p class="lead">{say(words.lead, voice, { school: school.name })}</p>
        </div>
        <div class="notice-art">
          <ListenerScene />
        </div>
      </div>
      {school.origin === "baseline" ? (
        <NoticeBox kind="wait">
          <p>{words.baseline}</p>
        </NoticeBox>
      ) : null}
      <div class="notice-grid">
        <section class="card stack">
          <h2>{say(words.looksTitle, voice)}</h2>
          {looks ? (
            <>
              <ul>
                {view.looksAt.map((source) => (
                  <li key={source}>{say(sourceWords[source], voice)}</li>
                ))}
              </ul>
              <p class="soft">{say(words.looksHow, voice)}</p>
              {view.signDays === undefined ? null : (
                <p class="soft">{say(words.looksSigns, voice, view.signDays)}</p>
              )}
            </>
          ) : (
            <p>{words.looksNothing}</p>
          )}
          <h3>{say(words.blockedTitle, voice)}</h3>
          <p>
            {view.recordsBlockedVisits
              ? say(words.blockedRecorded, voice)
              : words.blockedNotRecorded}
          </p>
          {view.notedKinds.length > 0 ? (
            <p>{say(words.noted, voice, { kinds: view.notedKinds.join(", ") })}</p>
          ) : null}
          {view.notesUnknownSites ? <p>{say(words.notedUnknown, voice)}</p> : null}
          <ul>
            {words.alsoNoted.map((line) => (
              <li key={line.teen}>{say(line, voice)}</li>
            ))}
          </ul>
        </section>
        <section class="card stack">
          <h2>{say(words.neverTitle, voice)}</h2>
          <ul>
            {words.never.map((line) => (
              <li key={line.teen}>{say(line, voice)}</li>
            ))}
            {view.notesUnknownSites ? null : (
              <li>{say(notes ? words.neverHistoryBut : words.neverHistory, voice)}</li>
            )}
          </ul>
        </section>
        {looks ? (
          <section class="card stack">
            <h2>{say(words.themesTitle, voice)}</h2>
            <ul>
              {view.themes.map((theme) => (
                <li key={theme}>{say(themeWords[theme], voice)}</li>
              ))}
            </ul>
          </section>
        ) : null}
        <section class="card stack">
          <h2>{say(words.readersTitle, voice)}</h2>
          {view.readers.length === 0 ? (
            <p>{words.readersNone}</p>
          ) : (
            view.readers.map((reader) => <PersonCard key={reader.id} person={reader} />)
          )}
          {view.readers.length === 0 ? null : <p>{say(words.readersOthers, voice)}</p>}
          <p class="soft">{say(words.readersHow, voice)}</p>
          <h3>{say(words.keepTitle, voice)}</h3>
          <p>
            {view.keepDays === 1 ? words.keepOne : say(words.keep, voice, { days: view.keepDays })}
          </p>
          <p>{say(words.rights, voice)}</p>
        </section>
      </div>
      <section class="card stack">
        <h2>{say(words.safeTitle, voice)}</h2>
        <p>{say(words.safeLead, voice)}</p>
        <Sites sites={view.protectedSites.slice(0, sitesInSight)} />
        {view.protectedSites.length > sitesInSight ? (
          <Disclosure title={say(words.safeMore, voice, { count: view.protectedSites.length })}>
            <Sites sites={view.protectedSites.slice(sitesInSight)} />
          </Disclosure>
        ) : null}
      </section>
    </article>
  );
}
