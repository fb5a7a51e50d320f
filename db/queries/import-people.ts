import { and, asc, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import { daysPeopleKept, type ImportedPerson, type PeopleChoice } from "@/domain/import-people";
import { pageSize } from "@/domain/listings";
import type { Reader, Tx } from "../executor";
import { importPeople, imports } from "../schema/imports";
import { owners } from "../schema/people";

const { importId: ofImport, place, organization, kind, login, detail } = importPeople;
const columns = { organization, kind, login, detail };

/** The list behind a number, or everyone an import names. */
type Chosen = { importId: number; choice?: PeopleChoice };

function isChosen({ importId, choice }: Chosen): SQL | undefined {
  return and(
    eq(ofImport, importId),
    choice && eq(kind, choice.show),
    choice?.organization === undefined ? undefined : eq(organization, choice.organization),
  );
}

/** An index has this order, so a page costs what it shows. */
const inOrder = [asc(organization), asc(place)];

export type ListedPerson = ImportedPerson & {
  place: number;
  /** Whose login it is now, if anyone's. */
  userId: number | null;
};

/** One page of the list behind a number. Its length is the number. */
export function listImportPeople(
  db: Reader,
  importId: number,
  choice: PeopleChoice,
  page: number,
): Promise<ListedPerson[]> {
  const listed = db
    .select({ ...columns, place })
    .from(importPeople)
    .where(isChosen({ importId, choice }))
    .orderBy(...inOrder)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .as("listed");
  // Rosters are of GitHub alone. After a renaming the new login leads to the person.
  const current = choice.show === "renamed" ? sql`coalesce(${listed.detail}, ${listed.login})` : listed.login;
  return db
    .select({
      organization: listed.organization,
      kind: listed.kind,
      login: listed.login,
      detail: listed.detail,
      place: listed.place,
      userId: owners.userId,
    })
    .from(listed)
    .leftJoin(owners, sql`${owners.service} = 'github' and lower(${owners.login}) = lower(${current})`)
    .orderBy(asc(listed.organization), asc(listed.place));
}

const batchSize = 1_000;

/** The same list whole, or everyone, in the order in which they were named: by organization, kind and login. */
export async function* listImportPeopleBatches(db: Reader, chosen: Chosen): AsyncGenerator<ImportedPerson[]> {
  let last: { organization: string | null; place: number } | undefined;
  do {
    const batch = await db
      .select({ ...columns, place })
      .from(importPeople)
      .where(and(isChosen(chosen), last && isAfter(last, chosen)))
      .orderBy(...(chosen.choice ? inOrder : [asc(place)]))
      .limit(batchSize);
    yield batch.map(({ place: _, ...person }) => person);
    last = batch.length < batchSize ? undefined : batch.at(-1);
  } while (last);
}

/** A list has organizations in all of its rows or in none. */
function isAfter(last: { organization: string | null; place: number }, { choice }: Chosen): SQL | undefined {
  if (!choice || choice.organization !== undefined || last.organization === null) return gt(place, last.place);
  return sql`(${organization}, ${place}) > (${last.organization}, ${last.place})`;
}

/** Keeps the first people of a waiting import, instead of those it kept before. */
export async function replaceImportPeople(tx: Tx, importId: number, people: readonly ImportedPerson[]): Promise<void> {
  await deleteImportPeople(tx, importId);
  await tx.execute(sql`
    insert into import_people (import_id, organization, kind, login, detail)
    select ${importId}, * from unnest(
      ${sql.param(people.map((person) => person.organization))}::text[],
      ${sql.param(people.map((person) => person.kind))}::imported_kind[],
      ${sql.param(people.map((person) => person.login))}::text[],
      ${sql.param(people.map((person) => person.detail))}::text[]
    )`);
}

export async function deleteImportPeople(tx: Tx, importId: number): Promise<void> {
  await tx.delete(importPeople).where(eq(ofImport, importId));
}

/** Forgets the people of imports that ended too long ago. */
export async function deleteOldImportPeople(tx: Tx, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - daysPeopleKept * 24 * 60 * 60 * 1000);
  const ended = tx.select({ id: imports.id }).from(imports).where(lt(imports.finishedAt, oldest));
  await tx.delete(importPeople).where(sql`${ofImport} in ${ended}`);
}
