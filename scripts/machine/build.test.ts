import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";

type AloneModule = { isUsedByOthers: (name: string) => Promise<boolean> };
const { isUsedByOthers }: AloneModule = await import(path.resolve("scripts/machine/alone.mjs"));
type BuildModule = { build: (folder: string, env: Record<string, string>) => Promise<void> };
const { build }: BuildModule = await import(path.resolve("scripts/machine/build.mjs"));

const folder = ".next-of-a-test";
let server: ChildProcess;

/** A command of this folder that serves from a build, as another `npm start` does. */
async function serveFromBuild(): Promise<void> {
  const code = `const { use } = await import("./scripts/machine/alone.mjs"); await use("build${folder}"); console.log("serving"); setInterval(() => {}, 1000);`;
  server = spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(server.stdout!, "data");
}

async function stopServing(): Promise<void> {
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
}

afterEach(async () => {
  if (server.exitCode === null && server.signalCode === null) await stopServing();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("a second start refuses to rebuild under a console that runs, touches nothing, and says what to do", async () => {
  fs.mkdirSync(folder);
  fs.writeFileSync(`${folder}/built-from`, "older sources");
  await serveFromBuild();
  await expect(build(folder, {})).rejects.toThrow(
    "A console is running from this folder, and the sources have changed since it was built. Stop it first",
  );
  expect(fs.readFileSync(`${folder}/built-from`, "utf8")).toBe("older sources");
});

test("a console that was killed is in nobody's way", async () => {
  await serveFromBuild();
  expect(await isUsedByOthers(`build${folder}`)).toBe(true);
  await stopServing();
  expect(await isUsedByOthers(`build${folder}`)).toBe(false);
});
