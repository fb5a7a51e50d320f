import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditedTransaction } from "./audited-transaction";
import { db } from "./client";
import { inBackground } from "./in-background";
import { number, readRow } from "./rows";
import { readSnapshot } from "./snapshot";

const job = { kind: "system", job: "webhooks" } as const;

/** Other work on the machine may make this slow, not wrong. */
const timeout = 15_000;

/** As many as are asked for, each in a transaction of its own until all may end. Gives how many began. */
function occupy(count: number) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let begun = 0;
  const wait = async () => {
    begun++;
    await ended;
    return { data: undefined, audit: [] };
  };
  const transactions = Array.from({ length: count }, (_, place) =>
    place % 2 === 0
      ? auditedTransaction(job, "webhook.deliver", wait)
      : readSnapshot(async (reader) => {
          await readRow(reader, { one: number }, sql`select 1 as one`);
          await wait();
        }),
  );
  return { end, all: Promise.all(transactions), begun: () => begun };
}

test("background work has four connections, and pages wait for none of them", async () => {
  const work = await inBackground(async () => occupy(9));
  await expect.poll(work.begun, { timeout }).toBe(4);
  const page = occupy(10);
  await expect.poll(page.begun, { timeout }).toBe(10);
  expect(work.begun()).toBe(4);
  page.end();
  await page.all;
  work.end();
  await work.all;
  expect(work.begun()).toBe(9);
});

test("background work goes on while every connection of the pages is taken, whatever it calls", async () => {
  const pages = occupy(12);
  await expect.poll(pages.begun, { timeout }).toBe(10);
  await inBackground(async () => {
    await db.execute(sql`select 1`);
    await auditedTransaction(job, "webhook.deliver", async (tx) => {
      await tx.execute(sql`select 1`);
      await readSnapshot(async (reader) => readRow(reader, { one: number }, sql`select 1 as one`));
      return { data: undefined, audit: [] };
    });
  });
  pages.end();
  await pages.all;
});
