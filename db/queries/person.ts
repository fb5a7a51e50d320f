import { and, asc, count, countDistinct, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Paged, pageSize } from "@/domain/listings";
import type { MembershipRole } from "@/domain/memberships";
import { loginInWords, type PersonStatus } from "@/domain/people";
import type { MarkedLogin } from "@/domain/person";
import { kinds, overages, type SeatAccount } from "@/domain/seats";
import type { Service } from "@/domain/services";
import type { Reader } from "../executor";
import { boolean, json, listOf, number, oneOf, orNull, readRows, text, time } from "../rows";
import { accounts } from "../schema/accounts";
import { auditLog } from "../schema/audit-log";
import { memberships } from "../schema/memberships";
import { organizations } from "../schema/organizations";
import { formerLogins, owners, type User, users } from "../schema/people";
import { idArray } from "./seats";

/** The ids under which a person's changes were written: their own, and those of records merged into them. */
export function recordsOf(userId: number): SQL {
  return sql`
    with recursive records as (
      select ${userId}::bigint as id
      union
      select merged.id from users merged join records r on merged.merged_into_id = r.id
    )
    select id from records`;
}

/** The person that a merged record is now, at the end of the chain. */
export async function findMergedInto(db: Reader, { id, mergedIntoId }: User): Promise<User | undefined> {
  if (mergedIntoId === null) return undefined;
  const chain = sql`(
    with recursive chain as (
      select ${id}::bigint as id
      union
      select u.merged_into_id from users u join chain c on u.id = c.id where u.merged_into_id is not null
    )
    select id from chain
  )`;
  const [last] = await db
    .select()
    .from(users)
    .where(and(isNull(users.mergedIntoId), inArray(users.id, chain)));
  return last;
}

/** `name` is the login as it is displayed. */
export type PersonLogin = MarkedLogin & {
  id: number;
  service: Service;
  serviceId: string | null;
  email: string | null;
  formerLogins: { login: string; until: Date }[];
};

/** Every login of a person, with its former names, the latest first. */
export async function listLoginsOf(db: Reader, userId: number): Promise<PersonLogin[]> {
  const rows = await db
    .select()
    .from(owners)
    .where(eq(owners.userId, userId))
    .orderBy(asc(sql`lower(${owners.login})`), asc(owners.id));
  const former = await db
    .select()
    .from(formerLogins)
    .where(sql`${formerLogins.ownerId} = any(${idArray(rows.map(({ id }) => id))})`)
    .orderBy(desc(formerLogins.until), desc(formerLogins.id));

  return rows.map((owner) => {
    const { id, service, login, serviceId, email } = owner;
    const names = former.filter(({ ownerId }) => ownerId === id).map(({ login, until }) => ({ login, until }));
    return {
      id,
      service,
      serviceId,
      email,
      name: loginInWords({ login, serviceId, formerLogin: names[0]?.login ?? null }),
      formerLogins: names,
      student: {
        isSet: owner.isStudent,
        byStaff: owner.isStudentByStaff,
        isKnown: false,
        byImport: owner.isStudentByImport,
      },
      bot: {
        isSet: owner.isBot,
        byStaff: owner.isBotByStaff,
        isKnown: owner.isKnownBot,
        byImport: owner.isBotByImport,
      },
    };
  });
}

export type PersonMembership = {
  ownerId: number;
  organizationId: number;
  organization: string;
  accountId: string | null;
  accountName: string | null;
  role: MembershipRole;
  isActivated: boolean;
  /** When it was last activated or deactivated, and by which change; each null if unknown. */
  activationChangedAt: Date | null;
  activationReason: string | null;
  activationActor: string | null;
  since: Date;
  importedAt: Date | null;
};

/** The change that was made at a time, about the person or the row's organization. Its rows bear the time of the change. */
export function changeOf(db: Reader, userId: number, at: AnyPgColumn) {
  const { subjectKind, subjectId } = auditLog;
  const records = sql`(select id::text from (${recordsOf(userId)}) as records)`;
  const isAboutPerson = and(eq(subjectKind, "person"), inArray(subjectId, records));
  const isAboutOrganization = and(eq(subjectKind, "organization"), eq(subjectId, sql`${organizations.id}::text`));
  return db
    .select({ actor: auditLog.actor, reason: auditLog.reason })
    .from(auditLog)
    .where(and(eq(auditLog.createdAt, at), or(isAboutPerson, isAboutOrganization)))
    .orderBy(desc(subjectKind), asc(auditLog.id))
    .limit(1)
    .as("change");
}

