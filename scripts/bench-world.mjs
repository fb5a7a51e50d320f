import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { alone } from "./alone.mjs";
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
};

export function benchServer() {
  return openServer({ folder: ".data/postgres-bench", settings });
}

/** The database that holds a world of this scale, made if it is not there; worlds of an older making are dropped. */
export function worldDatabase({ sql, url }, scale) {
  const name = `world_${Math.round(1 / scale)}_${makingHash()}`;
  return alone("bench-world", async () => {
    const others = await sql`
      select datname from pg_database where starts_with(datname, ${name.replace(/[^_]+$/, "")}) and datname <> ${name}`;
    for (const { datname } of others) await sql`drop database ${sql(datname)} with (force)`;
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (found) return name;

    say("making the world, once");
    const unfinished = `${name}_unfinished`;
    await sql`create database ${sql(unfinished)}`;
    const env = commandSettingsFor({ url: addressOf(url, unfinished), isEmbedded: true });
    if ((await runTypescript("bench/prepare.ts", [String(scale)], { env })) !== 0) throw new Failure();
    await sql`alter database ${sql(unfinished)} rename to ${sql(name)}`;
    return name;
  });
}

/** A database of this command's own, for what is measured also writes. */
export async function copyOf({ sql, url }, world) {
  const name = `copy_${process.pid}`;
  await sql`drop database if exists ${sql(name)} with (force)`;
  await sql`create database ${sql(name)} template ${sql(world)} strategy file_copy`;
  return { url: addressOf(url, name), drop: () => sql`drop database if exists ${sql(name)} with (force)` };
}

function addressOf(server, name) {
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

/** Changes with all that the world is made of. */
function makingHash() {
  const files = ["bench", "db/migrations"]
    .flatMap((folder) => fs.readdirSync(folder).map((file) => path.join(folder, file)))
    .filter((file) => /bench\/(world|prepare)|\.sql$/.test(file));
  const hash = createHash("sha1");
  for (const file of [...files, "db/seed-names.ts"].sort()) hash.update(fs.readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}
