import { getAccount } from "@/db/queries/accounts";
import { updateToDetached } from "@/db/queries/organizations";
import { countDetach, peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { DetachOrganizations } from "@/domain/input/organizations";
import { definePreviewedChange } from "@/server/change";
import { ofOrganization } from "../audit";
import { holdOrganizations } from "./hold-organizations";

export const detachOrganizations = definePreviewedChange({
  permission: "organization.detach",
  input: DetachOrganizations,

  hold: (_, { accountId, organizationIds }) => holdOrganizations(organizationIds, [accountId]),

  async weigh(db, { accountId, organizationIds }) {
    return { account: await getAccount(db, accountId), plan: await countDetach(db, accountId, organizationIds) };
  },

  async write(tx, { accountId, organizationIds }, { account, plan }) {
    const detached = await updateToDetached(tx, organizationIds, accountId);
    await updateLedger(tx, [accountId], peopleInOrganizations(organizationIds));
    return {
      data: plan,
      audit: detached.map(({ id, login }) => ({
        action: "organization.detach",
        ...ofOrganization(id, accountId),
        before: { login, account: account.name, usedSeats: plan.usedBefore },
        after: { login, account: null, usedSeats: plan.usedAfter },
      })),
    };
  },
});
