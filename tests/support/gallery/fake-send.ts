// Stands in for lib/platform/send-message.ts in the gallery: `?shot=` names the answers and the steps that follow,
// `?state=` the answers alone. What became of the steps stands in `<html data-gallery>`.
import { sampleMessenger } from "../page-samples.ts";
import { galleryStates } from "./gallery-states.ts";
import { shots } from "./shot-list.ts";
import { walk } from "./walk.ts";

const asked = new URLSearchParams(window.location.search);
const shot = shots.find((one) => one.name === asked.get("shot"));
const state = shot?.state ?? asked.get("state") ?? "dead";

export const sendMessage = sampleMessenger(galleryStates()[state] ?? {}).send;

const root = document.documentElement;
void walk(shot?.steps ?? []).then(
  () => {
    root.dataset["gallery"] = "there";
  },
  (error: unknown) => {
    root.dataset["gallery"] = `lost: ${String(error)}`;
  },
);
