import { type ImportPreview, refuseImport, type StagedImport } from "@/domain/imports";
import { type RefusalItem, type RefusalItems, refusalItems } from "@/domain/refusal-items";
import { RefusalList } from "../refusal-list";
import { LeftOutButton } from "./left-out-button";

type Props = {
  staged: StagedImport;
  preview: ImportPreview;
  refusal: RefusalItems;
  disabledReason: string | undefined;
};

/** Why a waiting import cannot be done, with the organizations that could be left out of it. */
export function PreviewRefusal({ staged, preview, refusal, disabledReason }: Props) {
  const { id, leftOut, organizationCount } = staged;
  const isLast = (organizationCount ?? 0) - leftOut.length <= 1;
  const isForNow = "refusal" in preview && preview.code === "conflict";
  return (
    <RefusalList
      title={isForNow ? "There is no preview now" : "This import would be refused whole"}
      refusal={refusal}
      actionOf={(item, index) => {
        const offered = isLast ? [] : refusedOrganizations(preview, item, index);
        return offered.map((login) => (
          <LeftOutButton key={login} importId={id} leftOut={[...leftOut, login]} disabledReason={disabledReason}>
            {`Leave out ${login}`}
          </LeftOutButton>
        ));
      }}
    />
  );
}

/** What is wrong with an import as it was previewed; undefined if it can be done. */
export function refusalOf(preview: ImportPreview, { files }: StagedImport): RefusalItems | undefined {
  if ("refusal" in preview) {
    const paths = files.map(({ path }) => path);
    return refusalItems(preview.refusal, paths);
  }
  const refusal = refuseImport(preview.outcome);
  const names = preview.outcome.accounts.map(({ name }) => name);
  return refusal && refusalItems(refusal.message, names);
}

/** More to choose from would be a list of the whole account. */
const mostOffered = 5;

/** The organizations without which a refusal would not be: of a roster, or of the account whose seats are missing. */
function refusedOrganizations(preview: ImportPreview, { whose }: RefusalItem, index: number): string[] {
  if ("refusal" in preview) return preview.organizations?.slice(index, index + 1) ?? [];
  const { accounts, organizations } = preview.outcome;
  const account = accounts.find(({ name }) => name === whose);
  return organizations
    .filter(({ accountId, activated }) => account !== undefined && accountId === account.id && activated > 0)
    .map(({ login }) => login)
    .slice(0, mostOffered);
}
