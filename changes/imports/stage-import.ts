import { auditedTransaction } from "@/db/audited-transaction";
import { insertStagedImport } from "@/db/queries/imports";
import { type Actor, authorize } from "@/domain/permissions";
import { countOrganizations } from "@/domain/rosters";
import { readApart } from "@/server/rosters/read-apart";
import type { Upload } from "@/server/uploads/receive-upload";
import { keepPreview } from "./keep-preview";

/**
 * Stores rosters, with a preview of what they would do, until somebody confirms them, which is when they are audited.
 * Unreadable rosters are refused. A refused preview is stored. Gives the import's id.
 */
export async function stageImport(actor: Actor, { files, options }: Upload): Promise<number> {
  authorize(actor, "roster.import");
  const rosters = await readApart(actor, files);
  const size = { membershipCount: rosters.memberships.length, organizationCount: countOrganizations(rosters) };
  const preview = await keepPreview(rosters, options);
  return auditedTransaction(actor, "roster.import", async (tx) => ({
    data: await insertStagedImport(tx, { actor, files, options, ...size, ...preview }),
    audit: [],
  }));
}
