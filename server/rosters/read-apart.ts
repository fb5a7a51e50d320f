import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { DomainError } from "@/domain/errors";
import { type Actor, nameOf } from "@/domain/permissions";
import type { RosterSet } from "@/domain/rosters";
import type { ReadingAnswer, ReadingRequest, RosterPart } from "./answer-readings";
import { Queue } from "./queue";
import type { ReadingOptions, RosterFile } from "./read-rosters";

/** Somebody waits for it, and it takes a core from others. The largest set there may be needs some ten seconds. */
const longestReading = 30_000;

/** Of all people together: each takes a core, and pages need one too. */
const mostReadings = 2;
const mostWaiting = 20;
const mostWaitingOfPerson = 3;

/** The largest set needs half of it. A thread that wants more is ended, and not the server. */
const mostMegabytes = 1_024;

/** A thread waits this long for the next files, since it takes a while to start. */
const longestIdle = 10_000;

/** Who read more than this has a large memory, and is not kept. */
const mostBytesOfKept = 5_000_000;

type Readings = { everybody: Queue; people: Map<string, Queue>; idle: Set<Worker> };

// Next.js may load this module twice in one process, as a page and as an action; they share one count.
const server = globalThis as typeof globalThis & { consoleReadings?: Readings };
server.consoleReadings ??= {
  everybody: new Queue(mostReadings, mostWaiting, "Many files are being read right now. Try again in a minute."),
  people: new Map(),
  idle: new Set(),
};
const { everybody, people, idle } = server.consoleReadings;

/** Reads files in a thread of its own, so that nobody else waits for it: one set at a time a person, each with an end. */
export async function readApart(
  actor: Actor,
  files: RosterFile[],
  options: ReadingOptions & { deadline?: number } = {},
): Promise<RosterSet> {
  const { deadline = longestReading, ...asked } = options;
  const name = nameOf(actor);
  const own =
    people.get(name) ??
    new Queue(1, mostWaitingOfPerson, "Other files of yours are still being read. Try again once they are.");
  people.set(name, own);
  try {
    return await own.run(() => everybody.run(() => readInThread(files, asked, deadline)));
  } finally {
    if (own.isIdle) people.delete(name);
  }
}

async function readInThread(files: RosterFile[], options: ReadingOptions, deadline: number): Promise<RosterSet> {
  const worker = takeWorker();
  const { port1: port, port2: parts } = new MessageChannel();
  try {
    const copies = files.map((file) => ({ ...file, content: new Uint8Array(file.content) }));
    const request: ReadingRequest = { files: copies, options, parts };
    worker.postMessage(request, [parts, ...copies.map(({ content }) => content.buffer)]);
    const [answer] = (await once(worker, "message", { signal: AbortSignal.timeout(deadline) })) as [ReadingAnswer];

    const size = files.reduce((sum, { content }) => sum + content.length, 0);
    if (size <= mostBytesOfKept) keep(worker);
    else await worker.terminate();
    if ("partCount" in answer) return await collect(port, answer.partCount);
    const { code, message, fields } = answer.refusal;
    throw new DomainError(code, message, fields);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    await worker.terminate();
    throw inPlainWords(error, deadline);
  } finally {
    port.close();
  }
}

function takeWorker(): Worker {
  for (const worker of idle) {
    idle.delete(worker);
    worker.ref();
    return worker;
  }
  const worker = new Worker(new URL("./reading-worker.mjs", import.meta.url), {
    // It needs no secret, and what a command gave its own thread is not for another.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  // Who waits for its answer hears of an error. Without a listener, one that nobody waits for would end the server.
  worker.on("error", () => idle.delete(worker));
  worker.on("exit", () => idle.delete(worker));
  return worker;
}

/** No process lives on for a thread that is kept. */
function keep(worker: Worker): void {
  idle.add(worker);
  worker.unref();
  setTimeout(() => idle.delete(worker) && worker.terminate(), longestIdle).unref();
}

/** To take a part holds this thread for some milliseconds; others have their turn between two. */
async function collect(port: MessagePort, partCount: number): Promise<RosterSet> {
  const { message: rosters } = receiveMessageOnPort(port) as { message: RosterSet };
  for (let taken = 1; taken < partCount; taken++) {
    await setImmediate();
    const { message: part } = receiveMessageOnPort(port) as { message: RosterPart };
    if ("owners" in part) rosters.owners.push(...part.owners);
    if ("memberships" in part) rosters.memberships.push(...part.memberships);
  }
  return rosters;
}

function inPlainWords(error: unknown, deadline: number): unknown {
  const { name, code } = error as { name?: string; code?: string };
  const advice = "Nothing was stored. Import fewer organizations at a time, or as CSV.";
  if (name === "AbortError") {
    return new DomainError("invalid_input", `These files took longer than ${deadline / 1000} s to read. ${advice}`);
  }
  if (code === "ERR_WORKER_OUT_OF_MEMORY") {
    return new DomainError("invalid_input", `These files take more memory to read than they may have. ${advice}`);
  }
  return error;
}
