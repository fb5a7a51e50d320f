/** The lists of the overlap page. Each can be downloaded. */
export const overlapLists = ["exact", "pairs", "organizations", "degrees", "savings"] as const;

/**
 * Which people are shown. Exact: in these organizations and in no other of the account. A pair or an organization is
 * inclusive: in all of these, and maybe in others. A degree: in this many organizations, whichever they are.
 */
export type Chosen =
  | { kind: "exact" | "pair" | "organization"; organizationIds: number[] }
  | { kind: "degree"; organizations: number };

/** The ids of a kind, or the degree. */
type Asked = Partial<Record<"exact" | "pair" | "organization", number[]> & { degree: number }>;

export function chosenFrom({ exact, pair, organization, degree }: Asked): Chosen | undefined {
  if (exact) return { kind: "exact", organizationIds: exact };
  if (pair) return { kind: "pair", organizationIds: pair };
  if (organization) return { kind: "organization", organizationIds: organization };
  return degree === undefined ? undefined : { kind: "degree", organizations: degree };
}

/** The address parameters of a choice. A new choice replaces the previous one. */
export function chosenAddress(chosen: Chosen | undefined): Record<Chosen["kind"], string | undefined> {
  const none = { exact: undefined, pair: undefined, organization: undefined, degree: undefined };
  if (!chosen) return none;
  const value = chosen.kind === "degree" ? String(chosen.organizations) : chosen.organizationIds.join();
  return { ...none, [chosen.kind]: value };
}

/** Whether everyone in this combination is among the chosen people. */
export function isAmongChosen(chosen: Chosen, organizationIds: readonly number[]): boolean {
  if (chosen.kind === "degree") return organizationIds.length === chosen.organizations;
  const hasAll = chosen.organizationIds.every((id) => organizationIds.includes(id));
  return hasAll && (chosen.kind !== "exact" || organizationIds.length === chosen.organizationIds.length);
}
