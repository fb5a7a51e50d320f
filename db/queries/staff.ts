import { and, asc, eq, isNull } from "drizzle-orm";
import { asciiLower } from "@/domain/ascii";
import { DomainError } from "@/domain/errors";
import { type Role, roles } from "@/domain/permissions";
import { sampleEmail } from "@/domain/staff";
import { conflictOn } from "../errors";
import type { Reader, Tx } from "../executor";
import { asciiLowerOf } from "../patterns";
import { type Staff, staff, staffSessions } from "../schema/staff";

const emailIsFree = conflictOn("staff_email_key", "This e-mail is already on the staff list.", "email");

/** Everyone who can sign in, by e-mail. */
export async function listStaff(db: Reader): Promise<Staff[]> {
  return db
    .select()
    .from(staff)
    .where(isNull(staff.removedAt))
    .orderBy(asc(asciiLowerOf(staff.email)));
}

async function listEverybody(db: Reader): Promise<Staff[]> {
  return db.select().from(staff).where(isNull(staff.removedAt)).orderBy(asc(staff.id));
}

export async function getStaffMember(db: Reader, id: string): Promise<{ member: Staff; everybody: Staff[] }> {
  const everybody = await listEverybody(db);
  const member = everybody.find((candidate) => candidate.id === id);
  if (!member) throw new DomainError("not_found", "This person is no longer on the staff list.");
  return { member, everybody };
}

export async function insertStaff(tx: Tx, member: { email: string; role: Role }): Promise<Staff> {
  const [added] = await tx.insert(staff).values(member).returning().catch(emailIsFree);
  return added!;
}

export async function updateStaff(
  tx: Tx,
  id: string,
  changes: Partial<Pick<Staff, "role" | "provider" | "subject" | "removedAt">>,
): Promise<void> {
  await tx.update(staff).set(changes).where(eq(staff.id, id));
}

/** Ends every session of a member, so that they are signed out at their next request. */
export async function deleteSessionsOf(tx: Tx, staffId: string): Promise<void> {
  await tx.delete(staffSessions).where(eq(staffSessions.staffId, staffId));
}

/** The staff of the sample sign-ins, one per role. Running it again changes nothing. */
export async function insertSampleStaff(tx: Tx): Promise<Staff[]> {
  return tx
    .insert(staff)
    .values(roles.map((role) => ({ email: sampleEmail(role), role })))
    .onConflictDoNothing()
    .returning();
}

/** Adds the first admin from the environment, if there is no admin at all. */
export async function insertFirstAdmin(tx: Tx, email: string): Promise<Staff | undefined> {
  const everybody = await listEverybody(tx);
  const isRealAdmin = ({ role, email }: Staff) => role === "admin" && email !== sampleEmail("admin");
  if (everybody.some(isRealAdmin)) return undefined;

  const known = everybody.find((member) => asciiLower(member.email) === asciiLower(email));
  if (!known) return insertStaff(tx, { email, role: "admin" });
  const [admin] = await tx
    .update(staff)
    .set({ role: "admin" })
    .where(and(eq(staff.id, known.id)))
    .returning();
  return admin;
}
