import { alone } from "./alone.mjs";
import { runTypescript } from "./node.mjs";
import { openServer } from "./postgres.mjs";
import { Refusal } from "./refusal.mjs";

/** The database that `DATABASE_URL` names, or the embedded one. */
export async function openDatabase() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, isEmbedded: false };

  const server = await openServer({ folder: ".data/postgres" });
  return { url: await createDatabase(server.url, "console"), isEmbedded: true };
}

/** Migrates a database; the embedded one also gets the sample world, once. */
export async function prepareDatabase(env) {
  const code = await alone("database", () => runTypescript("scripts/migrate.ts", [], { env, stdio: ["ignore", 2, 2] }));
  if (code !== 0) throw new Refusal("The database could not be prepared: see above.");
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

/** Databases of runs that were killed. */
async function dropLeftovers(sql) {
  const left = await sql`select datname from pg_database where datname like 'test\_%'`;
  for (const { datname } of left) await sql`drop database ${sql(datname)} with (force)`;
}
