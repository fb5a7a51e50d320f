import type { KeptPreview } from "@/db/queries/imports";
import { listFirstPeople } from "@/db/queries/rosters/name-people";
import { rehearse } from "@/db/rehearsal";
import { DomainError } from "@/domain/errors";
import type { ImportPreview } from "@/domain/imports";
import type { RosterSet } from "@/domain/rosters";
import { log, withoutPeople } from "@/server/log";
import { applyRosters, type ImportOptions, RefusedOrganizations } from "./import-rosters";

/** What an import would do now, or why it would be refused, to be kept with it. */
export async function keepPreview(rosters: RosterSet, options: ImportOptions): Promise<KeptPreview> {
  const previewedAt = new Date();
  try {
    const { outcome, people } = await rehearse(async (tx) => {
      const { outcome } = await applyRosters(tx, rosters, options);
      return { outcome, people: await listFirstPeople(tx) };
    });
    return { previewedAt, preview: { outcome }, people };
  } catch (error) {
    return { previewedAt, preview: refusalOf(error), people: [] };
  }
}

/** An unforeseen failure is kept too. If it were thrown, the upload would be lost with it. */
function refusalOf(error: unknown): ImportPreview {
  if (error instanceof RefusedOrganizations) {
    return { refusal: error.message, code: error.code, organizations: error.organizations };
  }
  if (error instanceof DomainError) return { refusal: error.message, code: error.code };
  log.error(withoutPeople(error));
  return { refusal: "The preview failed unexpectedly. Preview again, or discard this import.", code: "conflict" };
}
