import "server-only";
import { auditedTransaction } from "@/db/audited-transaction";
import { type ImportFile, type KeptPreview, updatePreview } from "@/db/queries/imports";
import type { Import } from "@/db/schema";
import { DomainError } from "@/domain/errors";
import { type Activate, defaultReason, type ImportPreview, type ImportSize } from "@/domain/imports";
import type { Actor } from "@/domain/permissions";
import { countOrganizations, type RosterSet } from "@/domain/rosters";
import { log, withoutPeople } from "../log";
import { previewRosters } from "./import-rosters";
import { readApart } from "./read-apart";

type Options = { activate: Activate; allowShrink: boolean };
export type PreparedImport = { files: ImportFile[]; options: Options } & ImportSize & KeptPreview;

/** Reads and previews files before they are stored. What cannot be read is refused; a preview that is refused is kept. */
export async function prepareImport(actor: Actor, files: ImportFile[], options: Options): Promise<PreparedImport> {
  const rosters = await readApart(actor, files);
  return {
    files,
    options,
    membershipCount: rosters.memberships.length,
    organizationCount: countOrganizations(rosters),
    ...(await preview(rosters, options)),
  };
}

/** What a stored import would do now. */
export function previewAgain(actor: Actor, staged: Import, files: ImportFile[]): Promise<KeptPreview> {
  return preview(readApart(actor, files), optionsOf(staged));
}

/** Previews an import whose confirmation was refused, so that everybody who looks sees why. */
export async function renewPreview(actor: Actor, staged: Import, rosters: RosterSet): Promise<void> {
  const renewed = await preview(rosters, optionsOf(staged));
  await auditedTransaction(actor, "roster.import", async (tx) => {
    await updatePreview(tx, staged.id, renewed);
    // A preview changes nothing.
    return { data: undefined, audit: [] };
  });
}

function optionsOf({ activate, isShrinkAllowed }: Import): Options {
  return { activate, allowShrink: isShrinkAllowed };
}

async function preview(rosters: RosterSet | Promise<RosterSet>, options: Options): Promise<KeptPreview> {
  const previewedAt = new Date();
  // Nothing of it is written, and the reason neither.
  const reason = defaultReason([]);
  try {
    const outcome = await previewRosters(await rosters, { ...options, reason });
    return { previewedAt, preview: { outcome } };
  } catch (error) {
    return { previewedAt, preview: refusalOf(error) };
  }
}

/** An unforeseen failure is kept too: thrown on, it would take the whole import with it. */
function refusalOf(error: unknown): ImportPreview {
  if (error instanceof DomainError) return { refusal: error.message, code: error.code };
  log.error(withoutPeople(error));
  return { refusal: "The preview failed unexpectedly. Preview again, or discard this import.", code: "conflict" };
}
