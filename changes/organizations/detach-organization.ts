import { getAccount } from "@/db/queries/accounts";
import { updateToDetached } from "@/db/queries/organizations";
import { countDetach, peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { DetachOrganization } from "@/domain/input/organizations";
import { definePreviewedChange } from "@/server/change";
import { ofOrganization } from "../audit";
import { holdOrganizations } from "./hold-organizations";

export const detachOrganization = definePreviewedChange({
  permission: "organization.detach",
  input: DetachOrganization,

  hold: (_, { accountId, organizationId }) => holdOrganizations([organizationId], [accountId]),

  async weigh(db, { accountId, organizationId }) {
    return { account: await getAccount(db, accountId), plan: await countDetach(db, accountId, [organizationId]) };
  },

  async write(tx, { accountId, organizationId }, { account, plan }) {
    const detached = await updateToDetached(tx, [organizationId], accountId);
    await updateLedger(tx, [accountId], peopleInOrganizations([organizationId]));
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
