import { sql } from "drizzle-orm";
import type { JoinAccount, JoinPerson } from "@/domain/joins";
import type { Reader, Tx } from "../executor";
import { number, readRows, writeRow } from "../rows";
import { listJoinAccounts, listJoinPeople, recordsMergedInto } from "./joins";
import { idArray } from "./seats";

/** The merged record with which a login came to its person, and all logins that came with that record. */
export type Origin = { recordId: number | undefined; loginIds: number[] };

export type SplitFacts = { person: JoinPerson; origin: Origin; accounts: JoinAccount[] };

/** Undefined if the login does not belong to this person. */
export async function findSplitFacts(db: Reader, userId: number, ownerId: number): Promise<SplitFacts | undefined> {
  const person = (await listJoinPeople(db, [userId])).get(userId);
  if (!person?.logins.some(({ id }) => id === ownerId)) return undefined;
  return {
    person,
    origin: await findOrigin(db, userId, ownerId),
    accounts: await listJoinAccounts(db, [userId]),
  };
}

/** A login that came with a merged record goes back to it, with the record's other logins. Otherwise it goes alone. */
async function findOrigin(db: Reader, userId: number, ownerId: number): Promise<Origin> {
  const query = sql`
    with recursive came as (
      select o.id as owner_id, u.id as record_id, u.merged_into_id
      from owners o join users u on u.id = o.joined_from_user_id
      where o.user_id = ${userId}
      union all
      select came.owner_id, u.id, u.merged_into_id
      from came join users u on u.id = came.merged_into_id
      where came.merged_into_id <> ${userId}
    )
    select owner_id, record_id from came where merged_into_id = ${userId} order by owner_id`;
  const rows = await readRows(db, { ownerId: number, recordId: number }, query);
  const recordId = rows.find((row) => row.ownerId === ownerId)?.recordId;
  if (recordId === undefined) return { recordId, loginIds: [ownerId] };
  return { recordId, loginIds: rows.filter((row) => row.recordId === recordId).map((row) => row.ownerId) };
}

/**
 * Takes logins from a person and gives them to the record they came with, or to a new person. Returns the id of that
 * person.
 */
export async function splitLogins(tx: Tx, userId: number, { recordId, loginIds }: Origin): Promise<number> {
  const intoId = recordId ?? (await insertUser(tx, userId));
  await tx.execute(sql`update users set merged_into_id = null where id = ${intoId}`);
  await tx.execute(sql`
    update owners set
      joined_from_user_id = case
        when joined_from_user_id in (${recordsMergedInto(intoId)}) then joined_from_user_id else ${userId}
      end,
      user_id = ${intoId}
    where id = any(${idArray(loginIds)})`);
  return intoId;
}

/** Named after the old person until `followLogins` names them after their login. */
async function insertUser(tx: Tx, userId: number): Promise<number> {
  const made = await writeRow(
    tx,
    { id: number },
    sql`insert into users (name) select name from users where id = ${userId} returning id`,
  );
  return made.id;
}
