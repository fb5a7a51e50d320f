import { sql } from "drizzle-orm";
import { asciiLowerOf } from "../../patterns";
import type { RosterRun } from "./roster-run";

/**
 * Writes what each roster says about who its members are. It replaces what the same organization said about the same
 * login in the same kind of evidence, and nothing else. A roster without such a value leaves what is stored.
 */
export async function writeEvidence({ tx }: RosterRun): Promise<void> {
  await tx.execute(sql`
    with said as materialized (
      select o.organization_id, r.owner_id, e.kind, min(e.value) as value,
        case when e.kind = 'verified_email' then ${asciiLowerOf(sql`e.value`)} else e.value end as key
      from roster_evidence e
      join roster_owners r on r.n = e.n
      join roster_organizations o on o.place = e.place
      group by o.organization_id, r.owner_id, e.kind, 5
    ),
    gone as (
      delete from evidence stored
      using (select distinct organization_id, owner_id, kind from said) as renewed
      where stored.owner_id = renewed.owner_id and stored.kind = renewed.kind
        and stored.organization_id = renewed.organization_id
        and not exists (
          select from said
          where said.owner_id = stored.owner_id and said.kind = stored.kind and said.key = stored.key
            and said.organization_id = stored.organization_id
        )
      returning stored.owner_id
    ),
    made as (
      insert into evidence (owner_id, kind, value, source, organization_id)
      select owner_id, kind, value, 'organization', organization_id from said
      order by owner_id, kind, key, organization_id
      on conflict do nothing
      returning owner_id
    )
    insert into changed_owners select owner_id from gone union select owner_id from made`);
}
