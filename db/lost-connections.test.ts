import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/env";
import type { Tx } from "./executor";
import { endLostTransactions } from "./lost-connections";

const observer = postgres(env.DATABASE_URL, { max: 1, onnotice: () => {} });
const sockets = new Set<net.Socket>();
const proxy = net.createServer((socket) => {
  const { hostname, port } = new URL(env.DATABASE_URL);
  const server = net.connect(Number(port || 5432), hostname);
  sockets.add(socket);
  socket.on("error", () => {}).on("close", () => server.destroy());
  server.on("error", () => {}).on("close", () => socket.destroy());
  socket.pipe(server).pipe(socket);
});

/** One connection, so that the next caller gets the one that was lost. */
function openPool() {
  const url = Object.assign(new URL(env.DATABASE_URL), {
    host: `127.0.0.1:${(proxy.address() as net.AddressInfo).port}`,
  });
  const options = { max: 1, prepare: false, connect_timeout: 3, onnotice: () => {} };
  return drizzle(endLostTransactions(postgres(url.href, options)));
}
let db: ReturnType<typeof openPool>;

beforeAll(async () => {
  await observer`create table notes (words text not null)`;
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});

beforeEach(async () => {
  // PostgreSQL does not notice that its client is gone while it works.
  await terminate();
  await observer`truncate notes`;
  db = openPool();
  return () => db.$client.end({ timeout: 1 });
});

afterAll(async () => {
  proxy.close();
  await observer.end();
});

const note = (tx: Tx, words: string) => tx.execute(sql`insert into notes values (${words})`);
const waitLong = (tx: Tx) => tx.execute(sql`select pg_sleep(20)`);
const noted = async () => (await observer<{ words: string }[]>`select words from notes`).map(({ words }) => words);

async function terminate() {
  await observer`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name = 'postgres.js'`;
}

const losses: Record<string, () => Promise<void> | void> = {
  "PostgreSQL ends it": terminate,
  "the network resets it": () => {
    for (const socket of sockets) socket.resetAndDestroy();
  },
  "the network closes it": () => {
    for (const socket of sockets) socket.destroy();
  },
};

const nothingDone = "The connection to the database was lost. Nothing was changed. Try again.";
const refusal = (message: string) => ({ name: "DomainError", code: "conflict", message });

describe.each(Object.entries(losses))("a transaction whose connection is lost: %s", (_, lose) => {
  const works: Record<string, (tx: Tx) => Promise<unknown>> = {
    async "while a statement runs"(tx) {
      await note(tx, "before");
      setTimeout(lose, 50);
      await waitLong(tx);
    },
    async "while several run"(tx) {
      setTimeout(lose, 50);
      await Promise.all([waitLong(tx), note(tx, "one"), note(tx, "x".repeat(3000))]);
    },
    async "between two statements"(tx) {
      await note(tx, "before");
      await lose();
      await sleep(100);
      await note(tx, "after");
    },
    async "before it is committed"(tx) {
      await note(tx, "before");
      await lose();
      await sleep(100);
    },
    async "before it is undone"(tx) {
      await note(tx, "before");
      await lose();
      throw new Error("Refused");
    },
  };

  test.each(Object.entries(works))("%s: it is refused in plain words, and the pool goes on", async (_, work) => {
    await expect(db.transaction(work)).rejects.toMatchObject(refusal(nothingDone));

    await db.transaction((tx) => note(tx, "next"));
    expect(await noted()).toEqual(["next"]);
  });

  test("is not continued on the connection that another got instead", async () => {
    const other = sleep(100).then(() => db.execute(sql`select 1`));
    let answer: Promise<unknown> | undefined;
    const lost = db.transaction(async (tx) => {
      await note(tx, "before");
      await lose();
      await sleep(300);
      answer = note(tx, "after");
      await answer;
    });

    await expect(lost).rejects.toMatchObject(refusal(nothingDone));
    await other.catch(() => {});
    await sleep(300);
    await expect(answer).rejects.toMatchObject({ cause: { message: expect.stringContaining("is over") } });
    expect(await noted()).toEqual([]);
  });

  test("while it is committed: it says that nobody knows", async () => {
    await observer.unsafe(`
      create function wait_long() returns trigger language plpgsql as 'begin perform pg_sleep(20); return null; end';
      create constraint trigger slow after insert on notes initially deferred for each row execute function wait_long()`);
    try {
      const lost = db.transaction(async (tx) => {
        await note(tx, "maybe");
        setTimeout(lose, 100);
      });
      await expect(lost).rejects.toMatchObject(refusal(expect.stringContaining("Check whether it was saved")));
    } finally {
      await terminate();
      await observer.unsafe("drop function wait_long cascade");
    }
    await db.transaction((tx) => note(tx, "next"));
    expect(await noted()).toEqual(["next"]);
  });
});

test("what a transaction itself throws stays itself, and is undone", async () => {
  const refused = new Error("Refused");
  const failing = db.transaction(async (tx) => {
    await note(tx, "before");
    throw refused;
  });
  await expect(failing).rejects.toBe(refused);
  await expect(db.transaction((tx) => tx.execute(sql`select 1 / 0`))).rejects.toMatchObject({
    cause: { code: "22012" },
  });
  expect(await noted()).toEqual([]);
});

test("a database that cannot be reached says so, and is found again", async () => {
  const { port } = proxy.address() as net.AddressInfo;
  await new Promise((resolve) => proxy.close(resolve));
  await expect(db.transaction((tx) => note(tx, "before"))).rejects.toMatchObject(refusal(nothingDone));
  await new Promise<void>((resolve) => proxy.listen(port, "127.0.0.1", resolve));

  await db.transaction((tx) => note(tx, "next"));
  expect(await noted()).toEqual(["next"]);
});
