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
  type Undo,
} from "@/domain/undo";
import { currentChange } from "../current-change";
import { conflictOn } from "../errors";
import type { Reader, Tx } from "../executor";
import { boolean, json, listOf, number, oneOf, orNull, readRow, readRows, text } from "../rows";
import { undoneChanges } from "../schema/audit-log";
import { listLogins } from "./people";
import { idArray } from "./seats";

/** Stores which activations of these people this transaction is about to end in the account. */
export async function insertEndedActivations(tx: Tx, accountId: string, userIds: readonly number[]): Promise<void> {
  await tx.execute(sql`
    insert into ended_activations (change_id, account_id, organization_id, owner_id, user_id)
    select ${currentChange}, org.account_id, m.organization_id, m.owner_id, o.user_id
    from owners o
    join memberships m on m.owner_id = o.id and m.is_activated
    join organizations org on org.id = m.organization_id
    where o.user_id = any(${idArray(userIds)}) and org.account_id = ${accountId}
    order by m.organization_id, m.owner_id`);
}

/** Records that this transaction undoes that change. */
export async function insertUndoneChange(tx: Tx, changeId: string): Promise<void> {
  await tx
    .insert(undoneChanges)
    .values({ changeId, undoneByChangeId: currentChange })
    .catch(conflictOn("undone_changes_pkey", alreadyUndone));
}

/** The changes of these entries that can be undone or have been undone. */
export async function listUndos(db: Reader, entries: readonly { changeId: string }[]): Promise<Map<string, Undo>> {
  const changeIds = [...new Set(entries.map(({ changeId }) => changeId))];
  const query = sql`
    select named.id as change_id, ended.account_id, undone.undone_by_change_id
    from unnest(${sql.param(changeIds)}::uuid[]) as named (id)
    join lateral (select account_id from ended_activations where change_id = named.id limit 1) as ended on true
    left join undone_changes undone on undone.change_id = named.id`;
  const rows = await readRows(db, { changeId: text, accountId: text, undoneByChangeId: orNull(text) }, query);
  return new Map(rows.map(({ changeId, ...undo }) => [changeId, undo]));
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
