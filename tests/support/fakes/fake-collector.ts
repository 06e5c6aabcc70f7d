// A collector on paper: knows each event by its id, and can be told to fail.
import type { PostedBatch } from "../../../lib/app/ports.ts";
import type { Batch } from "../../../lib/contract/batch.ts";
import type { Enrolment } from "../../../lib/contract/enrolment.ts";
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import type { Order, OrdersRequest } from "../../../lib/contract/orders.ts";
import type {
  RequestAnswers,
  RequestAnswersQuestion,
} from "../../../lib/contract/request-answers.ts";

/** What becomes of one post. `lost-answer`: stored, and the answer never arrives. */
export type Weather =
  | "fine"
  | "down"
  | "lost-answer"
  | "portal"
  | "names-none"
  | "too-large"
  | "fault";

export class FakeCollector {
  /** In order of first arrival. */
  readonly stored = new Map<string, SchoolgateEvent>();
  readonly batches: SchoolgateEvent[][] = [];
  /** For the posts to come; the last one stays. */
  weather: Weather[] = ["fine"];
  refuses: (event: SchoolgateEvent) => boolean = () => false;
  seen: { id: string; atMs: number }[] = [];
  retryAfter: string | null = null;
  /** It fails at any batch with one of these in it. */
  failsAt: (event: SchoolgateEvent) => boolean = () => false;
  /** What it says to a device that would be known: true, or a status. A collector of old says 404. */
  enrols: true | number = 404;
  readonly enrolled: Enrolment[] = [];
  /** The headers of each batch that came. */
  readonly heads: Readonly<Record<string, string>>[] = [];
  /** What staff have opened; undefined: no answer. */
  orders: readonly Order[] | undefined;
  readonly ordersAsked: OrdersRequest[] = [];
  /** What became of requests, by their ids; undefined: no answer. */
  requestAnswers: ReadonlyMap<string, RequestAnswers["requests"][number]["decided"]> | undefined;
  readonly answersAsked: RequestAnswersQuestion[] = [];
  /** What becomes of the answer on its way: signed, or changed. */
  wrap: (answer: unknown) => unknown = (answer) => answer;
  /** The Date of its answers, Unix ms. */
  dateMs: number | undefined;

  postOrders(body: string, nowMs: number): PostedBatch {
    const asked = JSON.parse(body) as OrdersRequest;
    this.ordersAsked.push(asked);
    const { orders } = this;
    if (orders === undefined) return { kind: "failed", why: "no connection", retryAfter: null };
    const answer = {
      schoolgate: "orders",
      device: asked.device,
      ask: asked.ask,
      nowMs: this.dateMs ?? nowMs,
      orders,
    };
    return { kind: "answered", body: this.wrap(answer) };
  }

  postRequestAnswers(body: string): PostedBatch {
    const asked = JSON.parse(body) as RequestAnswersQuestion;
    this.answersAsked.push(asked);
    const known = this.requestAnswers;
    if (known === undefined) return { kind: "failed", why: "no connection", retryAfter: null };
    const answer = {
      schoolgate: "request-answers",
      device: asked.device,
      ask: asked.ask,
      requests: asked.requests.flatMap((id) => {
        const decided = known.get(id);
        return known.has(id) ? [{ id, ...(decided === undefined ? {} : { decided }) }] : [];
      }),
    };
    return { kind: "answered", body: this.wrap(answer) };
  }

  enrol(body: string): PostedBatch {
    const asked = JSON.parse(body) as Enrolment;
    this.enrolled.push(asked);
    const { enrols } = this;
    return enrols === true
      ? { kind: "answered", body: { schoolgate: "enrolled", device: asked.device } }
      : { kind: "failed", why: `answered ${enrols}`, status: enrols, retryAfter: null };
  }

  post(body: string, head: Readonly<Record<string, string>> = {}): PostedBatch {
    this.heads.push(head);
    const now = this.weather.length > 1 ? this.weather.shift() : this.weather[0];
    const batch = JSON.parse(body) as Batch;
    const events = batch.events as SchoolgateEvent[];
    if (now === "down")
      return { kind: "failed", why: "no connection", retryAfter: this.retryAfter };
    if (now === "portal") return { kind: "answered", body: { welcome: "to our Wi-Fi" } };
    if (now === "too-large") return { kind: "too-large" };
    if (now === "fault" || events.some((event) => this.failsAt(event))) {
      return { kind: "failed", why: "answered 500", status: 500, retryAfter: null };
    }
    this.batches.push(events);
    const taken = events.filter((event) => !this.refuses(event));
    if (now !== "names-none") {
      for (const event of taken) if (!this.stored.has(event.id)) this.stored.set(event.id, event);
    }
    if (now === "lost-answer")
      return { kind: "failed", why: "no answer in time", retryAfter: null };
    return {
      kind: "answered",
      ...(this.dateMs === undefined ? {} : { dateMs: this.dateMs }),
      body: {
        schoolgate: "batch-answer",
        stored: now === "names-none" ? [] : taken.map((event) => event.id),
        refused: events
          .filter((event) => this.refuses(event))
          .map((event) => ({ id: event.id, why: "not wanted here" })),
        seen: this.seen,
      },
    };
  }
}
