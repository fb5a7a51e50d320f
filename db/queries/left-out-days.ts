import { and, eq, gte, lte } from "drizzle-orm";
import type { Period } from "@/domain/seat-history";
import type { LeftOut } from "@/domain/true-up";
import { currentChange } from "../current-change";
import { conflictOn } from "../errors";
import type { Reader, Tx } from "../executor";
import { auditLog } from "../schema/audit-log";
import { leftOutDays } from "../schema/seats";

/** The days of the period that the account's true-up leaves out, each with who left it out and why. */
export async function listLeftOutDays(
  db: Reader,
  accountId: string,
  { from, to }: Period,
): Promise<Map<string, LeftOut>> {
  const rows = await db
    .select({ day: leftOutDays.day, actor: auditLog.actor, reason: auditLog.reason })
    .from(leftOutDays)
    .innerJoin(
      auditLog,
      and(
        eq(auditLog.changeId, leftOutDays.changeId),
        eq(auditLog.accountId, leftOutDays.accountId),
        eq(auditLog.action, "true_up.leave_out"),
      ),
    )
    .where(and(eq(leftOutDays.accountId, accountId), gte(leftOutDays.day, from), lte(leftOutDays.day, to)))
    .orderBy(leftOutDays.day);
  return new Map(rows.map(({ day, ...leftOut }) => [day, leftOut]));
}

export async function isLeftOut(db: Reader, accountId: string, day: string): Promise<boolean> {
  return (await db.$count(leftOutDays, isDay(accountId, day))) > 0;
}

export async function insertLeftOutDay(tx: Tx, accountId: string, day: string): Promise<void> {
  await tx
    .insert(leftOutDays)
    .values({ accountId, day, changeId: currentChange })
    .catch(conflictOn("left_out_days_pkey", "This day is already left out."));
}

export async function deleteLeftOutDay(tx: Tx, accountId: string, day: string): Promise<void> {
  await tx.delete(leftOutDays).where(isDay(accountId, day));
}

const isDay = (accountId: string, day: string) => and(eq(leftOutDays.accountId, accountId), eq(leftOutDays.day, day));
