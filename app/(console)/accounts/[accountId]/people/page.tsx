import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CsvLink } from "@/components/ui/csv-link";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatNumber } from "@/components/ui/format";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { listAccountPeople } from "@/db/queries/account-people";
import { findAccount } from "@/db/queries/accounts";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { idFrom } from "@/domain/input";
import { AccountPeopleListing, pageSize, parseListing } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { seatTotals } from "@/domain/seats";
import { requireStaff } from "@/server/session";
import { ActivationDialog } from "./activation-dialog";
import { findActivationPreview } from "./activation-preview";
import type { Verb } from "./activation-words";
import { PeopleFilters } from "./people-filters";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "People" };

export default async function AccountPeoplePage({ params, searchParams }: PageProps<"/accounts/[accountId]/people">) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const { activate, deactivate, ...address } = await searchParams;
  const listing = parseListing(AccountPeopleListing, address);
  const verb: Verb = activate === undefined ? "deactivate" : "activate";
  const userId = idFrom(activate ?? deactivate);
  const scope = userId === undefined ? undefined : { accountId, userId, organizationId: listing.organization };

  const { account, organizations, people, preview } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    return {
      account,
      organizations: await listOrganizationsOf(db, accountId),
      people: await listAccountPeople(db, accountId, listing),
      preview: scope && (await findActivationPreview(db, account, verb, scope)),
    };
  });

  const path = `/accounts/${accountId}/people`;
  const hrefFor = (changes: Parameters<typeof listHref>[2]) => listHref(path, address, changes);
  const page = listing.page > 1 ? listing.page : undefined;
  const disabledReasons = {
    activate: disabledReason(staff, "person.activate"),
    deactivate: disabledReason(staff, "person.deactivate"),
  };
  const { rows, total, notActivated } = people;

  return (
    <>
      <PeopleFilters path={path} listing={listing} organizations={organizations} />
      <Section
        title={`${formatCount(total - notActivated, "person", "people")}, ${formatNumber(notActivated)} not activated`}
        description={disabledReasons.activate && `Activate, deactivate: ${disabledReasons.activate}`}
        actions={
          <>
            <CsvLink href={listHref(`/api/accounts/${accountId}/people-by-organization`, address, {})}>
              Download people × organizations
            </CsvLink>
            <CsvLink href={listHref(`/api/accounts/${accountId}/people`, address, {})} />
          </>
        }
      >
        <PeopleTable
          rows={rows}
          listing={listing}
          disabledReasons={disabledReasons}
          hrefFor={hrefFor}
          dialogHrefFor={(verb, id) => hrefFor({ page, [verb]: id })}
          empty={
            total > 0 ? (
              <NoSuchPage firstHref={hrefFor({ page: undefined })} />
            ) : organizations.length === 0 ? (
              <EmptyState title="Nobody yet">
                People come with their organizations:{" "}
                <Link href={`/accounts/${accountId}/organizations`}>attach some</Link>.
              </EmptyState>
            ) : isFiltered(listing) ? (
              <EmptyState title="Nobody matches">
                Search for something else, or <Link href={path}>show everyone</Link>.
              </EmptyState>
            ) : (
              <EmptyState title="Nobody yet">
                No roster of these organizations is known: <Link href="/imports">import them</Link>.
              </EmptyState>
            )
          }
        />
        <Pagination
          page={listing.page}
          pageSize={pageSize}
          total={total}
          noun={["listed", "listed"]}
          hrefFor={hrefFor}
        />
      </Section>

      {scope && preview && (
        <ActivationDialog
          key={`${verb} ${userId}`}
          verb={verb}
          scope={scope}
          preview={preview}
          seats={seatTotals(account, preview.numbers.usedAfter)}
          closeHref={hrefFor({ page })}
          disabledReason={disabledReasons[verb]}
        />
      )}
    </>
  );
}

function isFiltered({ q, organization, status, overlap }: AccountPeopleListing): boolean {
  return q !== "" || organization !== undefined || status !== "all" || overlap !== "all";
}
