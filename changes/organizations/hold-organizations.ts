import { peopleActivatedIn } from "@/db/queries/activations";

/** Everything that counts when organizations move into these accounts or out of them. */
export function holdOrganizations(organizations: readonly number[], accounts: readonly string[]) {
  return { organizations, accounts, people: peopleActivatedIn(organizations) };
}
