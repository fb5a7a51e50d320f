import { asc, eq, sql } from "drizzle-orm";
import { type MarkedAccount, type MarkFacts, type StaffMarks, saidBy } from "@/domain/marks";
import type { Reader, Tx } from "../executor";
import { accounts } from "../schema/accounts";
import { owners, type User, users } from "../schema/people";
import { accountUsers } from "../schema/seats";
import { listLoginsOf } from "./person";

export async function findPersonOf(db: Reader, ownerId: number): Promise<Pick<User, "id" | "name"> | undefined> {
  const [person] = await db
    .select({ id: users.id, name: users.name })
    .from(owners)
    .innerJoin(users, eq(users.id, owners.userId))
    .where(eq(owners.id, ownerId));
  return person;
}

/** The accounts that count this person, which a change of their marks counts again. */
export async function listMarkedAccounts(db: Reader, userId: number): Promise<MarkedAccount[]> {
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

/** Undefined if the login does not exist. The page previews with it, and the change decides with it under lock. */
export async function findMarkFacts(db: Reader, ownerId: number): Promise<MarkFacts | undefined> {
  const person = await findPersonOf(db, ownerId);
  if (!person) return undefined;
  const logins = await listLoginsOf(db, person.id);
  return {
    ownerId,
    userId: person.id,
    personName: person.name,
    logins: logins.map(({ id, name, student, bot }) => ({ id, name, student, bot })),
    accounts: await listMarkedAccounts(db, person.id),
  };
}

export async function updateStaffMarks(tx: Tx, ownerId: number, { student, bot }: StaffMarks): Promise<void> {
  await tx
    .update(owners)
    .set({ isStudentByStaff: saidBy(student), isBotByStaff: saidBy(bot) })
    .where(eq(owners.id, ownerId));
}
