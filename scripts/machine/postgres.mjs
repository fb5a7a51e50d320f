import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { alone } from "./alone.mjs";
import { atEnd, capture, unlessEnding } from "./children.mjs";
import { embeddedBinaries, embeddedMajor, reachableFolder, userOf } from "./embedded-binaries.mjs";
import { root } from "./project.mjs";
import { diskFull, Failure, Refusal } from "./refusal.mjs";

/**
 * Every command that uses the server holds this advisory lock, shared, until it ends. A command that can then take it
 * exclusively is the last one, and stops the server. A killed command releases it with its connection.
 */
const USERS = 7_301_842;

/** What a connection meets while the server starts, stops or comes back from a crash. */
const betweenStates = ["ECONNREFUSED", "ECONNRESET", "CONNECTION_CLOSED", "CONNECT_TIMEOUT", "57P01", "57P02", "57P03"];

/**
 * The embedded PostgreSQL of a folder: joined when it runs, made and started when not, stopped by the last command that
 * leaves. Gives its address, whether this command started it, and when it is lost.
 */
export async function openServer({ folder, settings }) {
  const data = reachableFolder(folder);
  const { sql, started } = await alone(path.basename(folder), async () => {
    if (!fs.existsSync(data)) await createServer(data);
    refuseOtherMajor(data);
    return joinOrStart(data, settings);
  });
  const { host, port, pass } = sql.options;
  return { sql, started, lost: lossOf(data), url: `postgres://postgres:${pass}@${host[0]}:${port[0]}/postgres` };
}

/** Fails once the server is gone although this command still runs: nothing can be served without it. */
function lossOf(data) {
  const lost = new Promise((_, reject) => {
    const watch = setInterval(() => {
      if (runningServer(data) !== undefined) return;
      clearInterval(watch);
      reject(new Failure("The embedded PostgreSQL has ended. Start again: its data is kept."));
    }, 1000);
    watch.unref();
  });
  lost.catch(() => {});
  return lost;
}

async function joinOrStart(data, settings) {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const pid = runningServer(data);
    if (pid === undefined) return { sql: await startServer(data, settings), started: true };
    const sql = await join(data);
    if (sql) {
      atEnd(() => leave(sql, data));
      return { sql, started: false };
    }
    await sleep(100);
  }
  throw new Refusal(
    `${shown(data)}/postmaster.pid names a process that does not answer. Stop it or remove that file, then try again.`,
  );
}

