// `npm run -s bench -- match|filter`: measures, and judges nothing. One JSON line per figure.
import { argv, exit, stderr } from "node:process";

switch (argv[2]) {
  case "match":
    await import("./match.ts");
    break;
  case "filter":
    await import("./filter.ts");
    break;
  case undefined:
  default:
    stderr.write("npm run -s bench -- match|filter\n");
    exit(2);
}
