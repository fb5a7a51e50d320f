import { sql } from "drizzle-orm";
import { number, readRow } from "../../rows";
import type { RosterRun } from "./roster-run";

/** Members whom neither a row nor a step activated or deactivated. Waiting members are counted with their account. */
export async function countNotActivated({ tx }: RosterRun): Promise<number> {
  const { members } = await readRow(
    tx,
    { members: number },
    sql`
      select count(*) as members
      from (
        select organization_id, owner_id from roster_memberships
        group by organization_id, owner_id
        having bool_and(is_activated) is null
      ) as said
      join memberships m on m.organization_id = said.organization_id and m.owner_id = said.owner_id
      where not m.is_activated and m.waiting_since is null`,
  );
  return members;
}
