import { type SQL, sql } from "drizzle-orm";
import type { UndoListing } from "@/domain/input/undo";
import { type Paged, pageSize } from "@/domain/listings";
import { type Kind, kinds } from "@/domain/seats";
import {
  alreadyUndone,
  type ChangeInWords,
  type EndedChange,
  type NotRestored,
  type Restoration,
  restorations,
} from "@/domain/undo";
import { currentChange } from "../current-change";
import { conflictOn } from "../errors";
import type { Reader, Tx } from "../executor";
import { boolean, json, listOf, number, oneOf, orNull, readRow, readRows, text } from "../rows";
import { undoneChanges } from "../schema/audit-log";
import { type ActivationScope, inScope, scoped } from "./activation-scope";
import { listLogins } from "./people";

/** Stores which activations this transaction is about to end, and since when they and their people were there. */
export async function insertEndedActivations(tx: Tx, scope: ActivationScope): Promise<void> {
  await tx.execute(sql`
    insert into ended_activations
      (change_id, account_id, organization_id, owner_id, user_id, since, in_account_since)
    select ${currentChange}, org.account_id, m.organization_id, m.owner_id, o.user_id, m.activation_changed_at, here.since
    from ${scoped}
    left join account_users here on here.account_id = org.account_id and here.user_id = o.user_id
    where ${inScope(scope)} and m.is_activated
    order by m.organization_id, m.owner_id`);
}

/** Activates these people again as that change found them. Changes made before the times were kept restore none. */
export async function restoreMemberships(
  tx: Tx,
  scope: ActivationScope & { endedBy: string },
  userIds: readonly number[],
): Promise<void> {
  await tx.execute(sql`
    update memberships m
    set is_activated = true, waiting_since = null,
      activation_changed_at = case when ended.in_account_since is null then now() else ended.since end
    from owners o, organizations org, ended_activations ended
    where o.id = m.owner_id and org.id = m.organization_id and ${inScope({ ...scope, userIds })}
      and ended.change_id = ${scope.endedBy} and ended.organization_id = m.organization_id and ended.owner_id = m.owner_id`);
}

/** People who came back to the account in this transaction have been in it since then. The ledger is updated first. */
export async function restoreSince(tx: Tx, accountId: string, changeId: string): Promise<void> {
  await tx.execute(sql`
    update account_users here
    set since = ended.since
    from (
      select user_id, min(in_account_since) as since
      from ended_activations
      where change_id = ${changeId} and account_id = ${accountId} and in_account_since is not null
      group by user_id
    ) as ended
    where here.account_id = ${accountId} and here.user_id = ended.user_id and here.since = now()`);
}

/** Records that this transaction undoes that change. */
export async function insertUndoneChange(tx: Tx, changeId: string): Promise<void> {
  await tx
    .insert(undoneChanges)
    .values({ changeId, undoneByChangeId: currentChange })
    .catch(conflictOn("undone_changes_pkey", alreadyUndone));
}

/** A change that ended activations in this account; undefined if it ended none. */
export async function findEndedChange(
  db: Reader,
  accountId: string,
  changeId: string,
): Promise<EndedChange | undefined> {
  const found = await readRow(
    db,
    {
      people: number,
      activations: number,
      told: orNull(json<ChangeInWords>()),
      undoneBy: orNull(json<NonNullable<EndedChange["undoneBy"]>>()),
    },
    sql`
      select count(distinct user_id) as people, count(*) as activations, (${toldOf(sql`${changeId}::uuid`)}) as told, (
        select json_build_object('changeId', undone_by_change_id, 'told', (${toldOf(sql`undone_by_change_id`)}))
        from undone_changes where change_id = ${changeId}
      ) as undone_by
      from ended_activations
      where change_id = ${changeId} and account_id = ${accountId}`,
  );
  return found.activations === 0 ? undefined : { changeId, ...found };
}

function toldOf(changeId: SQL): SQL {
  return sql`
    select json_build_object('at', created_at, 'actor', actor, 'reason', reason,
      'usedBefore', (before ->> 'usedSeats')::int, 'usedAfter', (after ->> 'usedSeats')::int)
    from audit_log where change_id = ${changeId} order by id limit 1`;
}

