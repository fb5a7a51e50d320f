import { asc, eq, sql } from "drizzle-orm";
import { DomainError } from "@/domain/errors";
import { type MarkedAccount, type MarkFacts, type StaffMarks, saidBy } from "@/domain/marks";
import type { Reader, Tx } from "../client";
import { StartOver } from "../errors";
import { accounts, accountUsers, owners, type User } from "../schema";
import { lockAccounts } from "./accounts";
import { lockUser } from "./activations";
import { listLoginsOf } from "./person";

const isGone = () => new DomainError("not_found", "This login no longer exists.");

async function findUserIdOf(db: Reader, ownerId: number): Promise<number | undefined> {
  const [owner] = await db.select({ userId: owners.userId }).from(owners).where(eq(owners.id, ownerId));
  return owner?.userId;
}

/** The accounts of which a person is an account user: those a change of what they are counts anew. */
async function listMarkedAccounts(db: Reader, userId: number): Promise<MarkedAccount[]> {
  return db
    .select({
      id: accounts.id,
      name: accounts.name,
      planSeatCount: accounts.planSeatCount,
      freeSeatCount: accounts.freeSeatCount,
      usedSeatCount: accounts.usedSeatCount,
      studentCount: accounts.studentCount,
      botCount: accounts.botCount,
    })
    .from(accountUsers)
    .innerJoin(accounts, eq(accounts.id, accountUsers.accountId))
    .where(eq(accountUsers.userId, userId))
    .orderBy(asc(sql`lower(${accounts.name})`), asc(accounts.id));
}

/** Undefined when there is no such login. The page previews with it; the action decides with it, under lock. */
export async function findMarkFacts(db: Reader, ownerId: number): Promise<MarkFacts | undefined> {
  const userId = await findUserIdOf(db, ownerId);
  if (userId === undefined) return undefined;
  const logins = await listLoginsOf(db, userId);
  return {
    ownerId,
    logins: logins.map(({ id, name, student, bot }) => ({ id, name, student, bot })),
    accounts: await listMarkedAccounts(db, userId),
  };
}

/** Holds what a mark on a login counts anew: the accounts of its person, then the person. */
export async function lockMarkScope(tx: Tx, ownerId: number): Promise<User> {
  const userId = await findUserIdOf(tx, ownerId);
  if (userId === undefined) throw isGone();
  const held = await lockAccounts(
    tx,
    (await listMarkedAccounts(tx, userId)).map(({ id }) => id),
  );
  const user = await lockUser(tx, userId, "update");

  const accountsNow = await listMarkedAccounts(tx, userId);
  const isMissing = accountsNow.some(({ id }) => !held.some((account) => account.id === id));
  if (isMissing || (await findUserIdOf(tx, ownerId)) !== userId) throw new StartOver();
  return user;
}

export async function updateStaffMarks(tx: Tx, ownerId: number, { student, bot }: StaffMarks): Promise<void> {
  await tx
    .update(owners)
    .set({ isStudentByStaff: saidBy(student), isBotByStaff: saidBy(bot) })
    .where(eq(owners.id, ownerId));
}
