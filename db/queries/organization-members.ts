import { and, asc, count, eq, inArray, not, or, type SQL } from "drizzle-orm";
import type { OrganizationPage } from "@/domain/input/organization";
import { type Paged, pageSize } from "@/domain/listings";
import type { MembershipRole } from "@/domain/memberships";
import { loginInWords } from "@/domain/people";
import type { Reader } from "../executor";
import { holds } from "../patterns";
import { memberships } from "../schema/memberships";
import { owners, users } from "../schema/people";

/** A login of an organization, and whose it is. */
export type OrganizationMember = {
  ownerId: number;
  userId: number;
  person: string;
  login: string;
  role: MembershipRole;
  isActivated: boolean;
  lastSeenAt: Date | null;
};

type Filters = Pick<OrganizationPage, "q" | "activated">;

const inState: Record<Filters["activated"], SQL | undefined> = {
  all: undefined,
  activated: eq(memberships.isActivated, true),
  not_activated: not(memberships.isActivated),
};

function matching(organizationId: number, { q, activated }: Filters): SQL | undefined {
  return and(
    eq(memberships.organizationId, organizationId),
    inState[activated],
    q ? or(holds(users.name, q), holds(owners.login, q)) : undefined,
  );
}

/** By name of the person, then by login. */
function listRows(db: Reader, matches: SQL | undefined, part: { limit: number; offset: number }) {
  return db
    .select({
      ownerId: owners.id,
      userId: users.id,
      person: users.name,
      login: owners.login,
      serviceId: owners.serviceId,
      role: memberships.role,
      isActivated: memberships.isActivated,
      lastSeenAt: memberships.lastSeenAt,
    })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(users, eq(users.id, owners.userId))
    .where(matches)
    .orderBy(asc(users.nameKey), asc(owners.id))
    .limit(part.limit)
    .offset(part.offset);
}

type Row = Awaited<ReturnType<typeof listRows>>[number];

function memberOf({ login, serviceId, ...member }: Row): OrganizationMember {
  return { ...member, login: loginInWords({ login, serviceId, formerLogin: null }) };
}

export async function listOrganizationMembers(
  db: Reader,
  organizationId: number,
  { page, ...filters }: Filters & { page: number },
): Promise<Paged<OrganizationMember>> {
  const matches = matching(organizationId, filters);
  const rows = await listRows(db, matches, { limit: pageSize, offset: (page - 1) * pageSize });
  const [counted] = await db
    .select({ total: count() })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(users, eq(users.id, owners.userId))
    .where(matches);
  return { rows: rows.map(memberOf), total: counted!.total };
}

const batchSize = 1000;

/** Every member that the filters find, as a download reads them. */
export async function* listOrganizationMemberBatches(
  db: Reader,
  organizationId: number,
  filters: Filters,
): AsyncGenerator<OrganizationMember[]> {
  const ids = await db
    .select({ id: owners.id })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(users, eq(users.id, owners.userId))
    .where(matching(organizationId, filters))
    .orderBy(asc(users.nameKey), asc(owners.id));
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize).map(({ id }) => id);
    const matches = and(eq(memberships.organizationId, organizationId), inArray(owners.id, batch));
    yield (await listRows(db, matches, { limit: batchSize, offset: 0 })).map(memberOf);
  }
}
