// `npm run -s bench -- match|page|filter|collector|opens`: measures, and changes nothing. One JSON line per figure.
import { argv, exit, stderr } from "node:process";

switch (argv[2]) {
  case "match":
    await import("./match.ts");
    break;
  case "page":
    await import("./page.ts");
    break;
  case "filter":
    await import("./filter.ts");
    break;
  case "collector":
    await import("./collector.ts");
    break;
  case "opens":
    await import("./opens.ts");
    break;
  case undefined:
  default:
    stderr.write("npm run -s bench -- match|page|filter|collector|opens\n");
    exit(2);
}
