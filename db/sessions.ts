import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Role } from "@/domain/permissions";
import { db } from "./client";
import { staff, staffSessions } from "./schema";

type Identity = { provider: string; subject: string; verifiedEmails: string[] };

/**
 * Admits staff by a verified e-mail and opens a session; undefined for anyone else. Provider and subject are
 * remembered at the first sign-in: another subject with the same e-mail matches no row.
 */
export async function openSession({ provider, subject, verifiedEmails }: Identity): Promise<string | undefined> {
  const emails = verifiedEmails.map((email) => email.toLowerCase());
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
        sql`lower(${staff.email}) = any(${sql.param(emails)}::text[])`,
        isNull(staff.removedAt),
        // Unbound and nobody else's identity, or bound to this very one.
        or(and(isNull(staff.subject), isNull(subjectHolder.id)), eq(staff.id, subjectHolder.id)),
      ),
    )
    .orderBy(staff.createdAt, staff.id)
    .limit(1);
  const [admitted] = await db
    .update(staff)
    .set({ provider, subject })
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

const isOpen = and(
  gt(staffSessions.createdAt, sql`now() - interval '12 hours'`),
  gt(staffSessions.lastSeenAt, sql`now() - interval '1 hour'`),
  isNull(staff.removedAt),
);

/** Whose open session this is. It keeps the session from going idle, writing once a minute at most. */
export async function touchSession(id: string): Promise<SignedIn | undefined> {
  const [row] = await db
    .select({
      id: staff.id,
      email: staff.email,
      role: staff.role,
      provider: staff.provider,
      isStale: sql<boolean>`${staffSessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(and(eq(staffSessions.id, id), isOpen));
  if (!row) return undefined;

  const { isStale, ...signedIn } = row;
  if (isStale) await db.update(staffSessions).set({ lastSeenAt: sql`now()` }).where(eq(staffSessions.id, id));
  return signedIn;
}
