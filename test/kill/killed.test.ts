import { type ChildProcess, spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Person } from "../factories";
import { isSoak } from "../long-runs";
import { isRunning, KillableServer, until } from "./killable-server";
import { stored } from "./stored";

type What = "import" | "attach";

/** What each has written by the time it comes to these tables. */
const written: Record<What, Record<string, string[]>> = {
  import: {
    account_users: ["former_memberships", "owners", "users"],
    audit_log: ["account_users", "accounts", "imports", "memberships", "owners", "seat_changes", "users"],
  },
  attach: {
    account_users: ["organizations"],
    audit_log: ["account_users", "accounts", "organizations", "seat_changes"],
  },
};

// Each starts processes, and a busy machine takes its time for that.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const server = await KillableServer.start();
let roster: string;
let calls: Record<What, string[]>;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  process.env.DATABASE_URL = server.url;
  const { db, closeDatabase } = await import("@/db/client");
  const { staff, staffSessions } = await import("@/db/schema");
  const { createAccount, createOrganization, createUser } = await import("../factories");

  const people: Person[] = [];
  for (let person = 0; person < 12; person++) people.push(await createUser());
  const owners = people.flatMap((person) => person.owners);
  const account = await createAccount({ planSeatCount: 30 });
  const inside = await createOrganization(owners.slice(0, 8), { account });
  const outside = await createOrganization(owners.slice(4));

  // Of the eight inside two leave and one turns out to be a student; four come, two of whom nobody knew.
  roster = path.join(os.tmpdir(), `${inside.login}.csv`);
  const logins = [...owners.slice(2, 10).map(({ login }) => login), "quill-hart", "rowan-vale"];
  await writeFile(roster, ["login,student", ...logins.map((login, place) => `${login},${place === 0}`)].join("\n"));
  // Seven seats inside after that, of whom six are outside too.
  const expected = { usedBefore: 9, usedAfter: 11, totalBefore: 30, total: 30, newSeats: 2, overlappingPeople: 6 };
  const attach = { accountId: account.id, organizationIds: [outside.id], planSeatCount: 30, expected, reason: "Kill" };
  calls = {
    import: ["scripts/import.ts", "--activate", "all", "--organization", inside.login, roster],
    attach: ["test/kill/attach.ts", JSON.stringify(attach)],
  };

  const [somebody] = await db.insert(staff).values({ email: "rep@staff.example", role: "account_rep" }).returning();
  const [session] = await db.insert(staffSessions).values({ staffId: somebody!.id }).returning();
  env = { ...process.env, SESSION_ID: session!.id, TSX_TSCONFIG_PATH: path.resolve("tsconfig.json") };
  await closeDatabase();
  await asked((client) => client`create extension pageinspect`);
});

afterAll(async () => {
  await server.remove();
  await rm(roster);
});

/** The command, or the action, in a process of its own. `ended` is its exit code. */
function begin(what: What): { child: ChildProcess; ended: Promise<number | null> } {
  const imports = ["node_modules/tsx/dist/loader.mjs", "test/kill/outside-next.mjs"];
  const flags = [
    "--conditions=react-server",
    ...imports.map((file) => `--import=${pathToFileURL(path.resolve(file))}`),
  ];
  const child = spawn(process.execPath, [...flags, ...calls[what]], {
    env: { ...env, DATABASE_URL: server.url },
    stdio: process.env.KILL_DEBUG ? "inherit" : "ignore",
  });
  return { child, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

/** Lets it come to where it writes to this table, and holds it there. */
async function pauseAt(table: string, what: What) {
  const client = server.connect();
  await client`begin`;
  await client`lock table ${client(table)} in share mode`;
  const { child, ended } = begin(what);
  let backend = 0;
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`It ended before it wrote to ${table}.`);
    const [waiting] = await client`select pid from pg_locks where relation = ${table}::regclass and not granted`;
    backend = waiting?.pid ?? 0;
    return backend > 0;
  });
  return { client, child, ended, backend };
}
type Paused = Awaited<ReturnType<typeof pauseAt>>;

const victims: Record<string, (paused: Paused) => Promise<void>> = {
  async "its process"({ client, child, ended, backend }) {
    child.kill("SIGKILL");
    await ended;
    await client`rollback`;
    await until(async () => (await client`select from pg_stat_activity where pid = ${backend}`).length === 0);
  },

  async "the server process of its connection"({ ended, backend }) {
    process.kill(backend, "SIGKILL");
    expect(await ended).not.toBe(0);
    await until(() => server.isAnswering());
  },

  async PostgreSQL({ ended, backend }) {
    await server.kill();
    expect(await ended).not.toBe(0);
    await until(async () => !isRunning(backend));
    await server.startAgain();
  },
};

async function asked<T>(question: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = server.connect();
  const answer = await question(client);
  await client.end();
  return answer;
}

async function drift(client: postgres.Sql) {
  const { listSeatDrift } = await import("@/db/queries/seat-drift");
  return listSeatDrift(drizzle(client, { casing: "snake_case" }));
}

/** The tables with rows that this connection has written and nobody can see. */
async function writtenBy(backend: number, client: postgres.Sql): Promise<string[]> {
  const rows = await client<{ name: string }[]>`
    select t.relname as name
    from pg_class t,
      generate_series(0, pg_relation_size(t.oid) / current_setting('block_size')::int - 1) as page,
      heap_page_items(get_raw_page(t.relname, page)) as item,
      pg_stat_activity a
    where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace and a.pid = ${backend} and item.t_xmin = a.backend_xid
    group by t.relname
    order by t.relname`;
  return rows.map(({ name }) => name);
}

const kills = [
  ["its process", "account_users", "import"],
  ["its process", "audit_log", "attach"],
  ["the server process of its connection", "audit_log", "import"],
  ["PostgreSQL", "audit_log", "attach"],
] as const;

/** Each in the one that is named in `npm test`, and in both in `npm run soak`. */
const killsOf = (what: What) => kills.filter(([, , named]) => isSoak || named === what);

describe.each(["import", "attach"] as const)("an %s that is killed in the middle", (what) => {
  test.each(killsOf(what))("leaves nothing half done: %s, while it writes to %s", async (victim, table) => {
    const before = await asked(stored);
    const paused = await pauseAt(table, what);
    try {
      const tables = await asked((client) => writtenBy(paused.backend, client));
      expect(tables).toEqual(expect.arrayContaining(written[what][table]!));
      await victims[victim]!(paused);
    } finally {
      await paused.client.end({ timeout: 0 });
    }

    expect(await asked(stored)).toEqual(before);
    expect(await asked(drift)).toEqual([]);
  });

  test("is done whole when it is begun again", async () => {
    const before = await asked(stored);
    expect(await begin(what).ended).toBe(0);
    const after = await asked(stored);
    for (const table of ["accounts", "account_users", "seat_changes", "audit_log"]) {
      expect(after[table]).not.toBe(before[table]);
    }
    expect(await asked(drift)).toEqual([]);
  });
});
