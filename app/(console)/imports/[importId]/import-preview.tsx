import { planImport } from "@/changes/imports/plan-import";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { Import } from "@/db/schema/imports";
import { countImported, defaultReason, type ImportPreview as Preview } from "@/domain/imports";
import { previewOf } from "@/domain/preview";
import { ConfirmImportForm } from "./confirm-import-form";
import { ImportOutcomeTables } from "./import-outcome-tables";
import type { PeopleLists } from "./people-number";

type Props = { staged: Import; disabledReason: string | undefined; lists: PeopleLists };

const mostRefusalsShown = 20;

/** What the import would do as it was counted last, or why it cannot be done; either way it can be discarded. */
export function ImportPreview({ staged, disabledReason, lists }: Props) {
  const { preview, previewedAt } = staged;
  const refusals = preview ? refusalsOf(preview) : [];
  const outcome = preview && "outcome" in preview ? preview.outcome : undefined;

  return (
    <>
      {previewedAt && (
        <p className="text-text-muted">
          As of <Time at={previewedAt} />.
        </p>
      )}
      {!preview && <Notice>This import has no preview yet.</Notice>}
      {preview && refusals.length > 0 && (
        <Notice tone="danger" title={titleOf(preview)}>
          <p className="whitespace-pre-line">{inLines(refusals)}</p>
        </Notice>
      )}
      {outcome && <ImportOutcomeTables outcome={outcome} lists={lists} />}
      <ConfirmImportForm
        importId={staged.id}
        organizationCount={outcome && countImported(outcome)}
        preview={outcome && previewOf(planImport(outcome))}
        defaultReason={defaultReason(staged.files.map(({ path }) => path))}
        disabledReason={disabledReason}
        refusal={!preview ? "Preview it first." : refusals.length > 0 ? "Fix the problems above first." : undefined}
      />
    </>
  );
}

function refusalsOf(preview: Preview): string[] {
  if ("refusal" in preview) return [preview.refusal];
  return preview.outcome.accounts.flatMap(({ name, refusal }) => (refusal ? [`${name}: ${refusal.message}`] : []));
}

function titleOf(preview: Preview): string {
  const isForNow = "refusal" in preview && preview.code === "conflict";
  return isForNow ? "There is no preview now" : "This import would be refused whole";
}

function inLines(refusals: string[]): string {
  const hidden = refusals.length - mostRefusalsShown;
  const more = hidden > 0 ? [`… and ${hidden} more.`] : [];
  return [...refusals.slice(0, mostRefusalsShown), ...more].join("\n");
}
