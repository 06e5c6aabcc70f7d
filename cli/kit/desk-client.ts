// The desk as a program sees it: signed in, asking what stands there. For the tour and the tests.

export interface DeskClient {
  /** Reads one address below /desk/api, for example "/cases?state=all". Throws when the desk refuses. */
  read(path: string): Promise<unknown>;
  /** Sends one change to an address below /desk/api, for example "/orders". Throws when the desk refuses. */
  send(path: string, body: unknown): Promise<unknown>;
  /** All cases in the order of the queue, whatever their state. */
  cases(): Promise<readonly DeskCaseRow[]>;
  /** Everything the desk would show, as one text: to prove that something is in none of it. Opens every case. */
  everything(): Promise<string>;
}

export interface DeskCaseRow {
  readonly id: string;
  readonly kind: "worry" | "finding" | "circumvention";
  readonly what: string;
  readonly severity: string | null;
  readonly source: string | null;
  readonly host: string;
  readonly title: string;
  readonly state: string;
  readonly count: number;
  readonly reference: string;
}

/** Signs in and keeps the cookie. Throws with the status when the desk refuses. */
export async function openDesk(
  address: string,
  signIn: { readonly name: string; readonly password: string },
): Promise<DeskClient> {
  const api = `${address}/desk/api`;
  const answer = await fetch(`${api}/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify(signIn),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (!answer.ok || cookie === undefined) {
    throw new Error(`the desk refused the sign-in with ${answer.status}`);
  }
  const read = async (path: string): Promise<unknown> => {
    const got = await fetch(api + path, { headers: { cookie } });
    if (!got.ok) throw new Error(`the desk answered ${path} with ${got.status}`);
    return got.json();
  };
  const send = async (path: string, body: unknown): Promise<unknown> => {
    const got = await fetch(api + path, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", origin: address },
      body: JSON.stringify(body),
    });
    if (!got.ok) {
      throw new Error(`the desk answered ${path} with ${got.status}: ${await got.text()}`);
    }
    return got.json();
  };
  const readPages = async <Row>(path: string, key: string): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const separator = path.includes("?") ? "&" : "?";
      const part = (await read(`${path}${separator}page=${page}`)) as Record<string, unknown>;
      rows.push(...((part[key] ?? []) as Row[]));
      pages = Number(part["pages"] ?? 1);
    }
    return rows;
  };
  const cases = (): Promise<DeskCaseRow[]> => readPages("/cases?state=all", "cases");
  return {
    read,
    send,
    cases,
    everything: async () => {
      const files: unknown[] = [];
      for (const { id } of await cases()) files.push(await read(`/cases/${id}`));
      const rest = [
        await readPages("/requests", "groups"),
        await readPages("/activity?list=visits", "visits"),
        await readPages("/activity?list=agreements", "agreements"),
        await readPages("/activity?list=attempts", "attempts"),
        await readPages("/activity?list=openings", "openings"),
        await readPages("/activity?list=changes", "changes"),
        await readPages("/activity?list=problems", "problems"),
        await readPages("/activity?list=lists", "lists"),
        await read("/orders"),
        await readPages("/orders", "past"),
        await readPages("/audit", "entries"),
      ];
      return JSON.stringify([files, rest]);
    },
  };
}
