import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { dayOf } from "@/domain/seat-history";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { awayFromMidnight } from "@/test/midnight";
import { activate, attach, changeSeats, deactivate } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { db } from "../client";
import type { Account } from "../schema/accounts";
import { seatChanges } from "../schema/seats";
import { listOverCauses } from "./over-causes";

await awayFromMidnight();
let account: Account;

beforeEach(async () => {
  account = await createAccount({ planSeatCount: 5, overage: "allow" });
});

/** Puts another history in the place of the account's own. */
async function recorded(changes: [at: string, used: number, total?: number][]) {
  await db.delete(seatChanges).where(eq(seatChanges.accountId, account.id));
  await db.insert(seatChanges).values(
    changes.map(([at, usedSeatCount, totalSeatCount = 5]) => {
      return { accountId: account.id, usedSeatCount, totalSeatCount, at: new Date(at) };
    }),
  );
}

const causesIn = async (from: string, to: string) =>
  (await listOverCauses(db, account.id, { from, to })).map(({ day, seats }) => [day, seats]);

describe("what put an account over", () => {
  test("is each change that lasted to the end of its day, with the seats that stayed over", async () => {
    await recorded([
      ["2026-03-30T10:00:00Z", 5],
      ["2026-03-31T09:00:00Z", 8],
      ["2026-03-31T10:00:00Z", 6],
      ["2026-03-31T23:59:59.999Z", 9],
      ["2026-04-01T00:00:00Z", 7],
      ["2026-04-02T12:00:00Z", 7, 4],
    ]);
    expect(await causesIn("2026-03-30", "2026-04-03")).toEqual([
      ["2026-04-02", 1],
      ["2026-03-31", 3],
      ["2026-03-31", 1],
    ]);
  });

  test("is not what was taken back within its day", async () => {
    await recorded([
      ["2026-03-30T10:00:00Z", 5],
      ["2026-03-31T09:00:00Z", 8],
      ["2026-03-31T23:59:59.999Z", 5],
    ]);
    expect(await causesIn("2026-03-30", "2026-04-03")).toEqual([]);
  });

  test("knows what held before the period, and counts nothing outside of it", async () => {
    await recorded([
      ["2026-03-30T23:59:59.999Z", 7],
      ["2026-03-31T00:00:00Z", 8],
      ["2026-04-01T00:00:00Z", 9],
    ]);
    expect(await causesIn("2026-03-31", "2026-03-31")).toEqual([["2026-03-31", 1]]);
  });

  test("names the three that added most, and how many there were", async () => {
    await recorded([4, 6, 7, 9, 12, 13].map((used, hour) => [`2026-03-31T0${hour}:00:00Z`, used]));
    const causes = await listOverCauses(db, account.id, { from: "2026-03-31", to: "2026-03-31" });
    expect(causes.map(({ seats, count }) => [seats, count])).toEqual([
      [3, 5],
      [2, 5],
      [1, 5],
    ]);
  });

  test("names who did what and why", async () => {
    await signInAs("account_rep");
    const [ann, bo, cy] = [await createUser(), await createUser(), await createUser()];
    await changeSeats(account, { planSeatCount: 1 });
    await attach(account, await createOrganization([...ann.owners, ...bo.owners, ...cy.owners]));
    await deactivate(account, cy);
    await activate(account, cy);
    const today = dayOf(new Date());
    const causes = await listOverCauses(db, account.id, { from: today, to: today });
    expect(causes.map(({ seats, cause }) => [seats, cause?.action, cause?.reason])).toEqual([
      [1, "organization.attach", "Contract 12"],
      [1, "person.activate", "Contract 12"],
    ]);
  });
});
