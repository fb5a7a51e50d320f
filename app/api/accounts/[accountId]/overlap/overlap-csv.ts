import { type Combination, degreesOf, pairsOf, setsOf } from "@/domain/combinations";
import { formatDollars } from "@/domain/format";
import type { OverlapListing } from "@/domain/input/overlap";
import { loginsIn, nameCombination } from "@/domain/overlap-words";
import { type BilledAccount, billedSeats, savingsColumns, savingsNames, savingsOf } from "@/domain/savings";
import type { CsvCell } from "@/server/csv";

type Table = { name: string; header: string[]; rows: Iterable<CsvCell[]> };

const percent = (part: number, whole: number) => Math.floor((part * 100) / whole);

type CombinationList = Exclude<OverlapListing["list"], "savings">;

/** What the account pays and saves. Amounts are blank if its price is unknown. */
export function savingsCsv(account: BilledAccount, unitPriceCents: number | undefined): Table {
  const seats = billedSeats(account);
  const money = unitPriceCents === undefined ? undefined : savingsOf(account, unitPriceCents);
  return {
    name: "savings",
    header: ["amount", "seats", "per_month_usd", "per_year_usd"],
    rows: savingsNames.map((name) => [
      savingsColumns[name],
      seats[name],
      money ? formatDollars(money[name].monthly) : null,
      money ? formatDollars(money[name].yearly) : null,
    ]),
  };
}

/** One of the lists of combinations, whole; exact intersections and pairs in one when none is named. */
export function overlapCsv(
  list: CombinationList,
  combinations: readonly Combination[],
  organizations: readonly { id: number; login: string }[],
): Table {
  const loginsOf = loginsIn(organizations);
  const name = (ids: readonly number[]) => nameCombination(loginsOf(ids));
  switch (list) {
    case "exact":
      return {
        name: "exact-intersections",
        header: ["organizations", "organization_count", "people_with_a_seat"],
        rows: combinations.map(({ organizationIds: ids, people }) => [name(ids), ids.length, people]),
      };
    case "pairs":
      return {
        name: "pairs",
        header: [
          "organization",
          "other_organization",
          "shared_people",
          "people_of_smaller",
          "share_of_smaller_percent",
        ],
        rows: pairsOf(combinations).map(({ organizationIds: ids, people, peopleOfSmaller }) => {
          const [one = "", other = ""] = loginsOf(ids);
          return [one, other, people, peopleOfSmaller, percent(people, peopleOfSmaller)];
        }),
      };
    case "organizations":
      return {
        name: "set-sizes",
        header: ["organization", "people_with_a_seat", "shared", "only_here"],
        rows: setsOf(
          combinations,
          organizations.map(({ id }) => id),
        ).map(({ organizationId, people, shared, onlyHere }) => [name([organizationId]), people, shared, onlyHere]),
      };
    case "degrees":
      return {
        name: "people-by-number-of-organizations",
        header: ["organizations", "people_with_a_seat", "double_counted"],
        rows: degreesOf(combinations).map(({ organizations, people, doubleCounted }) => [
          organizations,
          people,
          doubleCounted,
        ]),
      };
    case undefined:
      return {
        name: "overlap",
        header: ["kind", "organizations", "people_with_a_seat", "share_of_smaller_percent"],
        rows: [
          ...combinations.map(({ organizationIds, people }) => ["exact", name(organizationIds), people, null]),
          ...pairsOf(combinations).map(({ organizationIds, people, peopleOfSmaller }) => [
            "pair",
            name(organizationIds),
            people,
            percent(people, peopleOfSmaller),
          ]),
        ],
      };
  }
}
