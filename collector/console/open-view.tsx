// What staff open for a time: a form, what is open now, and what was before.
import type { OrderChoices, OrdersPage } from "../desk-types.ts";
import { isSameOrder, siteWords, type StaffOrder } from "../review/order.ts";
import type { DeskApi } from "./api.ts";
import { Pager, Time, Trouble } from "./bits.tsx";
import { CodeForm } from "./code-form.tsx";
import type { ViewProps } from "./desk.tsx";
import { LessonForm, SiteList } from "./lesson-form.tsx";
import { openForms, writeRoute, type OpenForm } from "./route.ts";
import { SiteForm } from "./site-form.tsx";
import { useAct } from "./use-act.ts";
import { useLoad } from "./use-load.ts";
import { categoryWords, plural, profileWords } from "./words.ts";
import { Table } from "./table.tsx";

export interface FormProps {
  readonly api: DeskApi;
  readonly choices: OrderChoices;
  readonly reload: () => Promise<void>;
  readonly onSignedOut: () => void;
}

interface Props extends ViewProps {
  readonly form: OpenForm;
  readonly page: number;
}

const formWords: Readonly<Record<OpenForm, string>> = {
  site: "Open a site",
  lesson: "Lesson",
  code: "Code",
};

export function OpenView({ api, tick, onSignedOut, form, page }: Props) {
  const choices = useLoad("choices", tick, (live) => api.orderChoices(live), onSignedOut);
  const orders = useLoad(`orders ${page}`, tick, (live) => api.orders(page, live), onSignedOut);
  const reload = () => orders.reload(true);
  const props = choices.value && { api, choices: choices.value, reload, onSignedOut };
  return (
    <>
      <div class="head">
        <h1>Open for a time</h1>
        <p class="soft">It ends by itself, and every opening is recorded.</p>
      </div>
      <nav class="tabs" aria-label="What to do">
        {openForms.map((name) => (
          <a
            key={name}
            href={writeRoute({ view: "open", form: name, page: 1 })}
            aria-current={name === form ? "page" : undefined}
          >
            {formWords[name]}
          </a>
        ))}
      </nav>
      <Trouble words={choices.trouble === "" ? orders.trouble : choices.trouble} />
      <div class="opening">
        {props !== undefined && form === "site" && <SiteForm {...props} />}
        {props !== undefined && form === "lesson" && <LessonForm {...props} />}
        {props !== undefined && form === "code" && <CodeForm {...props} />}
        {orders.value !== undefined && (
          <OpenNow api={api} value={orders.value} reload={reload} onSignedOut={onSignedOut} />
        )}
      </div>
      {orders.value !== undefined && orders.value.past.length > 0 && (
        <Past value={orders.value} form={form} />
      )}
    </>
  );
}

interface NowProps extends Omit<FormProps, "choices"> {
  readonly value: OrdersPage;
}

function OpenNow({ api, value, reload, onSignedOut }: NowProps) {
  const { act, busy, trouble, done } = useAct(onSignedOut, reload);
  const ended = value.past.filter(
    (order) => isRevivable(order) && !value.open.some((open) => isSameOrder(open, order)),
  );
  return (
    <section class="card stack" aria-labelledby="open-now">
      <h2 id="open-now">Open now</h2>
      <Trouble words={trouble} />
      <p role="status" class={done === "" ? "" : "notice notice-good"}>
        {done}
      </p>
      {value.open.length === 0 && <p class="soft">Nothing is open beyond the policy.</p>}
      <ul class="order-list">
        {value.open.map((order) => (
          <li key={order.id} class="order">
            <OrderWords order={order} />
            <button
              type="button"
              disabled={busy}
              onClick={() =>
                void act(api.endOrder(order.id), `${whatWords(order)} ends within about a minute.`)
              }
            >
              End now<span class="unseen">: {whatWords(order)}</span>
            </button>
          </li>
        ))}
        {ended.map((order) => (
          <li key={order.id} class="order order-ended">
            <OrderWords order={order} />
            <button
              type="button"
              disabled={busy}
              onClick={() =>
                void act(api.reopenOrder(order.id), `${whatWords(order)} is open again.`)
              }
            >
              Undo<span class="unseen">: open again {whatWords(order)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Ended before its time, and that time is not over: it can be taken back. */
function isRevivable(order: StaffOrder): boolean {
  return order.how === "collector" && order.endedAtMs !== null && order.untilMs > Date.now();
}

function OrderWords({ order }: { readonly order: StaffOrder }) {
  const { what } = order;
  return (
    <div class="order-words">
      <strong>{whatWords(order)}</strong>
      <span>
        {forWords(order)} · {order.endedAtMs === null ? "until" : "ended, was until"}{" "}
        <Time atMs={order.untilMs} />
      </span>
      <span class="small soft">
        {order.by}: {order.why}
      </span>
      {what.kind === "lesson" && (
        <details>
          <summary class="small">
            {plural(what.sites.length, "site", "sites")}
            {what.search ? ", with search" : ", without search"}
          </summary>
          <SiteList sites={what.sites.map(siteWords)} />
        </details>
      )}
    </div>
  );
}

function whatWords({ what }: StaffOrder): string {
  if (what.kind === "site") return siteWords(what);
  return what.kind === "category"
    ? `Everything in ${categoryWords(what.category)}`
    : `Lesson “${what.title}”`;
}

function forWords(order: StaffOrder): string {
  const { kind, value } = order.for;
  if (order.how === "code") return `by the code for ${value}`;
  if (kind === "everyone") return "for everyone";
  if (kind === "group") return `for the group ${categoryWords(value)}`;
  return kind === "profile" ? `for ${profileWords(value)}` : `for ${value}`;
}

function Past({ value, form }: { readonly value: OrdersPage; readonly form: OpenForm }) {
  return (
    <>
      <h2>Before</h2>
      <Table label="Opened before" heads={["What", "For whom", "Who and why", "From", "Until"]}>
        {value.past.map((order) => (
          <tr key={order.id}>
            <th scope="row">{whatWords(order)}</th>
            <td>{forWords(order)}</td>
            <td>
              {order.by}
              <span class="small soft">{order.why}</span>
            </td>
            <td>
              <Time atMs={order.fromMs} />
            </td>
            <td>
              <Time atMs={order.endedAtMs ?? order.untilMs} />
              {order.endedAtMs !== null && (
                <span class="small soft">ended early by {order.endedBy}</span>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <Pager
        page={value.page}
        pages={value.pages}
        link={(next) => writeRoute({ view: "open", form, page: next })}
      />
    </>
  );
}
