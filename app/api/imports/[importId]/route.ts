import { findImportStatus, findRunningSince } from "@/db/queries/imports";
import { idFrom } from "@/domain/input/fields";
import { findStaff } from "@/server/session";

/** Whether an import runs right now, for the page that waits for its result. */
export async function GET(_: Request, { params }: RouteContext<"/api/imports/[importId]">): Promise<Response> {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });

  const id = idFrom((await params).importId);
  const progress = await signedIn.read(async (db) => ({
    status: id === undefined ? undefined : await findImportStatus(db, id),
    runningSince: id === undefined ? undefined : await findRunningSince(db, id),
  }));
  if (!progress.status) return Response.json({ error: "This import does not exist." }, { status: 404 });
  return Response.json({ status: progress.status, isRunning: progress.runningSince !== undefined });
}
