import { planImport } from "@/changes/imports/plan-import";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { countImported, defaultReason, type ImportPreview as Preview, refuseImport } from "@/domain/imports";
import { previewOf } from "@/domain/preview";
import { type RefusalItems, refusalItems } from "@/domain/refusal-items";
import { RefusalList } from "../refusal-list";
import { CheckFirst } from "./check-first";
import { ConfirmImportForm } from "./confirm-import-form";
import { ImportOutcomeTables } from "./import-outcome-tables";
import type { PeopleLists } from "./people-number";

type Props = {
  staged: { id: number; files: readonly { path: string }[]; preview: Preview | null; previewedAt: Date | null };
  disabledReason: string | undefined;
  lists: PeopleLists;
};

/** What the import would do as it was counted last, or why it cannot be done; either way it can be discarded. */
export function ImportPreview({ staged, disabledReason, lists }: Props) {
  const { preview, previewedAt } = staged;
  const paths = staged.files.map(({ path }) => path);
  const refusal = preview ? refusalOf(preview, paths) : undefined;
  const outcome = preview && "outcome" in preview ? preview.outcome : undefined;

  return (
    <>
      {previewedAt && (
        <p className="text-text-muted">
          As of <Time at={previewedAt} />.
        </p>
      )}
      {!preview && <Notice>This import has no preview yet.</Notice>}
      {preview && refusal && <RefusalList title={titleOf(preview)} refusal={refusal} />}
      {outcome && <CheckFirst outcome={outcome} />}
      {outcome && <ImportOutcomeTables outcome={outcome} lists={lists} />}
      <ConfirmImportForm
        importId={staged.id}
        organizationCount={outcome && countImported(outcome)}
        preview={outcome && previewOf(planImport(outcome))}
        defaultReason={defaultReason(paths)}
        disabledReason={disabledReason}
        refusal={!preview ? "Preview it first." : refusal ? "Fix the problems above first." : undefined}
      />
    </>
  );
}

function refusalOf(preview: Preview, paths: string[]): RefusalItems | undefined {
  if ("refusal" in preview) return refusalItems(preview.refusal, paths);
  const { accounts } = preview.outcome;
  const message = refuseImport(preview.outcome)?.message;
  if (message === undefined) return undefined;
  return refusalItems(
    message,
    accounts.map(({ name }) => name),
  );
}

function titleOf(preview: Preview): string {
  const isForNow = "refusal" in preview && preview.code === "conflict";
  return isForNow ? "There is no preview now" : "This import would be refused whole";
}
