import { Badge } from "./ui/badge";

type Props = { isActive: boolean; isDelinquent: boolean; closedAt: Date | null };

/** What stands beside an account's name: nothing while all is well. */
export function AccountBadges({ isActive, isDelinquent, closedAt }: Props) {
  return (
    <>
      {!isActive && !closedAt && <Badge tone="warning">Inactive</Badge>}
      {isDelinquent && <Badge tone="danger">Delinquent</Badge>}
      {closedAt && <Badge>Closed</Badge>}
    </>
  );
}
