import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { isLoopback } from "../../domain/front-door.mjs";
import { patienceOfJobs } from "./children.mjs";
import { startFile } from "./node.mjs";
import { Refusal } from "./refusal.mjs";

const loopback = "127.0.0.1";

/** The port that `PORT` asks for, or a refusal in plain words. */
export async function chosenPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal(`PORT is "${process.env.PORT}" and must be a number from 1 to 65535.`);
  }
  for (const host of [loopback, "::1", "0.0.0.0"]) {
    const problem = await problemWith(host, port);
    if (problem === "EACCES") throw new Refusal(`Port ${port} is for the system. Choose another: PORT=3000 npm start`);
    if (problem === "EADDRINUSE") {
      throw new Refusal(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`);
    }
  }
  return port;
}

function problemWith(host, port) {
  return new Promise((resolve) => {
    const server = net.createServer().once("error", (error) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** The address that `HOST` asks to listen on; this machine's own by itself, and in any case while sample sign-ins are on. */
export function chosenHost({ SAMPLE_SIGN_IN }) {
  const host = process.env.HOST || loopback;
  if (!net.isIP(host) && host !== "localhost") {
    throw new Refusal(`HOST is "${host}" and must be an address of this machine, such as ${loopback} or 0.0.0.0.`);
  }
  if (SAMPLE_SIGN_IN === "on" && !isLoopback(host)) {
    throw new Refusal(
      `HOST is ${host}, and while SAMPLE_SIGN_IN is on the console answers this machine alone. Unset one.`,
    );
  }
  return host;
}

/** Starts the server ("start" or "dev") and waits until it is healthy. */
export async function serve(mode, port, env, host = loopback) {
  const { child, ended } = await startFile("scripts/machine/server.mjs", [mode, String(port), host], {
    env: { ...env, NODE_ENV: mode === "dev" ? "development" : "production" },
    stdio: ["ignore", 2, 2],
    patience: patienceOfJobs,
  });
  let over = false;
  ended.then(() => (over = true));
  while (!(await isHealthy(host, port))) {
    if (over) throw new Refusal("The server ended before it answered: see above.");
    await sleep(100);
  }
  return { child, ended };
}

async function isHealthy(host, port) {
  const address = { "0.0.0.0": loopback, "::": "::1" }[host] ?? host;
  try {
    return (await fetch(`http://${net.isIPv6(address) ? `[${address}]` : address}:${port}/api/health`)).ok;
  } catch {
    return false;
  }
}
