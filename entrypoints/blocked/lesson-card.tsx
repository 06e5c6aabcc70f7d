import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { clockWords } from "../../lib/ui/date-words.ts";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { SchoolWhy } from "./school-why.tsx";
import { useBlockedWords } from "./words.ts";

/** A lesson list runs, and this page is not on it: until when, and whom to ask. */
export function LessonCard({ explanation }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  const lesson = explanation?.lesson;
  const places = {
    title: lesson?.title ?? "",
    time: lesson === undefined ? "" : clockWords(lesson.untilMs),
  };
  return (
    <section class="card card-raised blocked-card">
      <div class="blocked-art">
        <PathScene />
      </div>
      <div class="stack blocked-words">
        <h1>{t(words.lessonTitle, places)}</h1>
        <p class="blocked-host">
          <bdi>{explanation?.host}</bdi>
        </p>
        {lesson === undefined ? (
          <SchoolWhy why={explanation?.pupilWhy} />
        ) : (
          <p class="lead">{t(words.lessonLead, places)}</p>
        )}
        <p>{t(words.lessonAsk)}</p>
        <p class="soft">{t(words.notInTrouble)}</p>
      </div>
    </section>
  );
}
