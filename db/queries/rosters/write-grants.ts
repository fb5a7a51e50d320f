import { sql } from "drizzle-orm";
import type { Activate } from "@/domain/imports";
import type { ChangedMembership } from "../activations";
import { idArray, updateLedger } from "../seats";
import { affectedPeople, noteEffects, type RosterRun } from "./roster-run";

/** Adds new members and activates members as the rosters say, as one set, and counts these accounts again. */
export async function writeGrants(run: RosterRun, activate: Activate, accountIds: readonly string[]): Promise<void> {
  await activateMembers(run, activate);
  await insertMembers(run, activate);
  await updateLedger(run.tx, accountIds, affectedPeople("added", "activated"));
}

/** What the rosters say of each membership, and whether it is to be activated. The call decides where they do not say. */
const said = (activate: Activate) => sql`(
  select
    organization_id, owner_id, min(role) as role, max(last_seen_at) as last_seen_at,
    coalesce(bool_and(is_activated), ${activate} = 'all') as is_activated,
    bool_and(is_activated) is null as is_blank
  from roster_memberships
  group by organization_id, owner_id
) as said`;

function activateMembers(run: RosterRun, activate: Activate): Promise<void> {
  return noteEffects(
    run,
    "activated",
    sql`
      update memberships m set is_activated = true, activation_changed_at = now(), waiting_since = null
      from ${said(activate)}
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
        and said.is_activated and not m.is_activated`,
  );
}

/** A new member whom nothing activates waits for a seat if the account auto-activates new members. */
async function insertMembers({ tx }: RosterRun, activate: Activate): Promise<void> {
  await tx.execute(sql`
    with made as (
      insert into memberships
        (organization_id, owner_id, role, is_activated, activation_changed_at, last_seen_at, waiting_since)
      select said.organization_id, said.owner_id, coalesce(said.role, 'member'), said.is_activated,
        case when said.is_activated then now() end, said.last_seen_at,
        case when said.is_blank and not said.is_activated and a.id is not null then now() end
      from ${said(activate)}
      join organizations org on org.id = said.organization_id
      left join accounts a
        on a.id = org.account_id and a.is_auto_activating and a.is_active and a.closed_at is null
      order by said.organization_id, said.owner_id
      on conflict do nothing
      returning organization_id, owner_id, role, is_activated
    )
    insert into roster_effects (organization_id, owner_id, kind, detail)
    select organization_id, owner_id, 'added', role::text from made
    union all
    select organization_id, owner_id, 'activated', null from made where is_activated`);
}

/** Notes the waiting members who got a seat that was left. */
export async function noteAutoActivated({ tx }: RosterRun, changed: readonly ChangedMembership[]): Promise<void> {
  await tx.execute(sql`
    insert into roster_effects (organization_id, owner_id, kind)
    select *, 'autoActivated' from unnest(
      ${idArray(changed.map(({ organizationId }) => organizationId))}, ${idArray(changed.map(({ ownerId }) => ownerId))}
    )`);
}
