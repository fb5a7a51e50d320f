import type { Reader } from "@/db/executor";
import { listOrganizationsByLogin } from "@/db/queries/organizations";
import { type ChosenOrganizations, chooseOrganizations, loginsFrom, organizationName } from "@/domain/organizations";

/** The organizations that an address names, and which of them can be attached to the account, or to a new one. */
export async function readChosenOrganizations(
  db: Reader,
  text: string,
  accountId: string | null,
): Promise<ChosenOrganizations> {
  const logins = loginsFrom(text);
  const known = await listOrganizationsByLogin(
    db,
    logins.map((login) => organizationName(login).login),
  );
  return chooseOrganizations(logins, known, accountId);
}
