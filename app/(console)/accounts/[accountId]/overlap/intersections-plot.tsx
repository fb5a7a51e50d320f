import clsx from "clsx";
import { UpSetPlot } from "@/components/charts/upset-plot";
import { buttonClass } from "@/components/ui/button-class";
import { Link } from "@/components/ui/link";
import {
  type Combination,
  type CombinationSort,
  combinationSorts,
  type OrganizationSet,
  topCombinations,
} from "@/domain/combinations";
import { formatCount } from "@/domain/format";
import { type Chosen, isAmongChosen } from "@/domain/overlap";
import { combinationInWords } from "@/domain/overlap-words";
import type { OverlapAddress } from "./overlap-address";

const mostBars = 20;

type Props = {
  combinations: Combination[];
  sets: OrganizationSet[];
  sort: CombinationSort;
  chosen: Chosen | undefined;
  loginsOf: (ids: readonly number[]) => string[];
  address: OverlapAddress;
};

const people = (count: number) => formatCount(count, "person", "people");

/** The largest combinations, against the organizations that take part in them. */
export function IntersectionsPlot({ combinations, sets, sort, chosen, loginsOf, address }: Props) {
  const { shown, rest } = topCombinations(combinations, sort, mostBars);
  const takingPart = new Set(shown.flatMap(({ organizationIds }) => organizationIds));
  const rows = sets.filter(({ organizationId }) => takingPart.has(organizationId));
  const absent = sets.length - rows.length;
  const restInWords = `${people(rest.people)} in ${formatCount(rest.combinations, "other combination", "other combinations")}`;

  return (
    <div className="space-y-2">
      <UpSetPlot
        title="Intersections of organizations"
        description="A bar for each combination of organizations: the people in exactly these. Below it dots mark the organizations. The table Exact intersections says the same."
        rows={rows.map(({ organizationId: id, people: count }) => ({
          id,
          name: loginsOf([id]).join(),
          count,
          label: `${people(count)} in ${loginsOf([id]).join()}, whoever is in others too included`,
          href: address.choose({ kind: "organization", organizationIds: [id] }),
          isCurrent: chosen?.kind === "organization" && chosen.organizationIds.includes(id),
        }))}
        columns={shown.map(({ organizationIds, people: count }) => ({
          key: organizationIds.join(),
          rowIds: organizationIds,
          count,
          label: combinationInWords(people(count), loginsOf(organizationIds)),
          href: address.choose({ kind: "exact", organizationIds: [...organizationIds] }),
          isCurrent: chosen?.kind === "exact" && isAmongChosen(chosen, organizationIds),
          emphasis: chosen ? (isAmongChosen(chosen, organizationIds) ? "chosen" : "other") : "none",
        }))}
        rest={rest.combinations > 0 ? { count: rest.people, label: restInWords } : undefined}
      />
      {rest.combinations > 0 && (
        <p className="text-text-muted">
          The last bar sums the rest: {restInWords}.{" "}
          <span className="print:hidden">The table below has each of them.</span>
        </p>
      )}
      {absent > 0 && (
        <p className="text-text-muted">
          Not drawn: {formatCount(absent, "organization", "organizations")} in none of these combinations.
        </p>
      )}
    </div>
  );
}

const sortNames: Record<CombinationSort, string> = { size: "By size", degree: "By number of organizations" };

export function SortLinks({ sort, address }: { sort: CombinationSort; address: OverlapAddress }) {
  return (
    <nav aria-label="Order of intersections" className="flex gap-1">
      {combinationSorts.map((by) => (
        <Link
          key={by}
          href={address.sortBy(by)}
          scroll={false}
          aria-current={by === sort ? "true" : undefined}
          className={clsx(
            buttonClass("secondary", "small"),
            "aria-current:border-accent aria-current:bg-accent-soft aria-current:text-accent",
          )}
        >
          {sortNames[by]}
        </Link>
      ))}
    </nav>
  );
}
