// Before anything that makes a schema: zod would try to compile it, and the desk's content policy refuses that aloud.
import { config } from "zod";

config({ jitless: true });
