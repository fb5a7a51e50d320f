import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { dayOf, daysAfter } from "@/domain/seat-history";
import { trueUpDays, trueUpOf } from "@/domain/true-up";
import { createAccount } from "@/test/factories";
import { db } from "../client";
import type { Tx } from "../executor";
import type { Account } from "../schema/accounts";
import { seatChanges } from "../schema/seats";
import { listSeatDays } from "./seat-history";

/** After the account's beginning of its own, which is now. */
const firstDay = daysAfter(dayOf(new Date()), 10);
const start = Date.parse(firstDay);
const hour = 60 * 60 * 1000;

let account: Account;
let other: Account;

beforeAll(async () => {
  [account, other] = [await createAccount({ planSeatCount: 4 }), await createAccount({ planSeatCount: 50 })];
});

/** Hours after the first day begins, many at the same moment, some at the very end of a day and some at its beginning. */
const event = fc.record({
  at: fc.oneof(
    fc.integer({ min: -60, max: 240 }).map((hours) => start + hours * hour),
    fc.integer({ min: -2, max: 10 }).map((day) => start + day * 24 * hour - 1),
  ),
  used: fc.integer({ min: 0, max: 9 }),
  total: fc.integer({ min: 0, max: 6 }),
});
type Event = { at: number; used: number; total: number };

class Undo extends Error {}

/** In a session anywhere in the world; nothing of it stays. */
async function withEvents<T>(events: Event[], zone: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  const done = db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('timezone', ${zone}, true)`);
    const rows = events.map(({ at, used, total }) => {
      return { accountId: account.id, at: new Date(at), usedSeatCount: used, totalSeatCount: total };
    });
    // Somebody else's seats, higher and at the same moments, are of no effect.
    const noise = rows.map((row) => ({ ...row, accountId: other.id, usedSeatCount: 1_000 }));
    if (rows.length > 0) await tx.insert(seatChanges).values([...rows, ...noise]);
    result = { value: await work(tx) };
    throw new Undo();
  });
  await expect(done).rejects.toBeInstanceOf(Undo);
  return result!.value;
}

/** The seats that held, told hour by hour and change by change. */
function recount(events: Event[], period: { from: string; to: string }) {
  const beginning = { at: Date.now(), used: 0, total: 4 };
  const inOrder = [beginning, ...events].map((one, id) => ({ ...one, id })).sort((a, b) => a.at - b.at || a.id - b.id);
  const lastAt = (moment: number) => inOrder.filter(({ at }) => at <= moment).at(-1);
  const days = [];
  for (let from = Date.parse(period.from); from <= Date.parse(period.to); from += 24 * hour) {
    const end = lastAt(from + 24 * hour - 1);
    if (!end) continue;
    const before = lastAt(from - 1);
    const within = inOrder.filter(({ at }) => at >= from && at < from + 24 * hour);
    const held = before ? [before, ...within] : within;
    days.push({
      day: new Date(from).toISOString().slice(0, 10),
      used: end.used,
      total: end.total,
      over: end.used > end.total ? end.used - end.total : 0,
      peakUsed: Math.max(...held.map(({ used }) => used)),
    });
  }
  return days;
}

test("each day and what a period owes are those of the recorded changes, wherever the session stands", async () => {
  const world = fc.record({
    events: fc.array(event, { maxLength: 25 }),
    from: fc.integer({ min: -3, max: 4 }),
    length: fc.integer({ min: 0, max: 8 }),
    zone: fc.constantFrom("UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ events, from, length, zone }) => {
      const period = { from: daysAfter(firstDay, from), to: daysAfter(firstDay, from + length) };
      const days = await withEvents(events, zone, (tx) => listSeatDays(tx, account.id, period));
      const recounted = recount(events, period);
      expect(days).toEqual(recounted);

      const trueUp = trueUpOf(trueUpDays(days, new Map(), daysAfter(period.to, 1)))!;
      const [mostUsed, mostOver] = (["peakUsed", "over"] as const).map((name) =>
        Math.max(...recounted.map(({ [name]: seats }) => seats)),
      );
      expect(trueUp.peakUsed.seats).toBe(mostUsed);
      expect(trueUp.peakUsed.day).toBe(recounted.find(({ peakUsed }) => peakUsed === mostUsed)!.day);
      expect(trueUp.owed?.seats ?? 0).toBe(mostOver);
      if (trueUp.owed) expect(trueUp.owed.day).toBe(recounted.find(({ over }) => over === mostOver)!.day);
      expect(trueUp.daysOver).toBe(recounted.filter(({ over }) => over > 0).length);
    }),
    { numRuns: 60 },
  );
});
