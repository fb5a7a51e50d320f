import { sql } from "drizzle-orm";
import type { Tx } from "../executor";

/** The members whom the sample world's imports added and activated: each organization has had one roster. */
export async function insertImportedPeople(tx: Tx): Promise<void> {
  await tx.execute(sql`
    insert into import_people (import_id, organization, kind, login, detail)
    select i.id, brought ->> 'login', did.kind::imported_kind, o.login, did.detail
    from imports i
    cross join lateral jsonb_array_elements(i.result -> 'organizations') as brought
    join memberships m on m.organization_id = (brought ->> 'organizationId')::bigint
    join owners o on o.id = m.owner_id
    cross join lateral (
      values ('added', m.role::text, true), ('activated', null, m.is_activated)
    ) as did (kind, detail, is_done)
    where did.is_done
    order by i.id, brought ->> 'login', did.kind::imported_kind, lower(o.login)`);
}
