import "./zod-jitless.ts";
import { render } from "preact";
import { createApi } from "./api.ts";
import { Desk } from "./desk.tsx";

const root = document.getElementById("desk");
if (root !== null) render(<Desk api={createApi()} />, root);
