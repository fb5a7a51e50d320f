import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import type { Reader } from "@/db/executor";
import { number, readRows } from "@/db/rows";
import { readSnapshot } from "@/db/snapshot";
import { snapshotRows } from "./snapshot-rows";

/** Says when the snapshot is let go. */
function watched() {
  const state = { isOpen: false };
  const read: typeof readSnapshot = async (work) => {
    state.isOpen = true;
    try {
      return await readSnapshot(work);
    } finally {
      state.isOpen = false;
    }
  };
  return { state, read };
}

async function collect(rows: AsyncIterable<number>): Promise<number[]> {
  const collected: number[] = [];
  for await (const row of rows) collected.push(row);
  return collected;
}

async function* threeBatches(db: Reader) {
  for (const first of [1, 3, 5]) {
    const rows = await readRows(db, { n: number }, sql`select generate_series(${first}::int, ${first + 1}::int) as n`);
    yield rows.map(({ n }) => n);
  }
}

test("every row comes once and in order, and then the snapshot ends", async () => {
  const { state, read } = watched();
  expect(await collect(snapshotRows(read, threeBatches))).toEqual([1, 2, 3, 4, 5, 6]);
  await vi.waitFor(() => expect(state.isOpen).toBe(false));
});

test("the snapshot ends when nobody wants more", async () => {
  const { state, read } = watched();
  const rows = snapshotRows(read, threeBatches);
  await rows.next();
  expect(state.isOpen).toBe(true);
  await rows.return(undefined);
  await vi.waitFor(() => expect(state.isOpen).toBe(false));
});

test("the snapshot ends when a download stands still, which then breaks off and never looks whole", async () => {
  const { state, read } = watched();
  const rows = snapshotRows(read, threeBatches, 20);
  await rows.next();
  await vi.waitFor(() => expect(state.isOpen).toBe(false));
  await expect(collect(rows)).rejects.toThrow("nothing was read for too long");
});

test("a short list that stands still is whole all the same", async () => {
  const { state, read } = watched();
  async function* oneBatch() {
    yield [1, 2];
  }
  const rows = snapshotRows(read, oneBatch, 300);
  await rows.next();
  await vi.waitFor(() => expect(state.isOpen).toBe(false));
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(await collect(rows)).toEqual([2]);
});

test("of many at once four hold a connection; the others wait, and begin when one ends", async () => {
  const opened = Array.from({ length: 6 }, () => {
    const { state, read } = watched();
    const rows = snapshotRows(read, threeBatches);
    return { state, rows, first: rows.next() };
  });
  const openCount = () => opened.filter(({ state }) => state.isOpen).length;
  await Promise.all(opened.slice(0, 4).map(({ first }) => first));
  expect(openCount()).toBe(4);
  await opened[0]!.rows.return(undefined);
  expect(await opened[4]!.first).toMatchObject({ value: 1 });
  expect(openCount()).toBe(4);
  for (const { rows } of opened) await rows.return(undefined);
  await vi.waitFor(() => expect(openCount()).toBe(0));
});

test("a failure while rows are read fails their reader", async () => {
  const { state, read } = watched();
  async function* failing() {
    yield [1];
    throw new Error("connection lost");
  }
  await expect(collect(snapshotRows(read, failing))).rejects.toThrow("connection lost");
  await vi.waitFor(() => expect(state.isOpen).toBe(false));
});
