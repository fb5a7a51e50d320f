import { alone } from "./alone.mjs";
import { runTypescript } from "./node.mjs";
import { openServer } from "./postgres.mjs";
import { Failure, Refusal } from "./refusal.mjs";

/** The database that `DATABASE_URL` names, or the embedded one. */
export async function openDatabase() {
  const url = process.env.DATABASE_URL;
  if (url) {
    await refuseUnusable(url);
    return { url, isEmbedded: false, lost: new Promise(() => {}) };
  }

  const server = await openServer({ folder: ".data/postgres" });
  return { url: await createDatabase(server.url, "console"), isEmbedded: true, lost: server.lost };
}

/** Migrates a database; the embedded one also gets the sample world, once. */
export async function prepareDatabase(env) {
  const code = await alone("database", () => runTypescript("scripts/migrate.ts", [], { env, stdio: ["ignore", 2, 2] }));
  if (code !== 0) throw new Failure();
}

/** A PostgreSQL for tests: its own folder, and nothing in it that a power cut may not take. */
export async function openTestServer() {
  if (process.env.TEST_DATABASE_SERVER) return process.env.TEST_DATABASE_SERVER;
  const server = await openServer({
    folder: ".data/postgres-test",
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
  });
  if (server.started) await dropLeftovers(server.sql);
  return server.url;
}

/** An empty database on a server that `server` addresses, unless it is there. Gives its address. */
export async function createDatabase(server, name) {
  const { default: postgres } = await import("postgres");
  const sql = postgres(server, { max: 1 });
  try {
    await alone("database", async () => {
      const [found] = await sql`select 1 from pg_database where datname = ${name}`;
      if (!found) await sql`create database ${sql(name)}`;
    });
  } finally {
    await sql.end();
  }
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

async function refuseUnusable(url) {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Refusal("DATABASE_URL must be a postgres:// URL, such as postgres://user:password@host:5432/console.");
  }
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, { max: 1, connect_timeout: 10 });
  try {
    const [{ version, name }] = await sql`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as name`;
    if (version >= 150_000) return;
    throw new Refusal(`DATABASE_URL is a PostgreSQL ${name}. The console needs PostgreSQL 15 or newer.`);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { host, pathname, username } = new URL(url);
    const words = {
      "28P01": `refuses the password of "${username}". Correct the user or the password.`,
      28000: `does not let "${username}" in. Correct the user, or allow it on the server.`,
      "3D000": `has no database "${pathname.slice(1)}". Create it, or name another.`,
    };
    const problem = words[error.code] ?? `cannot be reached (${error.code ?? error.message}). Is it running?`;
    throw new Refusal(`DATABASE_URL: the server ${host} ${problem}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Databases of runs that were killed. */
async function dropLeftovers(sql) {
  const left = await sql`select datname from pg_database where datname like 'test\_%'`;
  for (const { datname } of left) await sql`drop database ${sql(datname)} with (force)`;
}
