import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import { idArray } from "./seats";

/** Keeps which activations of these people the change of this transaction is about to end in the account. */
export async function insertEndedActivations(tx: Tx, accountId: string, userIds: readonly number[]): Promise<void> {
  await tx.execute(sql`
    insert into ended_activations (change_id, account_id, organization_id, owner_id, user_id)
    select current_setting('console.change_id')::uuid, org.account_id, m.organization_id, m.owner_id, o.user_id
    from owners o
    join memberships m on m.owner_id = o.id and m.is_activated
    join organizations org on org.id = m.organization_id
    where o.user_id = any(${idArray(userIds)}) and org.account_id = ${accountId}
    order by m.organization_id, m.owner_id`);
}
