import { notFound } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { findAccount } from "@/db/queries/accounts";
import { requireStaff } from "@/server/session";
import { AccountNavigation } from "./account-navigation";

export default async function AccountLayout({ params, children }: LayoutProps<"/accounts/[accountId]">) {
  const { read } = await requireStaff();
  const { accountId } = await params;
  const { name, isActive, isDelinquent, closedAt } = (await read((db) => findAccount(db, accountId))) ?? notFound();

  return (
    <>
      <PageHeader
        back={{ href: "/accounts", label: "Accounts" }}
        title={
          <>
            {name}
            {!isActive && !closedAt && <Badge tone="warning">Inactive</Badge>}
            {isDelinquent && <Badge tone="danger">Delinquent</Badge>}
            {closedAt && <Badge>Closed</Badge>}
          </>
        }
      />
      <AccountNavigation accountId={accountId} />
      {children}
    </>
  );
}
