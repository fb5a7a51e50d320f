import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, say } from "./project.mjs";

/**
 * Does `work` while no other command of this folder does the same. The lock is a socket somebody listens on: the kernel
 * ends it with its process, however that dies.
 */
export async function alone(name, work) {
  fs.mkdirSync(".data", { recursive: true });
  const lock = await acquire(name);
  try {
    return await work();
  } finally {
    await new Promise((resolve) => lock.close(resolve));
  }
}

/** Says to other commands of this folder that this one uses `name` from now on, until it ends. Several may. */
export async function use(name) {
  fs.mkdirSync(".data", { recursive: true });
  const socket = socketOf(`${usePrefix(name)}${process.pid}`);
  // Of a process that had this number before.
  fs.rmSync(socket, { force: true });
  const mark = await listen(socket);
  mark.unref();
}

/** Whether another command of this folder uses `name`. */
export async function isUsedByOthers(name) {
  const files = fs.existsSync(".data") ? fs.readdirSync(".data") : [];
  for (const file of files.filter((file) => file.startsWith(usePrefix(name)))) {
    if (file === `${usePrefix(name)}${process.pid}.lock`) continue;
    const socket = path.join(".data", file);
    if (await isHeld(socket)) return true;
    fs.rmSync(socket, { force: true });
  }
  return false;
}

const usePrefix = (name) => `${name}-used-by-`;

/** Relative, because a socket's path may have 100 characters or so. */
function socketOf(name) {
  return path.relative(root, path.join(root, ".data", `${name}.lock`));
}

async function acquire(name) {
  const socket = socketOf(name);
  for (let attempt = 0; ; attempt++) {
    try {
      return await listen(socket);
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
    if (!(await isHeld(socket))) fs.rmSync(socket, { force: true });
    else if (attempt === 10) say(`waiting for another command (${name})`);
    await sleep(100);
  }
}

function listen(socket) {
  return new Promise((resolve, reject) => {
    const server = net.createServer((caller) => caller.destroy());
    server.once("error", reject).listen(socket, () => resolve(server));
  });
}

function isHeld(socket) {
  return new Promise((resolve) => {
    const caller = net.connect(socket);
    caller.once("connect", () => {
      caller.destroy();
      resolve(true);
    });
    caller.once("error", () => resolve(false));
  });
}