/** Every membership of a person's logins, by organization, whether or not it is in an account. */
export async function listMembershipsOf(db: Reader, userId: number, page: number): Promise<Paged<PersonMembership>> {
  const isTheirs = eq(owners.userId, userId);
  const inOrder = [asc(sql`lower(${organizations.login})`), asc(organizations.id), asc(owners.id)];
  // Limited before changes are looked up, because a bot can be in thousands of organizations.
  const cut = db
    .select({ ownerId: memberships.ownerId, organizationId: memberships.organizationId })
    .from(owners)
    .innerJoin(memberships, eq(memberships.ownerId, owners.id))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(isTheirs)
    .orderBy(...inOrder)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .as("cut");
  const change = changeOf(db, userId, memberships.activationChangedAt);
  const rows = await db
    .select({
      ownerId: owners.id,
      organizationId: organizations.id,
      organization: organizations.login,
      accountId: organizations.accountId,
      accountName: accounts.name,
      role: memberships.role,
      isActivated: memberships.isActivated,
      activationChangedAt: memberships.activationChangedAt,
      activationReason: change.reason,
      activationActor: change.actor,
      since: memberships.createdAt,
      importedAt: organizations.importedAt,
    })
    .from(cut)
    .innerJoin(
      memberships,
      and(eq(memberships.ownerId, cut.ownerId), eq(memberships.organizationId, cut.organizationId)),
    )
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .leftJoin(accounts, eq(accounts.id, organizations.accountId))
    .leftJoinLateral(change, sql`true`)
    .orderBy(...inOrder);
  const [counted] = await db
    .select({ total: count() })
    .from(owners)
    .innerJoin(memberships, eq(memberships.ownerId, owners.id))
    .where(isTheirs);
  return { rows, total: counted!.total };
}

export type PersonAccount = SeatAccount & {
  id: string;
  name: string;
  isDelinquent: boolean;
  usedSeatCount: number;
  status: PersonStatus;
  /** Since when they are activated in it; null while they are not. */
  since: Date | null;
  /**
   * The account's organizations that they are a member of, by login, with the number of their logins activated there.
   */
  organizations: { login: string; activeLogins: number }[];
};

/** Every account in whose organizations a person is a member. Accounts that count the person come first. */
export async function listAccountsOf(db: Reader, userId: number, page: number): Promise<Paged<PersonAccount>> {
  const rows = await readRows(
    db,
    {
      id: text,
      name: text,
      isActive: boolean,
      isDelinquent: boolean,
      closedAt: orNull(time),
      planSeatCount: number,
      freeSeatCount: number,
      overage: oneOf(overages),
      usedSeatCount: number,
      status: oneOf([...kinds, "not_activated"]),
      since: orNull(time),
      organizations: listOf(json<PersonAccount["organizations"][number]>()),
    },
    sql`
      select a.id, a.name, a.is_active, a.is_delinquent, a.closed_at, a.plan_seat_count, a.free_seat_count, a.overage,
        a.used_seat_count, coalesce(here.kind::text, 'not_activated') as status, here.since, theirs.organizations
      from (
        select account_id, json_agg(
          json_build_object('login', login, 'activeLogins', active_logins) order by lower(login), id
        ) as organizations
        from (
          select org.account_id, org.id, org.login, count(*) filter (where m.is_activated) as active_logins
          from owners o
          join memberships m on m.owner_id = o.id
          join organizations org on org.id = m.organization_id
          where o.user_id = ${userId} and org.account_id is not null
          group by org.id
        ) as joined
        group by account_id
      ) as theirs
      join accounts a on a.id = theirs.account_id
      left join account_users here on here.account_id = a.id and here.user_id = ${userId}
      order by here.user_id is null, lower(a.name), a.id
      limit ${pageSize} offset ${(page - 1) * pageSize}`,
  );
  const [counted] = await db
    .select({ total: countDistinct(organizations.accountId) })
    .from(owners)
    .innerJoin(memberships, eq(memberships.ownerId, owners.id))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(owners.userId, userId));
  return { rows, total: counted!.total };
}
