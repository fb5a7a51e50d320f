import path from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./children.mjs";
import { binary, root } from "./project.mjs";

/** Runs a TypeScript file as the server would, in this Node, and gives its exit code. */
export function runTypescript(file, args, { env, ...options } = {}) {
  const loader = pathToFileURL(binary("tsx", "dist/loader.mjs")).href;
  return run(
    process.execPath,
    // `server-only` refuses to be imported without this condition.
    ["--conditions=react-server", `--import=${loader}`, path.join(root, file), ...args],
    { ...options, env: { ...env, TSX_TSCONFIG_PATH: path.join(root, "tsconfig.json") } },
  );
}
