import { hasEveryMigration } from "@/db/queries/health";
import { log } from "@/server/log";

export const dynamic = "force-dynamic";

export async function GET() {
  try {
    if (await hasEveryMigration()) return Response.json({ status: "ok" });
    return Response.json({ status: "migrations missing" }, { status: 503 });
  } catch (error) {
    log.warn({ error: (error as Error).name }, "the database does not answer");
    return Response.json({ status: "no answer from the database" }, { status: 503 });
  }
}
