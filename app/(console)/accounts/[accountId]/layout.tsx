import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AccountBadges } from "@/components/account-badges";
import { PageHeader } from "@/components/ui/page-header";
import { findAccount } from "@/db/queries/accounts";
import { addresses } from "@/domain/addresses";
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
  const account = (await readAccount(accountId)) ?? notFound();

  return (
    <>
      <PageHeader
        back={{ href: addresses.accounts(), label: "Accounts" }}
        title={
          <>
            {account.name}
            <AccountBadges {...account} />
          </>
        }
      />
      <AccountNavigation accountId={accountId} />
      {children}
    </>
  );
}
