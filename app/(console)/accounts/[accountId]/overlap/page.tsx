import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CsvLink } from "@/components/ui/csv-link";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatNumber } from "@/components/ui/format";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { findAccount } from "@/db/queries/accounts";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { listExactIntersections, listPairs, listPeopleBehind } from "@/db/queries/overlap";
import { pageSize, parseListing } from "@/domain/listings";
import { chosenFrom, OverlapListing } from "@/domain/overlap";
import { doubleCounted } from "@/domain/seats";
import { requireStaff } from "@/server/session";
import { IntersectionsTable, nameOrganizations, PairsTable, PeopleBehindTable } from "./overlap-tables";

export const metadata: Metadata = { title: "Overlap" };

export default async function OverlapPage({ params, searchParams }: PageProps<"/accounts/[accountId]/overlap">) {
  const { read } = await requireStaff();
  const { accountId } = await params;
  const address = await searchParams;
  const listing = parseListing(OverlapListing, address);
  const chosen = chosenFrom(listing);

  const { account, organizations, exact, pairs, behind } = await read(async (db) => ({
    account: (await findAccount(db, accountId)) ?? notFound(),
    organizations: await listOrganizationsOf(db, accountId),
    exact: await listExactIntersections(db, accountId, { page: listing.intersections }),
    pairs: await listPairs(db, accountId, { page: listing.pairs }),
    behind: chosen && (await listPeopleBehind(db, accountId, chosen, listing)),
  }));

  const path = `/accounts/${accountId}/overlap`;
  const csvPath = `/api/accounts/${accountId}/overlap`;
  const hrefFor = (changes: Parameters<typeof listHref>[2]) => listHref(path, address, changes);
  const choose = (choice: { exact?: string; pair?: string }) =>
    `${hrefFor({ exact: undefined, pair: undefined, ...choice })}#people`;
  const loginsOf = (ids: number[]) => organizations.filter(({ id }) => ids.includes(id)).map(({ login }) => login);

  const { usedSeatCount: used, organizationSeatCount: organizationSeats } = account;
  const saved = doubleCounted({ organizationSeats, used });
  const shownPeople = exact.rows.reduce((sum, { people }) => sum + people, 0);
  const attachLink = <Link href={`/accounts/${accountId}/organizations`}>Attach organizations</Link>;

  return (
    <div className="space-y-8">
      <div className="space-y-3">
        <DefinitionList
          label="Seats saved"
          layout="stats"
          items={[
            { term: "Billed per organization", value: formatNumber(organizationSeats) },
            { term: "Used seats", value: formatNumber(used) },
            { term: "Double counted", value: formatNumber(saved) },
            { term: "People in two or more organizations", value: formatNumber(exact.overlapping) },
          ]}
        />
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
          <p className="max-w-prose text-text-muted">
            Billing per organization would charge {formatCount(organizationSeats, "seat", "seats")}, for whoever is in
            several counts in each. Here everyone takes one: {formatCount(saved, "seat is", "seats are")} saved.
          </p>
          {!chosen && <CsvLink href={csvPath} />}
        </div>
      </div>

      <div className="grid gap-8 xl:grid-cols-2 xl:gap-6">
        <Section
          title="Exact intersections"
          description={`People with a seat who are activated in these organizations and in no other. Each stands in one row, so the rows add up to the ${formatCount(exact.people, "used seat", "used seats")}.`}
        >
          <IntersectionsTable
            rows={exact.rows}
            loginsOf={loginsOf}
            hrefFor={({ organizationIds }) => choose({ exact: organizationIds.join() })}
            rest={{ total: exact.total - exact.rows.length, people: exact.people - shownPeople }}
            empty={<EmptyState title="Nobody has a seat yet">{attachLink} or activate people.</EmptyState>}
          />
          <Pagination
            page={listing.intersections}
            pageSize={pageSize}
            total={exact.total}
            noun={["combination", "combinations"]}
            label="Pages of combinations"
            hrefFor={({ page }) => hrefFor({ intersections: page })}
          />
        </Section>

        <Section
          title="Pairs"
          description="People with a seat who are activated in both, whoever is in others too included. A person in three organizations stands in three pairs, so pairs add up to more than there are people."
        >
          <PairsTable
            rows={pairs.rows}
            loginsOf={loginsOf}
            hrefFor={({ organizationIds }) => choose({ pair: organizationIds.join() })}
            empty={
              pairs.total > 0 ? (
                <NoSuchPage firstHref={hrefFor({ pairs: undefined })} />
              ) : organizations.length < 2 ? (
                <EmptyState title="There is nothing to overlap">
                  This account has {formatCount(organizations.length, "organization", "organizations")}. {attachLink}.
                </EmptyState>
              ) : (
                <EmptyState title="Nothing overlaps">Nobody with a seat is activated in two organizations.</EmptyState>
              )
            }
          />
          <Pagination
            page={listing.pairs}
            pageSize={pageSize}
            total={pairs.total}
            noun={["pair", "pairs"]}
            label="Pages of pairs"
            hrefFor={({ page }) => hrefFor({ pairs: page })}
          />
        </Section>
      </div>

      {chosen && behind && (
        <Section
          id="people"
          title={`${chosen.kind === "exact" ? "In exactly" : "In both"} ${nameOrganizations(loginsOf(chosen.organizationIds))}`}
          actions={<CsvLink href={listHref(csvPath, { [chosen.kind]: chosen.organizationIds.join() }, {})} />}
        >
          <PeopleBehindTable
            rows={behind.rows}
            empty={
              behind.total > 0 ? (
                <NoSuchPage firstHref={hrefFor({ page: undefined })} />
              ) : (
                <EmptyState title="Nobody is behind it any longer">
                  Choose another number above: memberships or organizations changed.
                </EmptyState>
              )
            }
          />
          <Pagination
            page={listing.page}
            pageSize={pageSize}
            total={behind.total}
            noun={["person", "people"]}
            label="Pages of people"
            hrefFor={(changes) => `${hrefFor(changes)}#people`}
          />
        </Section>
      )}
    </div>
  );
}
