import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { leaveOutDay } from "@/changes/accounts/leave-out-day";
import { db } from "@/db/client";
import type { Account } from "@/db/schema/accounts";
import { seatChanges } from "@/db/schema/seats";
import { dayOf, daysAfter } from "@/domain/seat-history";
import { confirm } from "@/test/confirm";
import { createAccount } from "@/test/factories";
import { awayFromMidnight } from "@/test/midnight";
import { signInAs } from "@/test/sign-in";
import { GET } from "./route";

await awayFromMidnight();
const today = dayOf(new Date());
const before = (days: number) => daysAfter(today, -days);

let account: Account;

/** Used went from 2 to 5 of 4 and back on one day, and to 3 on a later one. */
beforeEach(async () => {
  await signInAs("support");
  account = await createAccount({ name: `Histories ${Date.now()}`, planSeatCount: 4 });
  await db.delete(seatChanges).where(eq(seatChanges.accountId, account.id));
  const changes: [number, string, number][] = [
    [9, "08:00:00Z", 2],
    [7, "09:00:00Z", 5],
    [7, "23:59:59Z", 2],
    [5, "00:00:00Z", 3],
  ];
  const rows = changes.map(([days, time, usedSeatCount]) => {
    return { accountId: account.id, usedSeatCount, totalSeatCount: 4, at: new Date(`${before(days)}T${time}`) };
  });
  await db.insert(seatChanges).values(rows);
});

async function download(parameters: Record<string, string>, accountId = account.id) {
  const request = new Request(`http://localhost/?${new URLSearchParams(parameters)}`);
  const response = await GET(request, { params: Promise.resolve({ accountId }) });
  return { response, lines: (await response.text()).trim().split("\n") };
}

test("has a row a day of the period, each with how it ended and the most that held", async () => {
  const { response, lines } = await download({ from: before(8), to: before(4) });
  expect(lines).toEqual([
    "day,used_seats,total_seats,over_by,most_used,true_up,left_out_because",
    `${before(8)},2,4,0,2,0,`,
    `${before(7)},2,4,0,5,0,`,
    `${before(6)},2,4,0,2,0,`,
    `${before(5)},3,4,0,3,0,`,
    `${before(4)},3,4,0,3,0,`,
  ]);
  expect(response.headers.get("content-disposition")).toContain(`${before(8)}-to-${before(4)}.csv`);
});

test("names what each day counts in the true-up, and why a day is left out", async () => {
  const over = [
    { usedSeatCount: 6, at: new Date(`${before(3)}T10:00:00Z`) },
    { usedSeatCount: 4, at: new Date(`${before(1)}T10:00:00Z`) },
  ];
  await db.insert(seatChanges).values(over.map((row) => ({ accountId: account.id, totalSeatCount: 4, ...row })));
  await signInAs("admin");
  const left = await confirm(leaveOutDay, { accountId: account.id, day: before(3) }, { reason: "A demo, not use" });
  expect(left).toMatchObject({ ok: true });

  await signInAs("support");
  const { lines } = await download({ from: before(3), to: before(1) });
  expect(lines.slice(1)).toEqual([
    `${before(3)},6,4,2,6,0,"A demo, not use"`,
    `${before(2)},6,4,2,6,2,`,
    `${before(1)},4,4,0,6,0,`,
  ]);
});

test("without a period is of the last 90 days, and of the days before there was anything it says nothing", async () => {
  const { lines } = await download({});
  expect([lines[1], lines.at(-1)]).toEqual([`${before(9)},2,4,0,2,0,`, `${today},3,4,0,3,0,`]);
  expect((await download({ from: before(80), to: before(60) })).lines).toHaveLength(1);
  expect((await download({ from: "yesterday", to: "2999-01-01" })).lines).toEqual(lines);
});

test("of an account that does not exist is refused", async () => {
  const { response } = await download({}, "nobody");
  expect(response.status).toBe(404);
});
