import type { ReactNode } from "react";
import { CsvLink } from "@/components/ui/csv-link";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { type Combination, degreesOf, peopleIn, restOf, sortCombinations } from "@/domain/combinations";
import { formatCount } from "@/domain/format";
import type { OverlapListing } from "@/domain/input/overlap";
import { pageSize } from "@/domain/listings";
import { type Chosen, isAmongChosen } from "@/domain/overlap";
import type { OverlapAddress } from "./overlap-address";
import { DegreesTable, IntersectionsTable } from "./overlap-tables";

type Props = {
  combinations: Combination[];
  listing: OverlapListing;
  chosen: Chosen | undefined;
  loginsOf: (ids: readonly number[]) => string[];
  address: OverlapAddress;
  empty: ReactNode;
};

/** Numbers in which each person stands once. */
export function ExactSection({ combinations, listing, chosen, loginsOf, address, empty }: Props) {
  const first = (listing.intersections - 1) * pageSize;
  const rows = sortCombinations(combinations, listing.sort).slice(first, first + pageSize);
  const isPast = rows.length === 0 && combinations.length > 0;

  return (
    <div className="grid gap-8 xl:grid-cols-2 xl:gap-6">
      {/* On paper the drawing says the same. */}
      <div className="min-w-0 print:hidden">
        <Section
          title="Exact intersections"
          description={`Exact: people with a seat who are activated in these organizations and in no other. Each stands in one row, so the rows add up to the ${formatCount(peopleIn(combinations), "used seat", "used seats")}.`}
          actions={<CsvLink href={address.csvOf("exact")}>Intersections as CSV</CsvLink>}
        >
          <IntersectionsTable
            rows={rows}
            loginsOf={loginsOf}
            linkOf={({ organizationIds }) => ({
              href: address.choose({ kind: "exact", organizationIds: [...organizationIds] }),
              isCurrent: chosen?.kind === "exact" && isAmongChosen(chosen, organizationIds),
            })}
            rest={isPast ? { combinations: 0, people: 0 } : restOf(combinations, rows)}
            empty={isPast ? <NoSuchPage firstHref={address.hrefFor({ intersections: undefined })} /> : empty}
          />
          <Pagination
            page={listing.intersections}
            pageSize={pageSize}
            total={combinations.length}
            noun={["combination", "combinations"]}
            label="Pages of combinations"
            hrefFor={({ page }) => address.hrefFor({ intersections: page })}
          />
        </Section>
      </div>

      <Section
        title="People by number of organizations"
        description="Exact: each stands in one row. Billing per organization would charge whoever is in three of them two seats on top."
        actions={<CsvLink href={address.csvOf("degrees")}>Numbers as CSV</CsvLink>}
      >
        <DegreesTable
          rows={degreesOf(combinations)}
          linkOf={({ organizations }) => ({
            href: address.choose({ kind: "degree", organizations }),
            isCurrent: chosen?.kind === "degree" && chosen.organizations === organizations,
          })}
          empty={empty}
        />
      </Section>
    </div>
  );
}
