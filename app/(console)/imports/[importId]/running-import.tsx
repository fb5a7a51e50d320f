import { formatCount } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { ImportFile } from "@/db/queries/imports";
import { countOrganizations } from "@/domain/rosters";
import { readRosters } from "@/server/rosters/read-rosters";
import { WaitForImport } from "./wait-for-import";

type Props = { importId: number; since: Date; files: ImportFile[] };

/** What is being done, without a preview of it: that would wait for the very locks the import holds. */
export async function RunningImport({ importId, since, files }: Props) {
  const rosters = await readRosters(files);
  return (
    <Notice role="status" tone="accent" title="This import is running">
      <p>
        {formatCount(rosters.memberships.length, "membership", "memberships")} in{" "}
        {formatCount(countOrganizations(rosters), "organization", "organizations")}. It began <Time at={since} />.
      </p>
      <WaitForImport importId={importId} />
    </Notice>
  );
}
