// The thread in which a list is cleaned.
import { parentPort, workerData } from "node:worker_threads";
import { cleanList, type CleanInput } from "./clean-list.ts";

parentPort?.postMessage(await cleanList(workerData as CleanInput));
