import { findImportStatus, findRunningSince } from "@/db/queries/imports";
import { DomainError } from "@/domain/errors";
import { ImportPath } from "@/domain/input/imports";
import { staffRoute } from "@/server/route";

/** Whether an import runs right now, for the page that waits for its result. */
export const GET = staffRoute(ImportPath, async ({ asked: { importId: id }, read }) => {
  const progress = await read(async (db) => ({
    status: id === undefined ? undefined : await findImportStatus(db, id),
    runningSince: id === undefined ? undefined : await findRunningSince(db, id),
  }));
  if (!progress.status) throw new DomainError("not_found", "This import does not exist.");
  return Response.json({ status: progress.status, isRunning: progress.runningSince !== undefined });
});
