import { spawn } from "node:child_process";
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { plainWords } from "./refusal.mjs";

const never = new Promise(() => {});
/** Each with the milliseconds it gets to end after SIGTERM. */
const children = new Map();
const farewells = [];
let ending = false;
let codeWhenStopped;

const usualPatience = 5_000;
/** For a program that does background work, which waits 20 seconds for what runs: server/background/clock.ts. */
export const patienceOfJobs = 25_000;

/** Goes no further once this process is ending: what would follow could not be stopped again. */
export async function unlessEnding() {
  if (ending) await never;
}

/**
 * Starts a program in a process group of its own: Ctrl-C then reaches this process alone, which stops things in order.
 * `ended` gives the exit code, and stays pending once this process is ending, so that nothing follows.
 */
export async function start(program, args, { env, patience = usualPatience, ...options } = {}) {
  await unlessEnding();
  const child = spawn(program, args, { stdio: "inherit", detached: true, ...options, env: { ...process.env, ...env } });
  children.set(child, patience);
  const ended = new Promise((resolve, reject) => {
    child.once("error", (error) => {
      children.delete(child);
      reject(error);
    });
    child.once("exit", (code, signal) => {
      children.delete(child);
      if (!ending) resolve(code ?? 128 + os.constants.signals[signal]);
    });
  });
  ended.catch(() => {});
  return { child, ended };
}

/** Runs a program to its end and gives its exit code. */
export async function run(program, args, options) {
  return (await start(program, args, options)).ended;
}

/** Runs a program to its end and gives its exit code and what it wrote, stdout and stderr together. */
export async function capture(program, args, options) {
  const { child, ended } = await start(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const closed = new Promise((resolve) => child.once("close", resolve));
  const code = await ended;
  await closed;
  return { code, output };
}

/** What is done last, when everything started here has ended; the newest first. */
export function atEnd(farewell) {
  farewells.push(farewell);
}

/** Being told to stop is how a server ends well. */
export function endsWellWhenStopped() {
  codeWhenStopped = 0;
}

async function end(code) {
  await unlessEnding();
  ending = true;
  await Promise.all([...children.keys()].map(stop));
  for (const farewell of farewells.reverse()) {
    try {
      await farewell();
    } catch (error) {
      report(error);
      code ||= 1;
    }
  }
  process.exit(code);
}

/** Runs a command, whatever happens to it: a refusal, a signal at any moment, an error. */
export async function command(main) {
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
  for (const [signal, code] of Object.entries(signals)) process.on(signal, () => end(codeWhenStopped ?? code));
  try {
    await end(await main());
  } catch (error) {
    report(error);
    await end(1);
  }
}

/** Stops a child and whatever it started: politely, and by force when its patience is over. */
export async function stop(child) {
  if (child.pid === undefined) return;
  const patience = children.get(child) ?? usualPatience;
  signalGroup(child, "SIGTERM");
  for (let waited = 0; groupLives(child) && waited < patience; waited += 25) await sleep(25);
  signalGroup(child, "SIGKILL");
}

function groupLives(child) {
  return signalGroup(child, 0);
}

function signalGroup(child, signal) {
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

export function report(error) {
  const words = plainWords(error) ?? error;
  if (words !== "") console.error(words);
}
