// Laws are tried on the same drawn cases each day, so that a run says the same of the same source everywhere; the long
// run (`npm run test:long`) draws others each time. SCHOOLGATE_SEED names another draw.
import fc from "fast-check";

const isLong = process.env["SCHOOLGATE_LONG"] === "1";
const named = process.env["SCHOOLGATE_SEED"];
if (!isLong || named !== undefined) fc.configureGlobal({ seed: Number(named ?? 20_261_123) });
