import { planImport } from "@/changes/imports/plan-import";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { Import } from "@/db/schema/imports";
import { countImported, defaultReason, type ImportPreview as Preview, refuseImport } from "@/domain/imports";
import { previewOf } from "@/domain/preview";
import { type RefusalItem, type RefusalItems, refusalItems } from "@/domain/refusal-items";
import { RefusalList } from "../refusal-list";
import { ConfirmImportForm } from "./confirm-import-form";
import { ImportOutcomeTables } from "./import-outcome-tables";
import { LeftOut } from "./left-out";
import { LeftOutButton } from "./left-out-button";
import type { PeopleLists } from "./people-number";

type Props = { staged: Import; disabledReason: string | undefined; lists: PeopleLists };

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
      {preview && refusal && (
        <RefusalList
          title={titleOf(preview)}
          refusal={refusal}
          actionOf={(item, index) =>
            refusedOrganizations(preview, item, index).map((login) => (
              <LeftOutButton
                key={login}
                importId={staged.id}
                leftOut={[...staged.leftOut, login]}
                disabledReason={disabledReason}
              >
                {`Leave out ${login}`}
              </LeftOutButton>
            ))
          }
        />
      )}
      <LeftOut staged={staged} disabledReason={disabledReason} />
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

/** More to choose from would be a list of the whole account. */
const mostOffered = 5;

/** The organizations without which a refusal would not be: of a roster, or of the account whose seats are missing. */
function refusedOrganizations(preview: Preview, { whose }: RefusalItem, index: number): string[] {
  if ("refusal" in preview) return preview.organizations?.slice(index, index + 1) ?? [];
  const { accounts, organizations } = preview.outcome;
  const account = accounts.find(({ name }) => name === whose);
  return organizations
    .filter(({ accountId, activated }) => accountId === account?.id && activated > 0)
    .map(({ login }) => login)
    .slice(0, mostOffered);
}

function titleOf(preview: Preview): string {
  const isForNow = "refusal" in preview && preview.code === "conflict";
  return isForNow ? "There is no preview now" : "This import would be refused whole";
}
