import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { clockWords } from "../../lib/ui/date-words.ts";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { blockedWords as words } from "./words.ts";

/** A lesson list runs, and this page is not on it: until when, and whom to ask. */
export function LessonCard({ explanation }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
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
        <h1>{say(words.lessonTitle, voice, places)}</h1>
        <p class="blocked-host">{explanation?.host}</p>
        <p class="lead">
          {lesson === undefined ? explanation?.pupilWhy : say(words.lessonLead, voice, places)}
        </p>
        <p>{say(words.lessonAsk, voice)}</p>
        <p class="soft">{say(words.notInTrouble, voice)}</p>
      </div>
    </section>
  );
}
