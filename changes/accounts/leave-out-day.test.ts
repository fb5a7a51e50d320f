import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listTrueUpDays } from "@/db/queries/seat-history";
import type { Account } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { leftOutDays, seatChanges } from "@/db/schema/seats";
import { dayOf, daysAfter } from "@/domain/seat-history";
import { trueUpOf } from "@/domain/true-up";
import { confirm, see } from "@/test/confirm";
import { createAccount } from "@/test/factories";
import { awayFromMidnight } from "@/test/midnight";
import { signInAs } from "@/test/sign-in";
import { leaveOutDay } from "./leave-out-day";
import { takeInDay } from "./take-in-day";

await awayFromMidnight();
const today = dayOf(new Date());
const before = (days: number) => daysAfter(today, -days);

let account: Account;

/** Over by 2 from four days ago, by 3 yesterday and today; five days ago a mistake was taken back within the day. */
beforeEach(async () => {
  await signInAs("admin");
  account = await createAccount({ planSeatCount: 4, overage: "allow" });
  await db.delete(seatChanges).where(eq(seatChanges.accountId, account.id));
  const changes: [number, string, number][] = [
    [5, "00:00:00Z", 9],
    [5, "23:59:59.999Z", 4],
    [4, "00:00:00Z", 6],
    [1, "23:59:59.999Z", 7],
  ];
  const rows = changes.map(([days, time, usedSeatCount]) => {
    return { accountId: account.id, usedSeatCount, totalSeatCount: 4, at: new Date(`${before(days)}T${time}`) };
  });
  await db.insert(seatChanges).values(rows);
});

const leaveOut = (days: number, reason = "An import by mistake") =>
  confirm(leaveOutDay, { accountId: account.id, day: before(days) }, { reason });
const takeIn = (days: number) => confirm(takeInDay, { accountId: account.id, day: before(days) });

async function trueUp() {
  const days = await listTrueUpDays(db, account.id, { from: before(9), to: today }, today);
  const { owed, daysOver, daysLeftOut } = trueUpOf(days)!;
  return { owed: owed?.seats ?? 0, daysOver, daysLeftOut };
}

describe("leaving a day out of the true-up", () => {
  test("counts it no longer, keeps the history, and is audited with its reason", async () => {
    expect(await trueUp()).toEqual({ owed: 3, daysOver: 4, daysLeftOut: 0 });
    expect(await leaveOut(1)).toMatchObject({ ok: true, data: { day: before(1), over: 3 } });
    expect(await trueUp()).toEqual({ owed: 2, daysOver: 3, daysLeftOut: 1 });

    const [row] = await db.select().from(auditLog).where(ofAccount("true_up.leave_out"));
    const days = await listTrueUpDays(db, account.id, { from: before(1), to: before(1) }, today);
    expect(days).toEqual([
      {
        day: before(1),
        used: 7,
        total: 4,
        over: 3,
        peakUsed: 7,
        owed: 0,
        leftOut: { actor: row?.actor, reason: "An import by mistake" },
      },
    ]);
    expect(row).toMatchObject({
      subjectKind: "account",
      reason: "An import by mistake",
      before: { trueUp: 3 },
      after: { trueUp: 0, day: before(1) },
    });
    expect(await listSeatDrift(db)).toEqual([]);
  });

  test.each([
    [0, /has not ended yet/],
    [-1, /has not ended yet/],
    [5, /did not end over the total/],
    [9, /did not end over the total/],
  ])("is refused for a day that costs nothing, %i days ago", async (days, message) => {
    expect(await leaveOut(days)).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) } });
    expect(await db.$count(leftOutDays, eq(leftOutDays.accountId, account.id))).toBe(0);
  });

  test("is refused a second time, also for two at once", async () => {
    const { preview } = await see(leaveOutDay, { accountId: account.id, day: before(2) });
    const asked = { accountId: account.id, day: before(2) };
    const both = await Promise.all([1, 2].map(() => confirm(leaveOutDay, asked, { preview })));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await leaveOut(2)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/is already left out/) },
    });
  });

  test("is of one account alone", async () => {
    const other = await createAccount({ planSeatCount: 4 });
    await leaveOut(2);
    const day = before(2);
    expect(await see(leaveOutDay, { accountId: other.id, day })).toMatchObject({
      plan: { refusal: { message: expect.stringMatching(/did not end over/) } },
    });
  });

  test.each(["account_rep", "support"] as const)("is refused to %s, and nothing changes", async (role) => {
    await leaveOut(2);
    await signInAs(role);
    expect(await leaveOut(1)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await takeIn(2)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await trueUp()).toMatchObject({ daysLeftOut: 1 });
  });
});

describe("taking a day in again", () => {
  test("counts it as before, and is audited", async () => {
    await leaveOut(1);
    expect(await takeIn(1)).toMatchObject({ ok: true });
    expect(await trueUp()).toEqual({ owed: 3, daysOver: 4, daysLeftOut: 0 });
    const [row] = await db.select().from(auditLog).where(ofAccount("true_up.take_in"));
    expect(row).toMatchObject({ before: { trueUp: 0 }, after: { trueUp: 3, day: before(1) } });

    expect(await leaveOut(1, "A mistake after all")).toMatchObject({ ok: true });
    const [day] = await listTrueUpDays(db, account.id, { from: before(1), to: before(1) }, today);
    expect(day?.leftOut?.reason).toBe("A mistake after all");
  });

  test("is refused for a day that is not left out", async () => {
    expect(await takeIn(1)).toMatchObject({ ok: false, error: { message: expect.stringMatching(/is not left out/) } });
  });
});

const ofAccount = (action: "true_up.leave_out" | "true_up.take_in") =>
  and(eq(auditLog.accountId, account.id), eq(auditLog.action, action));
