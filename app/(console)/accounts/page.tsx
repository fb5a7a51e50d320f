import type { Metadata } from "next";
import { CsvLink } from "@/components/ui/csv-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Selection } from "@/components/ui/selection";
import { DataTable } from "@/components/ui/table";
import { countBySeats, listAccounts, listPlansInUse, sumAccounts } from "@/db/queries/accounts";
import { listRecounts } from "@/db/queries/seat-drift";
import { addresses } from "@/domain/addresses";
import { formatCount } from "@/domain/format";
import { AccountListing, parseListing } from "@/domain/input/listings";
import { pageSize } from "@/domain/listings";
import { requireStaff } from "@/server/session";
import { accountColumns } from "./account-columns";
import { AccountFilters } from "./account-filters";
import { AccountSumsLine } from "./account-sums-line";
import { parametersOf } from "./accounts-address";
import { SeatCheck } from "./seat-check";
import { SeatTabs } from "./seat-tabs";

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage({ searchParams }: PageProps<"/accounts">) {
  const { read } = await requireStaff();
  const asked = await searchParams;
  const listing = parseListing(AccountListing, asked);
  const checkedIds = [...new Set([asked.check ?? []].flat())];

  const { found, sums, counts, plans, recounts } = await read(async (db) => ({
    found: await listAccounts(db, listing),
    sums: await sumAccounts(db, listing),
    counts: await countBySeats(db, listing),
    plans: await listPlansInUse(db),
    recounts: await listRecounts(db, checkedIds),
  }));
  const shown = parametersOf(listing);
  const hrefFor = listHref(addresses.accounts, shown);
  const rows = found.rows.map((account) => ({ ...account, isChecked: checkedIds.includes(account.id) }));

  return (
    <>
      <PageHeader
        title="Accounts"
        actions={
          <>
            <CsvLink href={addresses.api.accounts(shown)} />
            <LinkButton href={addresses.newAccount()} variant="primary">
              New account
            </LinkButton>
          </>
        }
      />
      <AccountFilters listing={listing} plans={plans} />
      <SeatTabs
        current={listing.seats}
        counts={counts.bySeats}
        hrefFor={(filter) => hrefFor({ seats: filter === "any" ? undefined : filter })}
      />
      {listing.q !== "" && counts.elsewhere > 0 && (
        <p className="text-text-muted">
          {formatCount(counts.elsewhere, "account with another status matches", "accounts with another status match")}.{" "}
          <Link href={hrefFor({ status: "all" })}>Show inactive and closed accounts too</Link>
        </p>
      )}
      {checkedIds.length > 0 && <SeatCheck recounts={recounts} askedCount={checkedIds.length} closeHref={hrefFor()} />}
      <Selection
        label="Check seats"
        name="check"
        pageLabel="Select all accounts"
        nothingSelected="Select the accounts to check first."
        selected={checkedIds}
        shown={rows.map(({ id }) => id).join()}
        total={found.total}
        actions={[{ label: "Check seats", href: hrefFor({ page: shown.page }) }]}
      >
        <DataTable
          label="Accounts"
          columns={accountColumns}
          rows={rows}
          rowKey={({ id }) => id}
          sort={{ by: listing.sort, direction: listing.direction }}
          hrefFor={hrefFor}
          empty={<NoAccounts firstHref={found.total > 0 ? hrefFor({ page: 1 }) : undefined} />}
        />
      </Selection>
      <div className="flex flex-col gap-1">
        <Pagination
          page={listing.page}
          pageSize={pageSize}
          total={found.total}
          noun={["account", "accounts"]}
          hrefFor={hrefFor}
        />
        {found.total > 0 && <AccountSumsLine sums={sums} />}
      </div>
    </>
  );
}

function NoAccounts({ firstHref }: { firstHref: string | undefined }) {
  if (firstHref) return <NoSuchPage firstHref={firstHref} />;
  return (
    <EmptyState title="No accounts match">
      Search for another name, <Link href={addresses.accounts({ status: "all" })}>show every account</Link> or{" "}
      <Link href={addresses.newAccount()}>create one</Link>.
    </EmptyState>
  );
}
