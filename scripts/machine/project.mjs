import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where the caller stands: npm moves to the project's root, and a path on the command line means the caller's folder. */
export const callerFolder = process.env.INIT_CWD ?? process.cwd();

process.chdir(root);
process.env.NEXT_TELEMETRY_DISABLED = "1";
if (fs.existsSync(".env")) process.loadEnvFile(".env");
if (process.env.ROSTERS_DIR) process.env.ROSTERS_DIR = path.resolve(callerFolder, process.env.ROSTERS_DIR);

const began = performance.now();

export const secondsSinceStart = () => (performance.now() - began) / 1000;

/** To stderr, so that a command's own output stays alone on stdout. */
export function say(message) {
  console.error(`[${secondsSinceStart().toFixed(1)} s] ${message}`);
}
