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

async function acquire(name) {
  // Relative, because a socket's path may have 100 characters or so.
  const socket = path.relative(root, path.join(root, ".data", `${name}.lock`));
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
