import { register } from "node:module";

// Nobody calls an action from a browser here: what it asks of Next.js is answered by a stand-in.
register(new URL("resolve-next.mjs", import.meta.url));
