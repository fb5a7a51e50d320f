import { listHref } from "@/components/ui/list-href";
import { addresses } from "@/domain/addresses";
import type { CombinationSort } from "@/domain/combinations";
import type { SearchParams } from "@/domain/listings";
import { type Chosen, chosenAddress, type overlapLists } from "@/domain/overlap";

/** The addresses that lead on from this page as it is. */
export function overlapAddress(accountId: string, address: SearchParams) {
  const { overlap: csv } = addresses.api.account(accountId);
  const hrefFor = listHref(addresses.account(accountId).overlap, address);
  return {
    hrefFor,
    choose: (chosen: Chosen) => `${hrefFor(chosenAddress(chosen))}#people`,
    chooseNobody: hrefFor(chosenAddress(undefined)),
    sortBy: (sort: CombinationSort) => hrefFor({ sort: sort === "size" ? undefined : sort, intersections: undefined }),
    csvOf: (list: (typeof overlapLists)[number]) => csv({ list }),
    csvOfAll: csv(),
    csvOfPeople: (chosen: Chosen) => csv(chosenAddress(chosen)),
  };
}

export type OverlapAddress = ReturnType<typeof overlapAddress>;
