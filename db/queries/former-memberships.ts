import { count, desc, eq, type SQL, sql } from "drizzle-orm";
import { type Paged, pageSize } from "@/domain/listings";
import type { MembershipRole } from "@/domain/memberships";
import type { Reader } from "../executor";
import { formerMemberships } from "../schema/memberships";
import { organizations } from "../schema/organizations";
import { owners } from "../schema/people";
import { changeOf } from "./person";

/** Ends these memberships as `gone`, as part of a `with`, and remembers each: nothing here deletes history (S13). */
export function endMemberships(ending: SQL): SQL {
  return sql`
    gone as (
      delete from memberships m
      using (${ending}) as leaver
      where m.organization_id = leaver.organization_id and m.owner_id = leaver.owner_id
      returning m.organization_id, m.owner_id, m.role, m.is_activated, m.created_at
    ),
    remembered as (
      insert into former_memberships (organization_id, owner_id, role, was_activated, since)
      select organization_id, owner_id, role, is_activated, created_at from gone order by organization_id, owner_id
    )`;
}

export type FormerMembership = {
  id: number;
  ownerId: number;
  organizationId: number;
  organization: string;
  role: MembershipRole;
  wasActivated: boolean;
  since: Date;
  until: Date;
  /** The change that ended it; null if it is not in the audit log. */
  reason: string | null;
  actor: string | null;
};

/** The organizations that a person's logins have left, the latest first, including organizations they came back to. */
export async function listFormerMembershipsOf(
  db: Reader,
  userId: number,
  page: number,
): Promise<Paged<FormerMembership>> {
  const isTheirs = eq(owners.userId, userId);
  const change = changeOf(db, userId, formerMemberships.until);
  const rows = await db
    .select({
      id: formerMemberships.id,
      ownerId: owners.id,
      organizationId: organizations.id,
      organization: organizations.login,
      role: formerMemberships.role,
      wasActivated: formerMemberships.wasActivated,
      since: formerMemberships.since,
      until: formerMemberships.until,
      reason: change.reason,
      actor: change.actor,
    })
    .from(formerMemberships)
    .innerJoin(owners, eq(owners.id, formerMemberships.ownerId))
    .innerJoin(organizations, eq(organizations.id, formerMemberships.organizationId))
    .leftJoinLateral(change, sql`true`)
    .where(isTheirs)
    .orderBy(desc(formerMemberships.until), desc(formerMemberships.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [counted] = await db
    .select({ total: count() })
    .from(formerMemberships)
    .innerJoin(owners, eq(owners.id, formerMemberships.ownerId))
    .where(isTheirs);
  return { rows, total: counted!.total };
}
