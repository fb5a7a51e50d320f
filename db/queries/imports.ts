import { and, asc, desc, eq, getTableColumns, isNotNull, sql } from "drizzle-orm";
import { DomainError } from "@/domain/errors";
import type { ImportedPerson } from "@/domain/import-people";
import type { Activate, ImportOutcome, ImportPreview, ImportSize, ImportStatus } from "@/domain/imports";
import type { ImportListing } from "@/domain/input/imports";
import { type Paged, pageSize } from "@/domain/listings";
import { type Actor, nameOf } from "@/domain/permissions";
import type { Reader, Tx } from "../executor";
import { readRows, time } from "../rows";
import { type Import, importFiles, imports } from "../schema/imports";
import { deleteImportPeople, replaceImportPeople } from "./import-people";

const { result: _result, preview: _preview, ...columns } = getTableColumns(imports);

const sum = (name: "added" | "removed" | "activated") =>
  sql<number | null>`(select sum((brought ->> ${name})::int) from ${broughtOrganizations})`;
const broughtOrganizations = sql`jsonb_array_elements(${imports.result} -> 'organizations') as brought`;

/** An import, with sums over its organizations that are null until it is done. */
export type ImportRow = Omit<Import, "result" | "preview"> & {
  organizations: number | null;
  added: number | null;
  removed: number | null;
  activated: number | null;
};

/** Every import, newest or oldest first. */
export async function listImports(db: Reader, listing: ImportListing): Promise<Paged<ImportRow>> {
  const { status, direction, page } = listing;
  const matches = status === "all" ? undefined : eq(imports.status, status);
  const rows = await db
    .select({
      ...columns,
      organizations: sql<number | null>`case when ${imports.result} is not null then (
        select count(distinct brought -> 'organizationId')
        from jsonb_array_elements(
          (${imports.result} -> 'organizations') || coalesce(${imports.result} -> 'plans', '[]')
        ) as brought
      ) end`,
      added: sum("added"),
      removed: sum("removed"),
      activated: sum("activated"),
    })
    .from(imports)
    .where(matches)
    .orderBy(direction === "asc" ? asc(imports.id) : desc(imports.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { rows, total: await db.$count(imports, matches) };
}

export async function findImport(db: Reader, id: number): Promise<Import | undefined> {
  const [found] = await db.select().from(imports).where(eq(imports.id, id));
  return found;
}

/** For pages that ask every few seconds. The rest of a large import's row is large, too. */
export async function findImportStatus(db: Reader, id: number): Promise<ImportStatus | undefined> {
  const [found] = await db.select({ status: imports.status }).from(imports).where(eq(imports.id, id));
  return found?.status;
}

export type ImportFile = { path: string; organization?: string; content: Uint8Array };

/** The files of a waiting import; none once it is done or discarded. */
export async function listImportFiles(db: Reader, importId: number): Promise<ImportFile[]> {
  const files = await db
    .select()
    .from(importFiles)
    .where(eq(importFiles.importId, importId))
    .orderBy(asc(importFiles.path));
  return files.map(({ path, organization, content }) => ({ path, organization: organization ?? undefined, content }));
}

/** An import that is still waiting for a decision. */
export async function getStagedImport(db: Reader, id: number): Promise<Import> {
  const found = await findImport(db, id);
  if (!found) throw new DomainError("not_found", "This import no longer exists.");
  if (found.status === "staged") return found;
  throw new DomainError(
    "conflict",
    found.status === "done" ? "This was already imported." : `This import was ${found.status}. Upload its files again.`,
  );
}

/** The first of the two keys of a running import's lock. The other is its id. */
const runningKey = 1_768_779_372;

/**
 * Shows others that this import is running, for as long as the transaction lives, so that no one waits for a dead
 * process.
 */
export async function showAsRunning(tx: Tx, id: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${runningKey}::int, ${id}::int)`);
}

/** Since when this import has been running; undefined if it is not. */
export async function findRunningSince(db: Reader, id: number): Promise<Date | undefined> {
  const query = sql`
    select holder.xact_start as since
    from pg_locks held
    join pg_stat_activity holder on holder.pid = held.pid and holder.xact_start is not null
    where held.locktype = 'advisory' and held.objsubid = 2 and held.granted and holder.datname = current_database()
      and held.database = holder.datid and held.classid = ${runningKey}::bigint::oid and held.objid = ${id}::bigint::oid`;
  const [running] = await readRows(db, { since: time }, query);
  return running?.since;
}

/** When rosters were last imported. */
export async function findLastImport(db: Reader): Promise<Date | undefined> {
  const [last] = await db
    .select({ at: imports.finishedAt })
    .from(imports)
    .where(and(eq(imports.status, "done"), isNotNull(imports.finishedAt)))
    .orderBy(desc(imports.finishedAt))
    .limit(1);
  return last?.at ?? undefined;
}

/**
 * The end of the import, not the beginning of its transaction, because suggestions counted between the two do not
 * include it.
 */
const finishedAt = sql`clock_timestamp()`;

type Call = { actor: Actor; files: ImportFile[]; options: { activate: Activate; allowShrink: boolean } };

function rowOf({ actor, files, options }: Call) {
  return {
    actor: nameOf(actor),
    activate: options.activate,
    isShrinkAllowed: options.allowShrink,
    files: files.map(({ path, content }) => ({ path, size: content.length })),
  };
}

/** What an import would do, and the first people of each list of it. */
export type KeptPreview = { preview: ImportPreview; previewedAt: Date; people: ImportedPerson[] };

/** An import that waits for its confirmation, with its files and its preview. Gives its id. */
export async function insertStagedImport(tx: Tx, call: Call & ImportSize & KeptPreview): Promise<number> {
  const { membershipCount, organizationCount, preview, previewedAt, people } = call;
  const [staged] = await tx
    .insert(imports)
    .values({ ...rowOf(call), status: "staged", membershipCount, organizationCount, preview, previewedAt })
    .returning({ id: imports.id });
  const importId = staged!.id;
  for (const { path, organization, content } of call.files) {
    await tx.insert(importFiles).values({ importId, path, organization, content });
  }
  await replaceImportPeople(tx, importId, people);
  return importId;
}

/** An import that is done. Gives its id. */
export async function insertFinishedImport(
  tx: Tx,
  { result, ...call }: Call & { result: ImportOutcome },
): Promise<number> {
  const [done] = await tx
    .insert(imports)
    .values({ ...rowOf(call), status: "done", result, finishedAt })
    .returning({ id: imports.id });
  return done!.id;
}

export async function insertFailedImport(tx: Tx, { failure, ...call }: Call & { failure: string }): Promise<void> {
  await tx.insert(imports).values({ ...rowOf(call), status: "failed", failure, finishedAt });
}

/** Keeps another preview of an import that waits and is held. */
export async function updatePreview(
  tx: Tx,
  id: number,
  { people, ...kept }: KeptPreview & Pick<Import, "leftOut">,
): Promise<void> {
  await tx.update(imports).set(kept).where(eq(imports.id, id));
  await replaceImportPeople(tx, id, people);
}

/** Ends a waiting import. Its files and its preview are deleted: their facts are stored now, or not wanted. */
export async function updateStagedImport(
  tx: Tx,
  id: number,
  changes: { status: "done"; result: ImportOutcome } | { status: "discarded" },
): Promise<void> {
  await tx
    .update(imports)
    .set({ ...changes, finishedAt, preview: null, previewedAt: null })
    .where(eq(imports.id, id));
  await tx.delete(importFiles).where(eq(importFiles.importId, id));
  await deleteImportPeople(tx, id);
}
