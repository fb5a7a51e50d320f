import { auditedTransaction } from "@/db/audited-transaction";
import type { Activate, ImportOutcome } from "@/domain/imports";
import type { Actor } from "@/domain/permissions";
import type { RosterSet } from "@/domain/rosters";
import * as rosters from "@/server/rosters/import-rosters";

type Options = { activate: Activate; allowShrink: boolean };

export function previewRosters(set: RosterSet, options: Options): Promise<ImportOutcome> {
  return rosters.previewRosters(set, { ...options, reason: "Preview" });
}

export function importRosters(
  actor: Actor,
  { rosters: set, ...options }: Options & { rosters: RosterSet; reason: string },
): Promise<ImportOutcome> {
  return auditedTransaction(actor, ["roster.import", "person.join"], (tx) => rosters.importRosters(tx, set, options));
}
