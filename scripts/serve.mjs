import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { startPackage } from "./node.mjs";
import { Refusal } from "./refusal.mjs";

/** The port that `PORT` asks for, or a refusal in plain words. */
export async function chosenPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal(`PORT is "${process.env.PORT}" and must be a number from 1 to 65535.`);
  }
  for (const host of ["127.0.0.1", "::1", "0.0.0.0"]) {
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

/** Starts Next's server ("start" or "dev") and waits until it is healthy. While sample sign-ins are on it answers this machine alone. */
export async function serve(mode, port, env) {
  const host = env.SAMPLE_SIGN_IN === "off" ? "0.0.0.0" : "127.0.0.1";
  const { child, ended } = await startPackage("next/dist/bin/next", [mode, "-p", String(port), "-H", host], {
    env: { ...env, NODE_ENV: mode === "dev" ? "development" : "production" },
    stdio: ["ignore", 2, 2],
  });
  let over = false;
  ended.then(() => (over = true));
  while (!(await isHealthy(port))) {
    if (over) throw new Refusal("The server ended before it answered: see above.");
    await sleep(100);
  }
  return { child, ended };
}

async function isHealthy(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).ok;
  } catch {
    return false;
  }
}
