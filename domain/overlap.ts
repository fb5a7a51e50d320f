import type { OverlapListing } from "./input/overlap";

/** The lists that the overlap of an account is downloaded as, one by one. */
export const overlapLists = ["exact", "pairs", "organizations", "degrees"] as const;

/**
 * Whose people are asked for. Exact: in these organizations and in no other of the account. Inclusive, as a pair and an
 * organization are: in all of these, and maybe in others. A degree: in this many, whichever.
 */
export type Chosen =
  | { kind: "exact" | "pair" | "organization"; organizationIds: number[] }
  | { kind: "degree"; organizations: number };

export function chosenFrom({ exact, pair, organization, degree }: Partial<OverlapListing>): Chosen | undefined {
  if (exact) return { kind: "exact", organizationIds: exact };
  if (pair) return { kind: "pair", organizationIds: pair };
  if (organization) return { kind: "organization", organizationIds: organization };
  return degree === undefined ? undefined : { kind: "degree", organizations: degree };
}

/** What the address says of a choice; choosing another one takes the place of the first. */
export function chosenAddress(chosen: Chosen | undefined): Record<Chosen["kind"], string | undefined> {
  const none = { exact: undefined, pair: undefined, organization: undefined, degree: undefined };
  if (!chosen) return none;
  const value = chosen.kind === "degree" ? String(chosen.organizations) : chosen.organizationIds.join();
  return { ...none, [chosen.kind]: value };
}

/** Whether everybody of this combination is among the people chosen. */
export function isAmongChosen(chosen: Chosen, organizationIds: readonly number[]): boolean {
  if (chosen.kind === "degree") return organizationIds.length === chosen.organizations;
  const hasAll = chosen.organizationIds.every((id) => organizationIds.includes(id));
  return hasAll && (chosen.kind !== "exact" || organizationIds.length === chosen.organizationIds.length);
}
