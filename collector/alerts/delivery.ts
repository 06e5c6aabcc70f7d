// What comes of sending one message: it went, or why not, in our own words. No server's text is repeated.

export type Delivery = { readonly ok: true } | { readonly ok: false; readonly why: string };

export const delivered: Delivery = { ok: true };

export function notDelivered(why: string): Delivery {
  return { ok: false, why };
}
