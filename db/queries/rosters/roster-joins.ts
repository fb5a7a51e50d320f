import { sql } from "drizzle-orm";
import type { Tx } from "../../executor";
import { idArray } from "../seats";

/** What was kept apart stays apart when a row of it turns out to be another: `joined_id` goes, `owner_id` stays. */
export async function repointRejectedJoins(tx: Tx): Promise<void> {
  await tx.execute(sql`
    insert into rejected_joins (one_owner_id, other_owner_id, created_at)
    select least(one_id, other_id) as one_owner_id, greatest(one_id, other_id) as other_owner_id, min(created_at)
    from (
      select coalesce(one.owner_id, r.one_owner_id) as one_id, coalesce(other.owner_id, r.other_owner_id) as other_id,
        r.created_at
      from rejected_joins r
      left join roster_owners one on one.joined_id = r.one_owner_id
      left join roster_owners other on other.joined_id = r.other_owner_id
      where one.n is not null or other.n is not null
    ) as rejected
    where one_id <> other_id
    group by 1, 2
    order by 1, 2
    on conflict do nothing`);
}

/**
 * A login that was somebody's who keeps others is remembered as theirs: it says that the two may be one person. One
 * that came with a merged record keeps that in mind instead, so that it can go back.
 */
export async function rememberFormerPeople(
  tx: Tx,
  joined: readonly { ownerId: number; userId: number }[],
): Promise<void> {
  await tx.execute(sql`
    update owners o set joined_from_user_id = was.user_id
    from unnest(
      ${idArray(joined.map(({ ownerId }) => ownerId))}, ${idArray(joined.map(({ userId }) => userId))}
    ) as was (owner_id, user_id)
    join users u on u.id = was.user_id and u.merged_into_id is null
    where o.id = was.owner_id and o.user_id <> was.user_id
      and not exists (
        select from users came_with where came_with.id = o.joined_from_user_id and came_with.merged_into_id is not null
      )`);
}
