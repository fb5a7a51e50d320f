import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CsvLink } from "@/components/ui/csv-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { Selection } from "@/components/ui/selection";
import { listAccountPeople } from "@/db/queries/account-people";
import { findAccount } from "@/db/queries/accounts";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { otherMode } from "@/domain/activation";
import { verbs } from "@/domain/activation-verbs";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";
import { AccountPeopleListing, parseListing } from "@/domain/input/listings";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { ActivationDialog } from "./activation-dialog";
import { findActivationPreview } from "./activation-preview";
import { setTitle } from "./activation-words";
import { parsePeopleAddress, scopeOf, stepAddress } from "./people-address";
import { PeopleFilters } from "./people-filters";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "People" };

export default async function AccountPeoplePage({ params, searchParams }: PageProps<"/accounts/[accountId]/people">) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const { step, address } = parsePeopleAddress(await searchParams);
  const listing = parseListing(AccountPeopleListing, address);
  const { verb, selectedIds, mode } = step;

  const { organizations, everyone, people, preview } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    const organizations = await listOrganizationsOf(db, accountId);
    const organization = organizations.find(({ id }) => id === listing.organization);
    const scope = scopeOf(step, accountId, listing);
    const isThere = organization !== undefined || listing.organization === undefined;
    const everyone = { place: organization?.login ?? account.name, isFiltered: isFilteredFurther(listing) };
    return {
      organizations,
      people: await listAccountPeople(db, accountId, listing),
      everyone,
      preview:
        scope && (scope.userIds || isThere)
          ? await findActivationPreview(db, account, step, scope, scope.listed && everyone)
          : undefined,
    };
  });

  const to = addresses.account(accountId);
  const api = addresses.api.account(accountId);
  const hrefFor = listHref(to.people, address);
  const page = listing.page > 1 ? listing.page : undefined;
  const disabledReasons = {
    activate: disabledReason(staff, "person.activate"),
    deactivate: disabledReason(staff, "person.deactivate"),
  };
  const { rows, total, notActivated } = people;

  return (
    <>
      <PeopleFilters path={to.people()} listing={listing} organizations={organizations} />
      {listing.change !== undefined && (
        <p className="text-text-muted">
          Only people whom <Link href={addresses.auditLog({ change: listing.change })}>one change</Link> activated,
          where nothing has changed since. <Link href={to.people()}>Show everyone</Link>
        </p>
      )}
      <Section
        title={`${formatCount(total - notActivated, "person", "people")}, ${formatNumber(notActivated)} not activated`}
        description={disabledReasons.activate && `Activate, deactivate: ${disabledReasons.activate}`}
        actions={
          <>
            <LinkButton href={to.unseenPeople()}>Inactive people</LinkButton>
            <CsvLink href={api.peopleByOrganization(address)}>Download people × organizations</CsvLink>
            <CsvLink href={api.people(address)} />
          </>
        }
      >
        <Selection
          label="Select people"
          name="person"
          pageLabel="Select everyone on this page"
          nothingSelected="Select the people first."
          selected={selectedIds}
          shown={rows.map(({ id, organizations }) => `${id} ${organizations.map(({ active }) => active)}`).join(";")}
          total={total}
          actions={verbs.map((verb) => ({
            label: setTitle(verb),
            href: hrefFor({ page, [verb]: "selected" }),
            everything: { label: setTitle(verb, everyone), href: hrefFor({ page, [verb]: "everybody" }) },
            disabledReason: disabledReasons[verb],
          }))}
        >
          <PeopleTable
            rows={rows}
            listing={listing}
            selectedIds={selectedIds}
            disabledReasons={disabledReasons}
            hrefFor={hrefFor}
            dialogHrefFor={(verb, id) => hrefFor({ page, [verb]: id })}
            empty={
              total > 0 ? (
                <NoSuchPage firstHref={hrefFor({ page: undefined })} />
              ) : organizations.length === 0 ? (
                <EmptyState title="Nobody yet">
                  People come with their organizations: <Link href={to.organizations()}>attach some</Link>.
                </EmptyState>
              ) : isFiltered(listing) ? (
                <EmptyState title="Nobody matches">
                  Search for something else, or <Link href={to.people()}>show everyone</Link>.
                </EmptyState>
              ) : (
                <EmptyState title="Nobody yet">
                  No roster of these organizations is known: <Link href={addresses.imports()}>import them</Link>.
                </EmptyState>
              )
            }
          />
        </Selection>
        <Pagination
          page={listing.page}
          pageSize={pageSize}
          total={total}
          noun={["listed", "listed"]}
          hrefFor={hrefFor}
        />
      </Section>

      {preview && (
        <ActivationDialog
          key={`${verb} ${step.whom} ${step.userId}`}
          verb={verb}
          preview={preview}
          otherModeHref={hrefFor({ page, ...stepAddress({ ...step, mode: otherMode[mode] }) })}
          closeHref={hrefFor({ page, ...stepAddress({ selectedIds }) })}
          doneHref={hrefFor({ page })}
          disabledReason={disabledReasons[verb]}
        />
      )}
    </>
  );
}

function isFiltered(listing: AccountPeopleListing): boolean {
  return listing.organization !== undefined || isFilteredFurther(listing);
}

function isFilteredFurther({ q, status, overlap, change }: AccountPeopleListing): boolean {
  return q !== "" || status !== "all" || overlap !== "all" || change !== undefined;
}
