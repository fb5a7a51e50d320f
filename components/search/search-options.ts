import type { SearchGroup } from "@/domain/search";

export type SearchOption = { key: string; href: string };

export const moreKeyOf = ({ kind }: Pick<SearchGroup, "kind">) => `${kind}-more`;

export const hitKeyOf = ({ kind, id }: SearchGroup["hits"][number]) => `${kind}-${id}`;

/** What the arrow keys go through: every hit, and behind those of a kind the way to more of them. */
export function optionsOf(groups: readonly SearchGroup[]): SearchOption[] {
  return groups.flatMap((group) => [
    ...group.hits.map((hit) => ({ key: hitKeyOf(hit), href: hit.href })),
    ...(group.moreHref === null ? [] : [{ key: moreKeyOf(group), href: group.moreHref }]),
  ]);
}

/** The option that a key goes to, around the ends; undefined for a key that goes nowhere. */
export function optionAfter(
  options: readonly SearchOption[],
  active: SearchOption | undefined,
  key: string,
): SearchOption | undefined {
  const place = active === undefined ? -1 : options.indexOf(active);
  switch (key) {
    case "ArrowDown":
      return options[(place + 1) % options.length];
    case "ArrowUp":
      return options.at(place <= 0 ? -1 : place - 1);
    case "Home":
      return options[0];
    case "End":
      return options.at(-1);
  }
}
