import { sql } from "drizzle-orm";
import { type EffectCounts, type EffectKind, effectKinds, type KeptMark } from "@/domain/imports";
import { boolean, number, oneOf, readRows, text, writeRows } from "../../rows";
import { namePeople } from "./name-people";
import type { RosterRun } from "./roster-run";

/** What a run did to members, by organization id, who they are, and what it left as it was. */
export type FinishedRun = { effects: Map<number, EffectCounts>; peopleDigest: string; keptMarks: KeptMark[] };

/** Notes that these rosters hold as of now. An empty one says nothing about members. */
export async function finishRosterRun(run: RosterRun): Promise<FinishedRun> {
  const { tx } = run;
  await tx.execute(sql`
    insert into roster_effects (organization_id, owner_id, kind)
    select distinct m.organization_id, m.owner_id, 'peopleUpdated'
    from roster_memberships m
    join changed_owners c on c.owner_id = m.owner_id`);
  await tx.execute(sql`
    update organizations o set imported_at = now() from roster_organizations r
    where o.id = r.organization_id and exists (select from roster_memberships m where m.organization_id = o.id)`);
  const keptMarks = await noteKeptMarks(run);
  return { effects: await countEffects(run), peopleDigest: await namePeople(run), keptMarks };
}

async function countEffects({ tx }: RosterRun): Promise<Map<number, EffectCounts>> {
  const rows = await readRows(
    tx,
    { organizationId: number, kind: oneOf<EffectKind>(effectKinds), count: number },
    sql`
      select organization_id, kind, count(*) from roster_effects
      where organization_id is not null group by organization_id, kind`,
  );
  const effects = new Map<number, EffectCounts>();
  for (const { organizationId, kind, count } of rows) {
    effects.set(organizationId, { ...effects.get(organizationId), [kind]: count });
  }
  return effects;
}

/** Where the rosters contradict a mark set by staff. The staff's mark stays. */
async function noteKeptMarks({ tx }: RosterRun): Promise<KeptMark[]> {
  return writeRows(
    tx,
    { login: text, mark: oneOf(["student", "bot"]), value: boolean },
    sql`
      with kept as (
        select o.id, coalesce(o.login, 'id ' || o.service_id) as login, said.mark, said.by_staff as value
        from roster_owners r
        join owners o on o.id = r.owner_id
        cross join lateral (
          values ('student', r.is_student, o.is_student_by_staff), ('bot', r.is_bot, o.is_bot_by_staff)
        ) as said (mark, by_roster, by_staff)
        where said.by_roster <> said.by_staff
      ),
      noted as (
        insert into roster_effects (owner_id, kind, login, detail)
        select id, 'keptMarks', login, case when value then mark else 'not a ' || mark end from kept
      )
      select login, mark, value from kept order by lower(login), mark`,
  );
}
