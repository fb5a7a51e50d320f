import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SavingsPanel } from "@/components/savings-panel";
import { CsvLink } from "@/components/ui/csv-link";
import { Day } from "@/components/ui/day";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PrintHeading } from "@/components/ui/print-heading";
import { Section } from "@/components/ui/section";
import { findAccount } from "@/db/queries/accounts";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { listCombinations, listPeopleBehind } from "@/db/queries/overlap";
import { getPlan } from "@/db/queries/plans";
import { addresses } from "@/domain/addresses";
import { overlappingIn, pairsOf, setsOf } from "@/domain/combinations";
import { formatCount, formatNumber } from "@/domain/format";
import { parseListing } from "@/domain/input/listings";
import { OverlapListing } from "@/domain/input/overlap";
import { chosenFrom } from "@/domain/overlap";
import { loginsIn } from "@/domain/overlap-words";
import { dayOf } from "@/domain/seat-history";
import { doubleCounted } from "@/domain/seats";
import { requireStaff } from "@/server/session";
import { ExactSection } from "./exact-section";
import { InclusiveSection } from "./inclusive-section";
import { IntersectionsPlot, SortLinks } from "./intersections-plot";
import { overlapAddress } from "./overlap-address";
import { PeopleBehind } from "./people-behind";

export const metadata: Metadata = { title: "Overlap" };

export default async function OverlapPage({ params, searchParams }: PageProps<"/accounts/[accountId]/overlap">) {
  const { read } = await requireStaff();
  const { accountId } = await params;
  const query = await searchParams;
  const listing = parseListing(OverlapListing, query);
  const chosen = chosenFrom(listing);

  const { account, plan, organizations, combinations, behind } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    return {
      account,
      plan: await getPlan(db, account.plan),
      organizations: await listOrganizationsOf(db, accountId),
      combinations: await listCombinations(db, accountId),
      behind: chosen && (await listPeopleBehind(db, accountId, chosen, listing)),
    };
  });

  const address = overlapAddress(accountId, query);
  const loginsOf = loginsIn(organizations);
  const ids = organizations.map(({ id }) => id);
  const shared = { combinations, sets: setsOf(combinations, ids), listing, chosen, loginsOf, address };

  const { usedSeatCount: used, organizationSeatCount: organizationSeats } = account;
  const attachLink = <Link href={addresses.account(accountId).organizations()}>Attach organizations</Link>;

  return (
    <div className="space-y-8">
      <div className="space-y-3">
        <PrintHeading>
          Overlap on <Day day={dayOf(new Date())} />
        </PrintHeading>
        <DefinitionList
          label="Seats per organization and in one pool"
          layout="stats"
          items={[
            { term: "Billed per organization", value: formatNumber(organizationSeats) },
            { term: "Used seats", value: formatNumber(used) },
            { term: "Double counted", value: formatNumber(doubleCounted({ organizationSeats, used })) },
            { term: "People in two or more organizations", value: formatNumber(overlappingIn(combinations)) },
          ]}
        />
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
          <p className="max-w-prose text-text-muted">
            Billing per organization would charge {formatCount(organizationSeats, "seat", "seats")}, because people in
            several organizations count in each. In this account, each person takes one seat.
          </p>
          <div className="flex flex-wrap items-center gap-2 print:hidden">
            <CsvLink href={addresses.api.account(accountId).peopleByOrganization()}>
              Download people × organizations
            </CsvLink>
            <CsvLink href={address.csvOf("savings")}>Savings as CSV</CsvLink>
            {!chosen && <CsvLink href={address.csvOfAll} />}
          </div>
        </div>
        <SavingsPanel account={account} plan={plan} />
      </div>

      {combinations.length > 0 && (
        <Section
          title="Who is in which organizations"
          description="Press a bar for the people in exactly these organizations, or an organization for everybody in it."
          actions={<SortLinks sort={listing.sort} address={address} />}
        >
          <IntersectionsPlot {...shared} sort={listing.sort} />
        </Section>
      )}

      {chosen && behind && (
        <div className="print:hidden">
          <PeopleBehind
            chosen={chosen}
            behind={behind}
            page={listing.page}
            logins={chosen.kind === "degree" ? [] : loginsOf(chosen.organizationIds)}
            address={address}
          />
        </div>
      )}

      <ExactSection
        {...shared}
        empty={<EmptyState title="Nobody has a seat yet">{attachLink} or activate people.</EmptyState>}
      />
      <div className="print:hidden">
        <InclusiveSection
          {...shared}
          pairs={pairsOf(combinations)}
          emptyPairs={
            organizations.length < 2 ? (
              <EmptyState title="There is nothing to overlap">
                This account has {formatCount(organizations.length, "organization", "organizations")}. {attachLink}.
              </EmptyState>
            ) : (
              <EmptyState title="Nothing overlaps">Nobody with a seat is activated in two organizations.</EmptyState>
            )
          }
        />
      </div>
    </div>
  );
}
