import { sql } from "drizzle-orm";
import { endMemberships } from "../former-memberships";
import { updatePeople } from "../people-facts";
import { updateLedger } from "../seats";
import { leavers } from "./compare-members";
import { affectedPeople, noteEffects, type RosterRun } from "./roster-run";

/** Ends and changes memberships as the rosters say, and counts these accounts again. Nothing here takes a seat. */
export async function writeFacts(run: RosterRun, accountIds: readonly string[]): Promise<void> {
  await deleteLeavers(run);
  await deactivateMembers(run);
  await endWaiting(run);
  await updateRoles(run);
  await updateLastSeen(run);

  const changed = sql`select user_id from changed_people union ${affectedPeople("removed", "deactivated")}`;
  await updatePeople(run.tx, changed);
  await updateLedger(run.tx, accountIds, changed);
}

/** Leaving ends a membership and its activation. */
async function deleteLeavers({ tx }: RosterRun): Promise<void> {
  await tx.execute(sql`
    with ${endMemberships(leavers(sql`m.organization_id in (select organization_id from roster_organizations)`))}
    insert into roster_effects (organization_id, owner_id, kind)
    select organization_id, owner_id, 'removed' from gone`);
}

/** A source that says "not activated" ends the activation. */
function deactivateMembers(run: RosterRun): Promise<void> {
  return noteEffects(
    run,
    "deactivated",
    sql`
      update memberships m set is_activated = false, activation_changed_at = now()
      from roster_memberships said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
        and said.is_activated = false and m.is_activated`,
  );
}

/** It also ends the waiting for a seat. */
function endWaiting(run: RosterRun): Promise<void> {
  return noteEffects(
    run,
    "waitingEnded",
    sql`
      update memberships m set waiting_since = null
      from roster_memberships said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
        and said.is_activated = false and m.waiting_since is not null`,
  );
}

function updateRoles(run: RosterRun): Promise<void> {
  return noteEffects(
    run,
    "rolesChanged",
    sql`
      update memberships m set role = said.role
      from (
        select organization_id, owner_id, min(role) as role from roster_memberships group by organization_id, owner_id
      ) as said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id and said.role <> m.role`,
    sql`m.role::text`,
  );
}

/** The latest date counts, no matter which import brings it. */
function updateLastSeen(run: RosterRun): Promise<void> {
  return noteEffects(
    run,
    "lastSeenUpdated",
    sql`
      update memberships m set last_seen_at = said.last_seen_at
      from (
        select organization_id, owner_id, max(last_seen_at) as last_seen_at
        from roster_memberships group by organization_id, owner_id
      ) as said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
        and said.last_seen_at > coalesce(m.last_seen_at, '-infinity')`,
  );
}
