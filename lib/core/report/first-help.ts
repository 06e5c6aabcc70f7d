// The numbers that stand on the form from its first moment, as help-services.ts has them (a test holds the two together),
// without the weight of all the others.
export const firstHelp = {
  emergencyPhone: "999",
  childline: { name: "Childline", phone: "0800 1111", open: "Free, any time" },
  nspcc: { name: "NSPCC helpline", phone: "0808 800 5000" },
} as const;
