// Stands in for lib/platform/send-message.ts in the gallery: `?state=` names the answers.
import { sampleMessenger, sampleStates } from "../page-samples.ts";

const state = new URLSearchParams(window.location.search).get("state") ?? "dead";

export const sendMessage = sampleMessenger(sampleStates()[state] ?? {}).send;
