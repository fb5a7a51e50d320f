import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { findAccount } from "@/db/queries/accounts";
import { requireStaff } from "@/server/session";
import { AccountNavigation } from "./account-navigation";

type Props = LayoutProps<"/accounts/[accountId]">;

const readAccount = cache(async (accountId: string) => {
  const { read } = await requireStaff();
  return read((db) => findAccount(db, accountId));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const account = await readAccount((await params).accountId);
  return { title: account ? { default: account.name, template: `%s · ${account.name}` } : "Not found" };
}

export default async function AccountLayout({ params, children }: Props) {
  const { accountId } = await params;
  const { name, isActive, isDelinquent, closedAt } = (await readAccount(accountId)) ?? notFound();

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
