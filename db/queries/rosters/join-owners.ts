import { sql } from "drizzle-orm";
import type { JoinedOwner } from "@/domain/imports";
import { listOf, number, readRows, text, writeRows } from "../../rows";
import { idArray } from "../seats";
import type { RosterRun } from "./roster-run";

/** A stored owner that turned out to be another one, and the people of both. */
type Joined = Omit<JoinedOwner, "isPersonGone"> & { ownerId: number };

/**
 * Joins stored owners that turned out to be one: `joined_id` goes, `owner_id` stays. A person left without a login
 * becomes the other person.
 */
export async function joinOwners(run: RosterRun): Promise<JoinedOwner[]> {
  const joined = await listJoined(run);
  if (joined.length === 0) return [];

  await noteChanged(run);
  await uniteMemberships(run);
  await moveHistory(run);
  await moveEvidence(run);
  await repointRejectedJoins(run);
  await uniteOwners(run);
  const gone = new Set(await mergePeople(run, joined));
  await rememberFormerPeople(run, joined);
  return joined.map(({ ownerId: _, ...owner }) => ({ ...owner, isPersonGone: gone.has(owner.userId) }));
}

/** What the owner that stays was called before. */
const previousName = sql`coalesce(a.login, 'id ' || a.service_id)`;

function listJoined({ tx }: RosterRun): Promise<Joined[]> {
  return readRows(
    tx,
    { ownerId: number, login: text, intoLogin: text, userId: number, intoUserId: number, accountIds: listOf(text) },
    sql`
      select a.id as owner_id, b.login, ${previousName} as into_login,
        b.user_id, a.user_id as into_user_id,
        array(
          select distinct org.account_id
          from memberships m join organizations org on org.id = m.organization_id
          where m.owner_id in (a.id, b.id) and org.account_id is not null
          order by org.account_id
        ) as account_ids
      from roster_owners r
      join owners a on a.id = r.owner_id
      join owners b on b.id = r.joined_id
      order by r.n`,
  );
}

async function noteChanged({ tx }: RosterRun): Promise<void> {
  await tx.execute(sql`insert into changed_owners select owner_id from roster_owners where joined_id is not null`);
  await tx.execute(sql`
    insert into roster_effects (owner_id, kind, login, detail)
    select r.owner_id, 'joined', b.login, ${previousName}
    from roster_owners r
    join owners a on a.id = r.owner_id
    join owners b on b.id = r.joined_id`);
  await tx.execute(sql`
    insert into changed_people
    select o.user_id from roster_owners r join owners o on o.id in (r.owner_id, r.joined_id)
    where r.joined_id is not null`);
}

/** Activated wins, admin wins. */
async function uniteMemberships({ tx }: RosterRun): Promise<void> {
  await tx.execute(sql`
    insert into memberships as m
      (organization_id, owner_id, role, is_activated, activation_changed_at, waiting_since, last_seen_at, created_at)
    select b.organization_id, r.owner_id, b.role, b.is_activated, b.activation_changed_at, b.waiting_since,
      b.last_seen_at, b.created_at
    from roster_owners r join memberships b on b.owner_id = r.joined_id
    order by b.organization_id, r.owner_id
    on conflict (organization_id, owner_id) do update set
      role = least(m.role, excluded.role),
      is_activated = m.is_activated or excluded.is_activated,
      activation_changed_at = case
        when m.is_activated = excluded.is_activated then least(m.activation_changed_at, excluded.activation_changed_at)
        when m.is_activated then m.activation_changed_at
        else excluded.activation_changed_at
      end,
      waiting_since = case
        when not m.is_activated and not excluded.is_activated then least(m.waiting_since, excluded.waiting_since)
      end,
      last_seen_at = greatest(m.last_seen_at, excluded.last_seen_at),
      created_at = least(m.created_at, excluded.created_at)`);
  await tx.execute(sql`delete from memberships m using roster_owners r where m.owner_id = r.joined_id`);
}

async function moveHistory({ tx }: RosterRun): Promise<void> {
  await tx.execute(
    sql`update former_logins f set owner_id = r.owner_id from roster_owners r where f.owner_id = r.joined_id`,
  );
  await tx.execute(
    sql`update former_memberships f set owner_id = r.owner_id from roster_owners r where f.owner_id = r.joined_id`,
  );
}

async function moveEvidence({ tx }: RosterRun): Promise<void> {
  await tx.execute(sql`
    insert into evidence (owner_id, kind, value, source, organization_id, said_at)
    select r.owner_id, e.kind, e.value, e.source, e.organization_id, e.said_at
    from roster_owners r join evidence e on e.owner_id = r.joined_id
    order by r.owner_id, e.kind, e.key
    on conflict do nothing`);
}

/** Logins that staff keep apart stay apart. */
async function repointRejectedJoins({ tx }: RosterRun): Promise<void> {
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

/** Of the marks of both owners, by staff or by imports, true wins. */
async function uniteOwners({ tx }: RosterRun): Promise<void> {
  const united = (mark: string) =>
    sql.raw(`case when a.${mark} or b.${mark} then true else coalesce(a.${mark}, b.${mark}) end`);
  await tx.execute(sql`
    with gone as (
      delete from owners b using roster_owners r where b.id = r.joined_id
      returning r.owner_id, b.*
    )
    update owners a set
      name = coalesce(a.name, b.name),
      email = coalesce(a.email, b.email),
      is_student_by_staff = ${united("is_student_by_staff")},
      is_student_by_import = ${united("is_student_by_import")},
      is_bot_by_staff = ${united("is_bot_by_staff")},
      is_bot_by_import = ${united("is_bot_by_import")}
    from gone b where a.id = b.owner_id`);
}

/** Gives the people who have no login left. */
async function mergePeople({ tx }: RosterRun, joined: Joined[]): Promise<number[]> {
  const gone = await writeRows(
    tx,
    { id: number },
    sql`
      update users u set merged_into_id = j.into_user_id
      from unnest(
        ${idArray(joined.map(({ userId }) => userId))}, ${idArray(joined.map(({ intoUserId }) => intoUserId))}
      ) as j (user_id, into_user_id)
      where u.id = j.user_id and j.user_id <> j.into_user_id
        and not exists (select from owners o where o.user_id = u.id)
      returning u.id`,
  );
  return gone.map(({ id }) => id);
}

/**
 * A login remembers the person it was taken from if that person keeps other logins: the two may be one person. A login
 * that came with a merged record remembers that record instead, so that it can go back.
 */
async function rememberFormerPeople({ tx }: RosterRun, joined: Joined[]): Promise<void> {
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
