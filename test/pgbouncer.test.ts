import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { number, readRow } from "@/db/rows";

/** npm has no PgBouncer, so this test runs where Debian's package is installed. */
const program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"].find(existsSync);
const serverConnections = 3;

let bouncer: ChildProcess | undefined;
let folder: string | undefined;
afterAll(async () => {
  bouncer?.kill("SIGINT");
  if (folder) await rm(folder, { recursive: true });
});

/** In front of the database of this file, lending a connection for one transaction at a time. Gives its address. */
async function startBouncer(database: URL): Promise<string> {
  const port = await freePort();
  folder = await mkdtemp(path.join(os.tmpdir(), "pgbouncer-"));
  const file = path.join(folder, "pgbouncer.ini");
  const { hostname, username, password } = database;
  const name = database.pathname.slice(1);
  const lines = [
    "[databases]",
    `${name} = host=${hostname} port=${database.port} dbname=${name} user=${username} password=${password}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = any",
    "pool_mode = transaction",
    `default_pool_size = ${serverConnections}`,
  ];
  await writeFile(file, lines.join("\n"));
  await Promise.all([chmod(folder, 0o755), chmod(file, 0o644)]);

  // It does not run as root; nobody exists everywhere.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  bouncer = spawn(program!, ["-q", file], { ...user, stdio: "ignore" });
  const ended = new Promise((_, reject) =>
    bouncer!.once("exit", (code) => reject(new Error(`PgBouncer ended: ${code}`))),
  );
  ended.catch(() => {});
  await Promise.race([listening(port), ended]);
  return Object.assign(new URL(database), { port: String(port) }).href;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, "127.0.0.1", () => resolve(true)).once("error", () => resolve(false));
      socket.unref();
    });
    if (isOpen) return;
    await sleep(20);
  }
}

test("everything works behind a PgBouncer that pools transactions", async (context) => {
  context.skip(program === undefined, "no pgbouncer on this machine");
  process.env.DATABASE_URL = await startBouncer(new URL(process.env.DATABASE_URL!));
  const { db } = await import("@/db/client");
  const { readSnapshot } = await import("@/db/snapshot");
  const { findAccount } = await import("@/db/queries/accounts");
  const { listSeatDrift } = await import("@/db/queries/seat-drift");
  const { activatePeople } = await import("@/changes/people/activate-people");
  const { deactivatePeople } = await import("@/changes/people/deactivate-people");
  const { importRosters, previewRosters } = await import("@/changes/imports/import-rosters");
  const { readRosters } = await import("@/server/rosters/read-rosters");
  const { createAccount, createOrganization, createUser, reloadAccount } = await import("./factories");

  const people = await Promise.all(Array.from({ length: 12 }, () => createUser()));
  const account = await createAccount({ planSeatCount: 12 });
  const organization = await createOrganization(
    people.flatMap(({ owners }) => owners),
    { account },
  );
  const scopeOf = ({ id }: { id: number }) => ({ accountId: account.id, userIds: [id] });
  const actor = { kind: "cli", user: "tester" } as const;
  const rep = { kind: "staff", id: "1", email: "rep@console.example", role: "account_rep" } as const;
  const reason = "Behind a pool";

  // More at once than there are connections to the server: what one leaves behind would be met by another.
  await Promise.all(
    people.map(async (person) => {
      await deactivatePeople(rep, { ...scopeOf(person), preview: "any", reason });
      await readSnapshot((reader) => findAccount(reader, account.id));
      await activatePeople(rep, { ...scopeOf(person), mode: "all", preview: "any", reason });
    }),
  );
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 12 });

  const content = new TextEncoder().encode(
    ["organization,login,activated", `${organization.login},somebody-new,false`].join("\n"),
  );
  const rosters = await readRosters([{ path: "roster.csv", content }]);
  const options = { activate: "none", allowShrink: true } as const;
  const previews = await Promise.all(Array.from({ length: 6 }, () => previewRosters(rosters, options)));
  const imported = await importRosters(actor, { rosters, reason, ...options });
  for (const preview of previews) expect(preview.outcome).toEqual(imported.outcome);
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0 });

  const query = sql`
    select count(*) as connections from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend'`;
  const used = await readRow(db, { connections: number }, query);
  expect(used.connections).toBeLessThanOrEqual(serverConnections);
  expect(await listSeatDrift(db)).toEqual([]);
});
