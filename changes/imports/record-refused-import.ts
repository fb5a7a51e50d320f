import { auditedTransaction } from "@/db/audited-transaction";
import { type ImportFile, insertFailedImport } from "@/db/queries/imports";
import type { Actor } from "@/domain/permissions";
import type { ImportOptions } from "./import-rosters";

/** Keeps that an import was refused, and why. It changed nothing. */
export function recordRefusedImport(
  actor: Actor,
  { files, failure, ...options }: ImportOptions & { files: ImportFile[]; failure: string },
): Promise<void> {
  return auditedTransaction(actor, "roster.import", async (tx) => {
    await insertFailedImport(tx, { actor, files, options, failure });
    return { data: undefined, audit: [] };
  });
}
