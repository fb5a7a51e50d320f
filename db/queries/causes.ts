import { type SQL, sql } from "drizzle-orm";
import type { Permission } from "@/domain/permissions";

/** What changed an account, by its first entry in the audit log; `others` counts the rest of its entries there. */
export type Cause = { action: Permission; actor: string; reason: string; others: number };

/** The `cause` of a change for an account, as a lateral subquery. It has no row for a change made without the console. */
export function causeOf(changeId: SQL, accountId: string): SQL {
  return sql`(
    select json_build_object(
      'action', (array_agg(action order by id))[1], 'actor', min(actor),
      'reason', (array_agg(reason order by id))[1], 'others', count(*) - 1
    ) as cause
    from audit_log
    where change_id = ${changeId} and account_id = ${accountId}
    having count(*) > 0
  )`;
}
