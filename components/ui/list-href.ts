import type { Query } from "@/domain/addresses";
import type { SearchParams } from "@/domain/listings";

/** The address of a list that is shown so, after some changes. Any change but the page's own starts at page 1. */
export function listHref<Parameter extends string>(to: (query: Query<Parameter>) => string, shown: SearchParams) {
  const { page, ...filters } = shown;
  return (changes: Query<Parameter> = {}): string => {
    const isChanged = Object.keys(changes).length > 0;
    return to({ ...(isChanged ? filters : shown), ...changes });
  };
}
