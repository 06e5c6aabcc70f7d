// A draft of the policy on its way from a request to the policy's own view. It lives in this page alone.

export interface PolicyDraft {
  readonly text: string;
  readonly why: string;
}

let waiting: PolicyDraft | undefined;

export function leaveDraft(draft: PolicyDraft): void {
  waiting = draft;
}

/** The draft that was left, once. */
export function takeDraft(): PolicyDraft | undefined {
  const draft = waiting;
  waiting = undefined;
  return draft;
}