/** Written beside its place and moved there whole, so that a folder is a finished server or is not there. */
async function createServer(data) {
  const [unfinished, passwordFile] = [`${data}.unfinished`, `${data}.password`];
  const password = randomBytes(24).toString("hex");
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.rmSync(passwordFile, { force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  const user = userOf(data);
  if (user.uid) for (const file of [unfinished, passwordFile]) fs.chownSync(file, user.uid, user.gid);

  const { code, output } = await capture(
    path.join(embeddedBinaries(), "initdb"),
    // Without a locale of its own a machine without LANG would get SQL_ASCII.
    [
      `--pgdata=${unfinished}`,
      `--pwfile=${passwordFile}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
      "--no-instructions",
    ],
    { ...user, cwd: "/", env: serverEnv },
  );
  fs.rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Failure(`The embedded PostgreSQL could not be made. ${reasonIn(output)}`);
  fs.writeFileSync(path.join(unfinished, "console.password"), password, { mode: 0o600 });
  fs.renameSync(unfinished, data);
}

function refuseOtherMajor(data) {
  const written = readOwn(path.join(data, "PG_VERSION")).trim();
  if (written === embeddedMajor()) return;
  throw new Refusal(
    `${shown(data)} was written by PostgreSQL ${written}, and this is ${embeddedMajor()}. Move that folder away for a new database.`,
  );
}

async function startServer(data, settings) {
  fs.rmSync(path.join(data, "postmaster.pid"), { force: true });
  const logFile = path.join(data, "server.log");
  const port = await freePort();
  await unlessEnding();
  const log = fs.openSync(logFile, "w");
  const options = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port,
    max_connections: 200,
    shared_buffers: "256MB",
    ...settings,
  };
  const server = spawn(
    path.join(embeddedBinaries(), "postgres"),
    ["-D", data, ...Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...userOf(data), cwd: "/", env: { ...process.env, ...serverEnv }, detached: true, stdio: ["ignore", log, log] },
  );
  fs.closeSync(log);
  const exited = new Promise((resolve) => server.once("exit", resolve).once("error", resolve));

  let sql;
  atEnd(async () => {
    if (sql) return leave(sql, data);
    server.kill("SIGINT");
    await exited;
  });
  let over = false;
  exited.then(() => (over = true));
  while (!sql) {
    if (over)
      throw new Failure(`The embedded PostgreSQL does not start. ${reasonIn(fs.readFileSync(logFile, "utf8"))}`);
    await sleep(25);
    if (fs.existsSync(path.join(data, "postmaster.pid"))) sql = await join(data);
  }
  server.unref();
  return sql;
}

/** A connection that counts as a user of the server, or nothing while the server starts or stops. */
async function join(data) {
  const port = Number(postmasterLines(data)[3]);
  if (!port) return undefined;
  const { default: postgres } = await import("postgres");
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: "postgres",
    pass: readOwn(path.join(data, "console.password")),
    database: "postgres",
    max: 1,
    max_lifetime: null,
    connect_timeout: 10,
    onnotice: () => {},
  });
  try {
    const [row] = await sql`select pg_try_advisory_lock_shared(${USERS}) as joined`;
    if (row.joined) return sql;
  } catch (error) {
    if (!betweenStates.includes(error.code)) throw error;
  }
  await sql.end({ timeout: 1 });
}

async function leave(sql, data) {
  const pid = runningServer(data);
  if (pid !== undefined && (await isLast(sql, data))) {
    process.kill(pid, "SIGINT");
    while (runningServer(data) === pid) await sleep(25);
  }
  await sql.end({ timeout: 1 });
}

/** A server that recovers from a crash has forgotten its users, so the first command that asks is the last. */
async function isLast(sql, data) {
  while (runningServer(data) !== undefined) {
    try {
      await sql`select pg_advisory_unlock_shared(${USERS})`;
      const [row] = await sql`select pg_try_advisory_lock(${USERS}) as last`;
      return row.last;
    } catch (error) {
      if (!betweenStates.includes(error.code)) throw error;
      await sleep(100);
    }
  }
}

/** The server's process, if it is one: after a kill or in a new container the number may be another process's. */
function runningServer(data) {
  const pid = Number(postmasterLines(data)[0]);
  if (!(pid > 0)) return undefined;
  try {
    process.kill(pid, 0);
    if (process.platform === "linux" && fs.readlinkSync(`/proc/${pid}/cwd`) !== fs.realpathSync(data)) return undefined;
    return pid;
  } catch {
    return undefined;
  }
}

function postmasterLines(data) {
  try {
    return fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

function readOwn(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "EACCES")
      throw new Refusal(`${shown(path.dirname(file))} belongs to another user of this machine.`);
    if (error.code === "ENOENT")
      throw new Refusal(`${shown(path.dirname(file))} is no database. Move that folder away.`);
    throw error;
  }
}

const serverEnv = { LC_ALL: "C", TZ: "UTC" };

/** What the server's own words mean to a person. */
function reasonIn(output) {
  if (output.includes("No space left on device")) return diskFull;
  const words = output.match(/^.*(?:FATAL|PANIC|error).*$/gim)?.at(-1) ?? output.trim().split("\n").at(-1);
  return `It says: ${words}`;
}

function shown(folder) {
  return folder.startsWith(root) ? path.relative(root, folder) : folder;
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
