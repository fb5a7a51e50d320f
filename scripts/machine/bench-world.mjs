import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { alone } from "./alone.mjs";
import { atEnd } from "./children.mjs";
import { openTestServer } from "./database.mjs";
import { runTypescript } from "./node.mjs";
import { openServer } from "./postgres.mjs";
import { say } from "./project.mjs";
import { Failure } from "./refusal.mjs";
import { commandSettingsFor } from "./settings.mjs";

/** What a server of 24 GiB would be given, and nothing that only a measurement would set. */
const settings = {
  shared_buffers: "2GB",
  effective_cache_size: "12GB",
  work_mem: "32MB",
  maintenance_work_mem: "1GB",
  random_page_cost: "1.1",
  max_wal_size: "8GB",
  checkpoint_timeout: "30min",
  wal_level: "minimal",
  max_wal_senders: "0",
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.track_planning": "on",
};

export const smallScale = 1 / 200;

/** A database of this command's own with a world of this scale, for what is measured also writes. Gives its address. */
export async function openWorld(scale, stdio = "inherit") {
  const server =
    scale === smallScale
      ? await openTestServer()
      : (await openServer({ folder: ".data/postgres-bench", settings })).url;
  const { default: postgres } = await import("postgres");
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  const world = await preparedWorld(sql, server, scale, stdio);
  const copy = `copy_${process.pid}`;
  await sql`drop database if exists ${sql(copy)} with (force)`;
  await sql`create database ${sql(copy)} template ${sql(world)} strategy file_copy`;
  atEnd(async () => {
    await sql`drop database if exists ${sql(copy)} with (force)`;
    await sql.end({ timeout: 1 });
  });
  return addressOf(server, copy);
}

/** Made if it is not there, and brought up to date; worlds of an older making are dropped. */
function preparedWorld(sql, server, scale, stdio) {
  const family = `world_${Math.round(1 / scale)}_`;
  const name = `${family}${makingHash()}`;
  return alone("bench-world", async () => {
    const others = await sql`
      select datname from pg_database where starts_with(datname, ${family}) and datname <> ${name}`;
    for (const { datname } of others) await sql`drop database ${sql(datname)} with (force)`;
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    const unfinished = `${name}_unfinished`;
    if (!found) {
      say("making the world, once");
      await sql`create database ${sql(unfinished)}`;
    }
    const env = commandSettingsFor({ url: addressOf(server, found ? name : unfinished), isEmbedded: true });
    if ((await runTypescript("bench/prepare.ts", [String(scale)], { env, stdio })) !== 0) throw new Failure();
    if (!found) await sql`alter database ${sql(unfinished)} rename to ${sql(name)}`;
    return name;
  });
}

function addressOf(server, name) {
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

/** Changes with all that a world is made of. Migrations are not among it: they come to a world as to any database. */
function makingHash() {
  const files = fs.readdirSync("bench").filter((file) => /^(world|prepare)/.test(file));
  const hash = createHash("sha1");
  for (const file of [...files.map((file) => path.join("bench", file)), "db/seed/names.ts"].sort()) {
    hash.update(fs.readFileSync(file));
  }
  return hash.digest("hex").slice(0, 12);
}
