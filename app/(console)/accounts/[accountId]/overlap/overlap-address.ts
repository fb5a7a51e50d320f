import { listHref } from "@/components/ui/list-href";
import type { CombinationSort } from "@/domain/combinations";
import type { SearchParams } from "@/domain/listings";
import { type Chosen, chosenAddress, type overlapLists } from "@/domain/overlap";

/** The addresses that lead on from this page as it is. */
export function overlapAddress(accountId: string, address: SearchParams) {
  const path = `/accounts/${accountId}/overlap`;
  const csvPath = `/api${path}`;
  const hrefFor = (changes: Parameters<typeof listHref>[2]) => listHref(path, address, changes);
  return {
    hrefFor,
    choose: (chosen: Chosen) => `${hrefFor(chosenAddress(chosen))}#people`,
    chooseNobody: hrefFor(chosenAddress(undefined)),
    sortBy: (sort: CombinationSort) => hrefFor({ sort: sort === "size" ? undefined : sort, intersections: undefined }),
    csvOf: (list: (typeof overlapLists)[number]) => listHref(csvPath, {}, { list }),
    csvOfAll: csvPath,
    csvOfPeople: (chosen: Chosen) => listHref(csvPath, {}, chosenAddress(chosen)),
  };
}

export type OverlapAddress = ReturnType<typeof overlapAddress>;
