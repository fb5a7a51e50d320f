import { auditedTransaction } from "@/db/audited-transaction";
import { insertStagedImport } from "@/db/queries/imports";
import { DomainError } from "@/domain/errors";
import { type Activate, refuseOpenActivation } from "@/domain/imports";
import { type Actor, authorize } from "@/domain/permissions";
import { countOrganizations, type RosterSet } from "@/domain/rosters";
import type { Upload } from "@/server/uploads/receive-upload";
import { keepPreview } from "./keep-preview";
import { readFiles } from "./read-files";

/**
 * Stores rosters, with a preview of what they would do, until somebody confirms them, which is when they are audited.
 * Unreadable rosters are refused, and rosters that leave activation open. A refused preview is stored. Gives the import's id.
 */
export async function stageImport(actor: Actor, { files, options: asked }: Upload): Promise<number> {
  authorize(actor, "roster.import");
  const rosters = await readFiles(actor, files);
  const options = { ...asked, activate: asked.activate ?? unasked(rosters) };
  const size = { membershipCount: rosters.memberships.length, organizationCount: countOrganizations(rosters) };
  const preview = await keepPreview(rosters, options);
  return auditedTransaction(actor, "roster.import", async (tx) => ({
    data: await insertStagedImport(tx, { actor, files, options, ...size, ...preview }),
    audit: [],
  }));
}

/** No one has to choose where every row says whether it is activated: either choice would do the same. */
function unasked(rosters: RosterSet): Activate {
  const refusal = refuseOpenActivation(rosters);
  if (refusal) throw new DomainError("invalid_input", refusal, { activate: [refusal] });
  return "none";
}
