import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "../executor";
import { number, readRows } from "../rows";
import { accountIdArray } from "./seats";

/** Organizations of an account in which someone waits for a seat. */
export async function listWaitingOrganizationIds(db: Reader, accountId: string): Promise<number[]> {
  const query = sql`
    select org.id
    from organizations org
    where org.account_id = ${accountId}
      and exists (select from memberships m where m.organization_id = org.id and m.waiting_since is not null)
    order by org.id`;
  const rows = await readRows(db, { id: number }, query);
  return rows.map(({ id }) => id);
}

/** The people who wait for a seat in these accounts. */
export function waitingPeople(accountIds: readonly string[]): SQL {
  return sql`
    select o.user_id
    from organizations org
    join memberships m on m.organization_id = org.id and m.waiting_since is not null
    join owners o on o.id = m.owner_id
    where org.account_id = any(${accountIdArray(accountIds)})`;
}
