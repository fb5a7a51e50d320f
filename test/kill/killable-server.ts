import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { migrate } from "@/db/migrate";

type Opened = { url: string; sql: postgres.Sql };
const { openServer }: { openServer: (facts: { folder: string; settings: object }) => Promise<Opened> } = await import(
  path.resolve("scripts/machine/postgres.mjs")
);

/** An embedded PostgreSQL that may be killed, as the app would start it. What a commit promised it keeps: it syncs. */
export class KillableServer {
  private constructor(
    private readonly folder: string,
    private opened: Opened,
  ) {}

  static async start(): Promise<KillableServer> {
    const folder = path.join(os.tmpdir(), `killed-${randomUUID()}`);
    const server = new KillableServer(folder, await open(folder));
    await server.opened.sql`create database console`;
    await migrate(server.url);
    return server;
  }

  get url(): string {
    return Object.assign(new URL(this.opened.url), { pathname: "/console" }).href;
  }

  connect(): postgres.Sql {
    return postgres(this.url, { max: 1, prepare: false, onnotice: () => {}, connect_timeout: 5 });
  }

  private async pid(): Promise<number> {
    return Number((await readFile(path.join(this.folder, "postmaster.pid"), "utf8")).split("\n")[0]);
  }

  async kill(): Promise<void> {
    process.kill(await this.pid(), "SIGKILL");
  }

  async startAgain(): Promise<void> {
    await this.opened.sql.end({ timeout: 0 });
    this.opened = await open(this.folder);
  }

  async isAnswering(): Promise<boolean> {
    const client = this.connect();
    try {
      await client`select 1`;
      return true;
    } catch {
      return false;
    } finally {
      await client.end({ timeout: 0 });
    }
  }

  async remove(): Promise<void> {
    const pid = await this.pid();
    await this.opened.sql.end({ timeout: 0 });
    process.kill(pid, "SIGINT");
    await until(async () => !isRunning(pid));
    await rm(this.folder, { recursive: true });
  }
}

const open = (folder: string) => openServer({ folder, settings: { shared_buffers: "32MB", max_connections: "20" } });

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Of a machine that is busy with other things. */
const longest = 60_000;

export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + longest; !(await isSo()); await sleep(20)) {
    if (Date.now() > end) throw new Error("It did not come about within a minute.");
  }
}
