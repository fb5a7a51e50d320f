import { loginKey } from "./logins";
import type { Roster } from "./rosters";

/** What sources say without these organizations: nothing of them, and nothing that only their rows say of a person. */
export function withoutOrganizations(rosters: Roster[], leftOut: readonly string[]): Roster[] {
  if (leftOut.length === 0) return rosters;
  const keys = new Set(leftOut.map(loginKey));
  const isKept = (login: string) => !keys.has(loginKey(login));
  return rosters.map((roster) => ({
    ...roster,
    organizations: roster.organizations.filter(({ login }) => isKept(login)),
    rows: roster.rows.filter(({ organization }) => isKept(organization)),
    plans: roster.plans.filter(({ organization }) => isKept(organization)),
  }));
}
