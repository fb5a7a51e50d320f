import { and, eq, inArray, isNull, not, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asciiLower, isVisibleAscii } from "@/domain/ascii";
import type { Role } from "@/domain/permissions";
import { db } from "./client";
import { asciiLowerOf } from "./patterns";
import { staff, staffSessions } from "./schema/staff";

type Identity = { provider: string; subject: string; verifiedEmails: string[] };

/**
 * Admits staff by a verified e-mail and opens a session; undefined for anyone else. The first sign-in stores provider
 * and subject, so another subject with the same e-mail matches no row.
 */
export async function openSession({ provider, subject, verifiedEmails }: Identity): Promise<string | undefined> {
  const emails = verifiedEmails.filter(isVisibleAscii).map(asciiLower);
  const subjectHolder = alias(staff, "subject_holder");
  const candidate = db
    .select({ id: staff.id })
    .from(staff)
    .leftJoin(
      subjectHolder,
      and(eq(subjectHolder.provider, provider), eq(subjectHolder.subject, subject), isNull(subjectHolder.removedAt)),
    )
    .where(
      and(
        sql`${asciiLowerOf(staff.email)} = any(${sql.param(emails)}::text[])`,
        isNull(staff.removedAt),
        // Not bound yet to an identity that no one else has, or bound to this one.
        or(and(isNull(staff.subject), isNull(subjectHolder.id)), eq(staff.id, subjectHolder.id)),
      ),
    )
    .orderBy(staff.createdAt, staff.id)
    .limit(1);
  const [admitted] = await db
    .update(staff)
    .set({ provider, subject, lastSeenAt: sql`now()` })
    .where(inArray(staff.id, candidate))
    .returning({ id: staff.id });
  if (!admitted) return undefined;

  const [session] = await db.insert(staffSessions).values({ staffId: admitted.id }).returning({ id: staffSessions.id });
  return session!.id;
}

export async function closeSession(id: string): Promise<void> {
  await db.delete(staffSessions).where(eq(staffSessions.id, id));
}

export type SignedIn = { id: string; email: string; role: Role; provider: string | null };

const isOpen = sql`(
  ${staffSessions.createdAt} > now() - interval '12 hours'
  and ${staffSessions.lastSeenAt} > now() - interval '1 hour'
  and ${staff.removedAt} is null
)`;

/**
 * The staff member whose open session this is. It keeps the session from going idle, and writes at most once a minute.
 */
export async function touchSession(id: string): Promise<SignedIn | undefined> {
  const [row] = await db
    .select({
      id: staff.id,
      email: staff.email,
      role: staff.role,
      provider: staff.provider,
      isUnseen: sql<boolean>`${staffSessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(and(eq(staffSessions.id, id), isOpen));
  if (!row) return undefined;

  const { isUnseen, ...signedIn } = row;
  if (isUnseen) {
    const seen = { lastSeenAt: sql`now()` };
    await db.update(staffSessions).set(seen).where(eq(staffSessions.id, id));
    await db.update(staff).set(seen).where(eq(staff.id, row.id));
  }
  return signedIn;
}

/**
 * Deletes at most this many expired sessions, and returns how many it deleted. It skips locked sessions, whose owners
 * sign out or are removed right now.
 */
export async function deleteExpiredSessions(limit: number): Promise<number> {
  const expired = db
    .select({ id: staffSessions.id })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(not(isOpen))
    .limit(limit)
    .for("update", { of: staffSessions, skipLocked: true });
  const deleted = await db
    .delete(staffSessions)
    .where(inArray(staffSessions.id, expired))
    .returning({ id: staffSessions.id });
  return deleted.length;
}
