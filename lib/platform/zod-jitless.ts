// Imported before anything that makes a schema: zod would else try `new Function`, and every page and worker of an
// extension raises a content security violation for it.
import { config } from "zod";

config({ jitless: true });
