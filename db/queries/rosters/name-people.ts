import { type SQL, sql } from "drizzle-orm";
import {
  firstPeople,
  type ImportedPerson,
  mostPeopleKept,
  type PeopleChoice,
  peopleKinds,
} from "@/domain/import-people";
import type { Tx } from "../../executor";
import { oneOf, orNull, readRow, readRows, text, writeRows } from "../../rows";
import type { RosterRun } from "./roster-run";

const columns = { organization: orNull(text), kind: oneOf(peopleKinds), login: text, detail: orNull(text) };

/**
 * Puts the people behind each number of a run into `roster_people`, by names: ids of new rows are others each time.
 * Gives a digest of them, in which their order does not count.
 */
export async function namePeople({ tx }: RosterRun): Promise<string> {
  await tx.execute(sql`
    create temp table roster_people on commit drop as
    select org.login as organization,
      case e.kind when 'autoActivated' then 'activated' else e.kind end::imported_kind as kind,
      coalesce(e.login, o.login, 'id ' || o.service_id) as login,
      case e.kind when 'autoActivated' then 'automatically' else e.detail end as detail
    from roster_effects e
    left join organizations org on org.id = e.organization_id
    left join owners o on o.id = e.owner_id`);
  const { digest } = await readRow(
    tx,
    { digest: text },
    sql`
      select coalesce(sum(hashtextextended((organization, kind, login, detail)::text, 0)), 0)::text as digest
      from roster_people`,
  );
  return digest;
}

const inOrder = sql`organization, kind, lower(login), login, detail`;

/** The first people of each list, as many as a waiting import keeps: of every list the same number. */
export function listFirstPeople(tx: Tx): Promise<ImportedPerson[]> {
  return readRows(
    tx,
    columns,
    sql`
      select organization, kind, login, detail
      from (
        select *, row_number() over (partition by organization, kind order by lower(login), login, detail) as place
        from roster_people
        order by place
        limit ${mostPeopleKept}
      ) as first
      where place <= ${firstPeople}
      order by ${inOrder}`,
  );
}

const batchSize = 5_000;

/** Everyone behind the numbers of a run, or behind one of them. */
export async function* listPeopleBatches(tx: Tx, choice: PeopleChoice | undefined): AsyncGenerator<ImportedPerson[]> {
  await tx.execute(sql`
    declare named_people no scroll cursor for
    select organization, kind, login, detail from roster_people
    where ${isChosen(choice)}
    order by ${inOrder}`);
  let batch: ImportedPerson[];
  do {
    batch = await writeRows(tx, columns, sql`fetch ${sql.raw(String(batchSize))} from named_people`);
    yield batch;
  } while (batch.length === batchSize);
}

function isChosen(choice: PeopleChoice | undefined): SQL {
  if (!choice) return sql`true`;
  const ofKind = sql`kind = ${choice.show}`;
  return choice.organization === undefined ? ofKind : sql`${ofKind} and organization = ${choice.organization}`;
}

/** Keeps everyone behind the numbers of a run with its import. */
export async function insertPeopleOfRun(tx: Tx, importId: number): Promise<void> {
  await tx.execute(sql`
    insert into import_people (import_id, organization, kind, login, detail)
    select ${importId}, organization, kind, login, detail from roster_people order by ${inOrder}`);
}
