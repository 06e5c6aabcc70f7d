// A day's use of the web as it is counted: pages opened and minutes, by host. Pure.

/** As the contract has it. */
const mostHosts = 300;
/** A page can make up names without end; sealed, a report has to fit an event. */
const mostChars = 20_000;

interface Use {
  readonly visits: number;
  readonly minutes: number;
}

export interface DayUse {
  /** By the clocks at school: "2026-11-23"; "": nothing is counted yet. */
  readonly day: string;
  /** When the first was counted, Unix ms: names this count for good. */
  readonly fromMs: number;
  /** The signed-in address of the person, or "". */
  readonly user: string;
  readonly hosts: readonly (Use & { readonly host: string })[];
  readonly others: Use;
  /** When a minute was counted last, Unix ms. */
  readonly minuteAtMs: number;
}

const nothing: Use = { visits: 0, minutes: 0 };
export const emptyUse: DayUse = {
  day: "",
  fromMs: 0,
  user: "",
  hosts: [],
  others: nothing,
  minuteAtMs: 0,
};

/** One more of something on a host; hosts beyond what a report holds are counted together. */
export function counted(use: DayUse, host: string, more: Partial<Use>): DayUse {
  const { visits = 0, minutes = 0 } = more;
  const add = (to: Use): Use => ({ visits: to.visits + visits, minutes: to.minutes + minutes });
  if (use.hosts.some((one) => one.host === host)) {
    const hosts = use.hosts.map((one) => (one.host === host ? { host, ...add(one) } : one));
    return { ...use, hosts };
  }
  if (use.hosts.length >= mostHosts) return { ...use, others: add(use.others) };
  return { ...use, hosts: [...use.hosts, { host, ...add(nothing) }] };
}

/** What is told of it: those with most minutes first, and what does not fit together with the others. */
export function reportOf({ hosts, others }: DayUse): Pick<DayUse, "hosts" | "others"> {
  const told: DayUse["hosts"][number][] = [];
  let left = others;
  let chars = 0;
  for (const one of hosts.toSorted((a, b) => b.minutes - a.minutes || b.visits - a.visits)) {
    chars += JSON.stringify(one).length + 1;
    if (chars <= mostChars) told.push(one);
    else left = { visits: left.visits + one.visits, minutes: left.minutes + one.minutes };
  }
  return { hosts: told, others: left };
}
