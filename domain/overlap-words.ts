import type { Chosen } from "./overlap";

const list = new Intl.ListFormat("en-US", { type: "conjunction" });

/** "acme", "acme and beta", "acme, beta, and gamma". */
const namesInWords = (names: readonly string[]) => list.format(names);

export const nameCombination = (logins: readonly string[]) => logins.join(" + ") || "no organization of this account";

const mostNames = 8;

/** The first few names and how many more; undefined if there are few enough to show all. */
export function shortenNames(names: readonly string[], separator: string): string | undefined {
  if (names.length <= mostNames + 1) return undefined;
  return `${names.slice(0, mostNames).join(separator)} and ${names.length - mostNames} more`;
}

/** The logins of organizations, in the account's order. Organizations outside the account are left out. */
export function loginsIn(organizations: readonly { id: number; login: string }[]) {
  const places = new Map(organizations.map(({ id }, place) => [id, place]));
  return (ids: readonly number[]): string[] =>
    [...new Set(ids)]
      .flatMap((id) => places.get(id) ?? [])
      .sort((one, other) => one - other)
      .flatMap((place) => organizations[place]?.login ?? []);
}

/** "313 people in acme only", "827 people in acme and beta only". */
export function combinationInWords(people: string, logins: readonly string[]): string {
  return `${people} in ${shortenNames(logins, ", ") ?? namesInWords(logins)} only`;
}

/** Which people are shown, and what kind of number they make up. */
export function chosenInWords(chosen: Chosen, logins: readonly string[]): { title: string; description: string } {
  switch (chosen.kind) {
    case "exact":
      return {
        title: `In exactly ${nameCombination(logins)}`,
        description: "Exact: activated in these organizations and in no others of this account.",
      };
    case "pair":
      return {
        title: `In both ${nameCombination(logins)}`,
        description: "Inclusive: activated in both, including people who are in others too.",
      };
    case "organization":
      return {
        title: `In ${nameCombination(logins)}`,
        description: "Inclusive: activated in it, including people who are in others too.",
      };
    case "degree":
      return {
        title: chosen.organizations === 1 ? "In one organization" : `In ${chosen.organizations} organizations`,
        description: "Exact: activated in this many organizations of this account, whichever they are.",
      };
  }
}
