import { sql } from "drizzle-orm";
import type { NoneActivated } from "@/domain/activation";
import type { Reader } from "../executor";
import { number, readRow } from "../rows";
import { idArray } from "./seats";

/**
 * The members of these organizations, each person once, and the seats they would take in the account: seat-takers who
 * have none there yet. Undefined if someone is activated, or no one is a member. Where someone is, the members are not
 * read.
 */
export async function findNoneActivated(
  db: Reader,
  accountId: string | null,
  organizationIds: readonly number[],
): Promise<NoneActivated | undefined> {
  const here = sql`m.organization_id = any(${idArray(organizationIds)})`;
  const counts = await readRow(
    db,
    { members: number, seats: number },
    sql`
      select count(*) as members, count(*) filter (where u.kind = 'seat' and seated.user_id is null) as seats
      from (
        select distinct o.user_id from memberships m join owners o on o.id = m.owner_id
        where ${here} and not exists (select from memberships m where ${here} and m.is_activated)
      ) as member
      join users u on u.id = member.user_id
      left join account_users seated on seated.account_id = ${accountId} and seated.user_id = member.user_id`,
  );
  return counts.members > 0 ? counts : undefined;
}
