import type { Tx } from "@/db/executor";
import { updateToAttached } from "@/db/queries/organizations";
import { peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { ofOrganization } from "../audit";

type Account = { id: string; name: string };
type UsedSeats = { usedBefore: number; usedAfter: number };

/** Attaches organizations that are held, and returns an entry for the audit log for each. */
export async function attachToAccount(tx: Tx, account: Account, organizationIds: number[], used: UsedSeats) {
  const attached = await updateToAttached(tx, organizationIds, account.id);
  await updateLedger(tx, [account.id], peopleInOrganizations(organizationIds));
  return attached.map(({ id, login }) => ({
    action: "organization.attach" as const,
    ...ofOrganization(id, account.id),
    before: { login, account: null, usedSeats: used.usedBefore },
    after: { login, account: account.name, usedSeats: used.usedAfter },
  }));
}
