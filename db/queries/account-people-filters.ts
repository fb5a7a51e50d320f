import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { AccountPeopleListing } from "@/domain/input/listings";
import type { PersonStatus } from "@/domain/people";
import type { Reader } from "../executor";
import { users } from "../schema/people";
import { accountUsers } from "../schema/seats";
import { isCalled } from "./people";

export type AccountPeopleFilters = Pick<AccountPeopleListing, "q" | "organization" | "status" | "overlap">;

export const personStatus = sql<PersonStatus>`coalesce(${accountUsers.kind}::text, 'not_activated')`;

/** People whom auto-activation left out, in an organization of the account. */
export function isWaitingIn(accountId: string): SQL<boolean> {
  return sql<boolean>`exists (
    select from owners o
    join memberships m on m.owner_id = o.id and m.waiting_since is not null
    join organizations org on org.id = m.organization_id
    where o.user_id = ${users.id} and org.account_id = ${accountId}
  )`;
}

const withStatus: Record<Exclude<AccountPeopleFilters["status"], "waiting">, SQL | undefined> = {
  all: undefined,
  seat: eq(accountUsers.kind, "seat"),
  student: eq(accountUsers.kind, "student"),
  bot: eq(accountUsers.kind, "bot"),
  not_activated: isNull(accountUsers.userId),
};

/** Only seat-takers overlap. */
const isOverlapping = and(eq(accountUsers.kind, "seat"), gt(accountUsers.organizationCount, 1));

export function isAccountUser(accountId: string): SQL | undefined {
  return and(eq(accountUsers.accountId, accountId), eq(accountUsers.userId, users.id));
}

/** A condition on members, joined with their users and with the ledger's row if there is one. */
export function matchesFilters(
  db: Reader,
  accountId: string,
  { q, status, overlap }: AccountPeopleFilters,
): SQL | undefined {
  return and(
    q ? isCalled(db, q) : undefined,
    status === "waiting" ? isWaitingIn(accountId) : withStatus[status],
    overlap === "overlapping" ? isOverlapping : undefined,
  );
}
