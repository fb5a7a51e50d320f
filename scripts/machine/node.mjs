import path from "node:path";
import { pathToFileURL } from "node:url";
import { capture, start } from "./children.mjs";
import { root } from "./project.mjs";

const lifeline = new URL("lifeline.mjs", import.meta.url).href;
const plainErrors = new URL("plain-errors.mjs", import.meta.url).href;

/** Starts what a package offers on the command line, as `start` does. `name` is "package/path/of/the/file". */
function startPackage(name, args, options) {
  return startFile(path.join("node_modules", name), args, options);
}

/** Starts a file of this project, as `start` does. */
export function startFile(name, args, { flags, ...options } = {}) {
  return start(process.execPath, wordsOf(name, args, flags), options);
}

/** As `capture` does. */
export function capturePackage(name, args) {
  return capture(process.execPath, wordsOf(path.join("node_modules", name), args));
}

function wordsOf(name, args, flags = []) {
  return [`--import=${lifeline}`, ...flags, path.join(root, name), ...args];
}

export async function runPackage(name, args, options) {
  return (await startPackage(name, args, options)).ended;
}

/** Runs a TypeScript file as the server would, and gives its exit code. */
export async function runTypescript(file, args, { env, ...options } = {}) {
  const loader = pathToFileURL(path.join(root, "node_modules/tsx/dist/loader.mjs")).href;
  // `server-only` refuses to be imported without this condition.
  const flags = ["--conditions=react-server", ...[lifeline, plainErrors, loader].map((url) => `--import=${url}`)];
  const { ended } = await start(process.execPath, [...flags, path.join(root, file), ...args], {
    ...options,
    env: { ...env, TSX_TSCONFIG_PATH: path.join(root, "tsconfig.json") },
  });
  return ended;
}
