import { Notice } from "@/components/ui/notice";
import type { ImportFile } from "@/db/queries/imports";
import type { Import } from "@/db/schema";
import { DomainError } from "@/domain/errors";
import { countImported, defaultReason, importNumbers } from "@/domain/imports";
import { log, withoutPeople } from "@/server/log";
import { previewRosters } from "@/server/rosters/import-rosters";
import { readRosters } from "@/server/rosters/read-rosters";
import { ConfirmImportForm } from "./confirm-import-form";
import { ImportOutcomeTables } from "./import-outcome-tables";

type Props = { staged: Import; files: ImportFile[]; disabledReason: string | undefined };

/** What the import would do, or why it cannot be done; either way it can be discarded. */
export async function ImportPreview({ staged, files, disabledReason }: Props) {
  const reason = defaultReason(staged.files.map(({ path }) => path));
  const options = { activate: staged.activate, allowShrink: staged.isShrinkAllowed, reason };
  const outcome = await readRosters(files)
    .then((rosters) => previewRosters(rosters, options))
    .catch(refusalOf);

  const refusals =
    "refusal" in outcome
      ? [outcome.refusal]
      : outcome.accounts.flatMap(({ name, refusal }) => (refusal ? [`${name}: ${refusal.message}`] : []));
  const isRefused = refusals.length > 0;

  return (
    <>
      {isRefused && (
        <Notice
          tone="danger"
          title={
            "code" in outcome && outcome.code === "conflict"
              ? "There is no preview now"
              : "This import would be refused whole"
          }
        >
          <p className="whitespace-pre-line">{refusals.join("\n")}</p>
        </Notice>
      )}
      {"organizations" in outcome && <ImportOutcomeTables outcome={outcome} />}
      <ConfirmImportForm
        importId={staged.id}
        organizationCount={"organizations" in outcome ? countImported(outcome) : undefined}
        expected={"organizations" in outcome ? importNumbers(outcome) : {}}
        defaultReason={reason}
        disabledReason={disabledReason}
        refusal={isRefused ? "Not now: see above." : undefined}
      />
    </>
  );
}

/** An unforeseen failure is told here too: thrown on, it would take the whole page and Discard with it. */
function refusalOf(error: unknown): { refusal: string; code: DomainError["code"] } {
  if (error instanceof DomainError) return { refusal: error.message, code: error.code };
  log.error(withoutPeople(error));
  return { refusal: "The preview failed unexpectedly. Reload the page, or discard this import.", code: "conflict" };
}
