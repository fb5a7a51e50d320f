import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/domain/format";
import { WaitForImport } from "./wait-for-import";

type Props = { staged: { id: number; membershipCount: number | null; organizationCount: number | null }; since: Date };

/** What is being done, as it was counted when its files came. */
export function RunningImport({ staged: { id, membershipCount, organizationCount }, since }: Props) {
  const isCounted = membershipCount !== null && organizationCount !== null;
  return (
    <Notice role="status" tone="accent" title="This import is running">
      <p>
        {isCounted &&
          `${formatCount(membershipCount, "membership", "memberships")} in ${formatCount(organizationCount, "organization", "organizations")}. `}
        It began <Time at={since} />.
      </p>
      <WaitForImport importId={id} />
    </Notice>
  );
}
