import { planImport } from "@/changes/imports/plan-import";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { countImported, defaultReason, type StagedImport } from "@/domain/imports";
import { previewOf } from "@/domain/preview";
import { CheckFirst } from "./check-first";
import { ConfirmImportForm } from "./confirm-import-form";
import { ImportOutcomeTables } from "./import-outcome-tables";
import { LeftOut } from "./left-out";
import type { PeopleLists } from "./people-number";
import { PreviewRefusal, refusalOf } from "./preview-refusal";

type Props = { staged: StagedImport; disabledReason: string | undefined; lists: PeopleLists };

/** What the import would do as it was counted last, or why it cannot be done; either way it can be discarded. */
export function ImportPreview({ staged, disabledReason, lists }: Props) {
  const { preview, previewedAt, files } = staged;
  const refusal = preview ? refusalOf(preview, staged) : undefined;
  const outcome = preview && "outcome" in preview ? preview.outcome : undefined;

  return (
    <>
      {previewedAt && (
        <p className="text-text-muted">
          As of <Time at={previewedAt} />.
        </p>
      )}
      {!preview && <Notice>This import has no preview yet.</Notice>}
      {preview && refusal && <PreviewRefusal {...{ staged, preview, refusal, disabledReason }} />}
      <LeftOut staged={staged} disabledReason={disabledReason} />
      {outcome && <CheckFirst outcome={outcome} />}
      {outcome && <ImportOutcomeTables outcome={outcome} lists={lists} />}
      <ConfirmImportForm
        importId={staged.id}
        organizationCount={outcome && countImported(outcome)}
        preview={outcome && previewOf(planImport(outcome))}
        defaultReason={defaultReason(files.map(({ path }) => path))}
        disabledReason={disabledReason}
        refusal={!preview ? "Preview it first." : refusal ? "Fix the problems above first." : undefined}
      />
    </>
  );
}
