import { previewRosters } from "@/changes/imports/import-rosters";
import { planImport } from "@/changes/imports/plan-import";
import { Notice } from "@/components/ui/notice";
import type { ImportFile } from "@/db/queries/imports";
import type { Import } from "@/db/schema";
import { DomainError } from "@/domain/errors";
import { countImported, defaultReason } from "@/domain/imports";
import { previewOf } from "@/domain/preview";
import { log, withoutPeople } from "@/server/log";
import { readRosters } from "@/server/rosters/read-rosters";
import { ConfirmImportForm } from "./confirm-import-form";
import { ImportOutcomeTables } from "./import-outcome-tables";

type Props = { staged: Import; files: ImportFile[]; disabledReason: string | undefined };

/** What the import would do, or why it cannot be done; either way it can be discarded. */
export async function ImportPreview({ staged, files, disabledReason }: Props) {
  const reason = defaultReason(staged.files.map(({ path }) => path));
  const options = { activate: staged.activate, allowShrink: staged.isShrinkAllowed };
  const { outcome, plan, title } = await readRosters(files)
    .then((rosters) => previewRosters(rosters, options))
    .then((outcome) => ({ outcome, plan: planImport(outcome), title: undefined }))
    .catch(refusalOf);
  const { refusal } = plan;

  return (
    <>
      {refusal && (
        <Notice tone="danger" title={title ?? "This import would be refused whole"}>
          <p className="whitespace-pre-line">{refusal.message}</p>
        </Notice>
      )}
      {outcome && <ImportOutcomeTables outcome={outcome} />}
      <ConfirmImportForm
        importId={staged.id}
        organizationCount={outcome && countImported(outcome)}
        preview={previewOf(plan)}
        defaultReason={reason}
        disabledReason={disabledReason}
        refusal={refusal && "Not now: see above."}
      />
    </>
  );
}

/** An unforeseen failure is told here too: thrown on, it would take the whole page and Discard with it. */
function refusalOf(error: unknown) {
  const noPreview = "There is no preview now";
  if (error instanceof DomainError) {
    const { message, code } = error;
    return { outcome: undefined, plan: { refusal: { message } }, title: code === "conflict" ? noPreview : undefined };
  }
  log.error(withoutPeople(error));
  const message = "The preview failed unexpectedly. Reload the page, or discard this import.";
  return { outcome: undefined, plan: { refusal: { message } }, title: noPreview };
}
