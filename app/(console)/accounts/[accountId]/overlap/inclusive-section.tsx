import type { ReactNode } from "react";
import { CsvLink } from "@/components/ui/csv-link";
import { EmptyState } from "@/components/ui/empty-state";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import type { OrganizationSet, Pair } from "@/domain/combinations";
import type { OverlapListing } from "@/domain/input/overlap";
import { pageSize } from "@/domain/listings";
import type { Chosen } from "@/domain/overlap";
import type { OverlapAddress } from "./overlap-address";
import { PairsTable, SetsTable } from "./overlap-tables";
import { PairMatrix } from "./pair-matrix";

type Props = {
  pairs: Pair[];
  sets: OrganizationSet[];
  listing: OverlapListing;
  chosen: Chosen | undefined;
  loginsOf: (ids: readonly number[]) => string[];
  address: OverlapAddress;
  emptyPairs: ReactNode;
};

/** Numbers in which a person stands as often as they are in one of its organizations. */
export function InclusiveSection({ pairs, sets, listing, chosen, loginsOf, address, emptyPairs }: Props) {
  const first = (listing.pairs - 1) * pageSize;

  return (
    <>
      {pairs.length > 0 && (
        <Section
          title="Shared people"
          description="Inclusive: people with a seat who are activated in both, whoever is in others too included, and what share they are of the smaller of the two. Press a number for the people."
        >
          <PairMatrix pairs={pairs} sets={sets} chosen={chosen} loginsOf={loginsOf} address={address} />
        </Section>
      )}

      <div className="grid gap-8 xl:grid-cols-2 xl:gap-6">
        <Section
          title="Pairs"
          description="Inclusive: people in both, whoever is in others too included. A person in three organizations stands in three pairs, so pairs add up to more than there are people."
          actions={<CsvLink href={address.csvOf("pairs")}>Pairs as CSV</CsvLink>}
        >
          <PairsTable
            rows={pairs.slice(first, first + pageSize)}
            loginsOf={loginsOf}
            linkOf={({ organizationIds }) => ({
              href: address.choose({ kind: "pair", organizationIds }),
              isCurrent: chosen?.kind === "pair" && organizationIds.every((id) => chosen.organizationIds.includes(id)),
            })}
            empty={pairs.length > 0 ? <NoSuchPage firstHref={address.hrefFor({ pairs: undefined })} /> : emptyPairs}
          />
          <Pagination
            page={listing.pairs}
            pageSize={pageSize}
            total={pairs.length}
            noun={["pair", "pairs"]}
            label="Pages of pairs"
            hrefFor={({ page }) => address.hrefFor({ pairs: page })}
          />
        </Section>

        <Section
          title="Set sizes"
          description="Inclusive: everybody with a seat who is activated in the organization. These add up to what billing per organization would charge."
          actions={<CsvLink href={address.csvOf("organizations")}>Set sizes as CSV</CsvLink>}
        >
          <SetsTable
            rows={sets}
            loginsOf={loginsOf}
            linkOf={({ organizationId }) => ({
              href: address.choose({ kind: "organization", organizationIds: [organizationId] }),
              isCurrent: chosen?.kind === "organization" && chosen.organizationIds.includes(organizationId),
            })}
            empty={<EmptyState title="There is no organization yet" />}
          />
        </Section>
      </div>
    </>
  );
}
