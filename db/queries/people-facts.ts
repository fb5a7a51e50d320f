import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../executor";

/** Makes people follow their owners: the marks (S4), and the name they are shown by. */
export async function updatePeople(tx: Tx, people: SQL): Promise<void> {
  await tx.execute(sql`
    update users u set is_student = f.is_student, is_bot = f.is_bot, name = f.name
    from (
      select
        o.user_id, bool_or(o.is_student) as is_student, bool_and(o.is_bot) as is_bot,
        coalesce(
          (array_agg(o.name order by o.id) filter (where o.name is not null))[1],
          (array_agg(o.login order by o.id) filter (where o.login is not null))[1],
          (
            select 'formerly ' || f.login || ' (id ' || formerly.service_id || ')'
            from owners formerly join former_logins f on f.owner_id = formerly.id
            where formerly.user_id = o.user_id
            order by f.until desc, f.id desc
            limit 1
          ),
          'id ' || min(o.service_id)
        ) as name
      from owners o
      where o.user_id in (${people})
      group by o.user_id
    ) as f
    where u.id = f.user_id and (u.is_student, u.is_bot, u.name) is distinct from (f.is_student, f.is_bot, f.name)`);
}