/** Each activation that the change ended, with what undoing comes to. If a later change decided on one, it stays as it is (S8). */
function ended(accountId: string, changeId: string): SQL {
  return sql`
    select e.organization_id, e.owner_id, org.login, coalesce(o.user_id, e.user_id) as user_id,
      o.user_id <> e.user_id as is_anothers,
      case
        when o.id is null then 'login_gone'
        when m.owner_id is null then 'left'
        when org.account_id is null then 'detached'
        when org.account_id <> e.account_id then 'moved'
        when m.is_activated then 'already_active'
        when m.activation_changed_at is distinct from e.at then 'changed_since'
        else 'restored'
      end as restoration
    from ended_activations e
    left join owners o on o.id = e.owner_id
    left join organizations org on org.id = e.organization_id
    left join memberships m on m.organization_id = e.organization_id and m.owner_id = e.owner_id
    where e.change_id = ${changeId} and e.account_id = ${accountId}`;
}

export type Restorations = {
  activations: Partial<Record<Restoration, number>>;
  /** Differs as soon as other activations, or other people's, come back. */
  set: string;
  /** The people whose activations come back. */
  userIds: number[];
};

export async function countRestorations(db: Reader, accountId: string, changeId: string): Promise<Restorations> {
  const rows = await readRows(
    db,
    { restoration: oneOf(restorations), activations: number, userIds: listOf(number), set: text },
    sql`
      select restoration, count(*) as activations, array_agg(distinct user_id) as user_ids,
        md5(string_agg(
          concat_ws(' ', organization_id, owner_id, user_id), ',' order by organization_id, owner_id
        )) as set
      from (${ended(accountId, changeId)}) as ended
      group by restoration`,
  );
  const activations = Object.fromEntries(rows.map((row) => [row.restoration, row.activations]));
  const restored = rows.find(({ restoration }) => restoration === "restored");
  return { activations, set: restored?.set ?? "", userIds: restored?.userIds ?? [] };
}

export type EndedPerson = {
  id: number;
  name: string;
  kind: Kind;
  logins: string[];
  /** The organizations in which their activation comes back, and those in which it does not. */
  restored: string[];
  notRestored: { organization: string; why: NotRestored }[];
  isSeated: boolean;
  /** One of their logins belonged to another person when the change ended its activation. */
  hasAnothers: boolean;
};

const isShown: Record<UndoListing["show"], SQL> = {
  all: sql`true`,
  restored: sql`restored is not null`,
  not_restored: sql`not_restored is not null`,
};

/** The people whose activations the change ended, by name. */
export async function listEndedPeople(
  db: Reader,
  accountId: string,
  changeId: string,
  { show, page }: UndoListing,
): Promise<Paged<EndedPerson>> {
  const people = sql`(
    select user_id,
      array_agg(distinct login) filter (where restoration = 'restored') as restored,
      jsonb_agg(distinct jsonb_build_object('organization', login, 'why', restoration))
        filter (where restoration <> 'restored') as not_restored,
      coalesce(bool_or(is_anothers), false) as has_anothers
    from (${ended(accountId, changeId)}) as ended
    group by user_id
  ) as person`;
  const rows = await readRows(
    db,
    {
      id: number,
      name: text,
      kind: oneOf(kinds),
      restored: listOf(text),
      notRestored: listOf(json<EndedPerson["notRestored"][number]>()),
      isSeated: boolean,
      hasAnothers: boolean,
    },
    sql`
      select u.id, u.name, u.kind, coalesce(restored, '{}') as restored, coalesce(not_restored, '[]') as not_restored,
        here.user_id is not null as is_seated, has_anothers
      from ${people}
      join users u on u.id = person.user_id
      left join account_users here on here.account_id = ${accountId} and here.user_id = person.user_id
      where ${isShown[show]}
      order by lower(u.name), u.id
      limit ${pageSize} offset ${(page - 1) * pageSize}`,
  );
  const { total } = await readRow(
    db,
    { total: number },
    sql`select count(*) as total from ${people} where ${isShown[show]}`,
  );
  const logins = await listLogins(
    db,
    rows.map(({ id }) => id),
  );
  return { rows: rows.map((row) => ({ ...row, logins: logins.get(row.id) ?? [] })), total };
}
