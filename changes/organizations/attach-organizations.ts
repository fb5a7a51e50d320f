import { getAccount, updateAccount } from "@/db/queries/accounts";
import { findNoneActivated } from "@/db/queries/none-activated";
import { updateToAttached } from "@/db/queries/organizations";
import { countAttach, peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { AttachOrganizations } from "@/domain/input/organizations";
import { planAttach } from "@/domain/organizations";
import { definePreviewedChange } from "@/server/change";
import { ofAccount, ofOrganization } from "../audit";
import { holdOrganizations } from "./hold-organizations";

export const attachOrganizations = definePreviewedChange({
  permission: ["organization.attach", "seats.change"],
  input: AttachOrganizations,

  hold: (_, { accountId, organizationIds }) => holdOrganizations(organizationIds, [accountId]),

  async weigh(db, { accountId, organizationIds, planSeatCount }) {
    const account = await getAccount(db, accountId);
    const counts = await countAttach(db, accountId, organizationIds);
    const noneActivated = await findNoneActivated(db, accountId, organizationIds);
    return { account, plan: planAttach(account, { ...counts, noneActivated }, planSeatCount) };
  },

  async write(tx, { accountId, organizationIds, planSeatCount }, { account, plan }) {
    const attached = await updateToAttached(tx, organizationIds, accountId);
    await updateLedger(tx, [accountId], peopleInOrganizations(organizationIds));
    const isRaised = planSeatCount > account.planSeatCount;
    if (isRaised) await updateAccount(tx, accountId, { planSeatCount });

    const raised = {
      action: "seats.change" as const,
      ...ofAccount(accountId),
      before: { planSeats: account.planSeatCount },
      after: { planSeats: planSeatCount },
    };
    const rows = attached.map(({ id, login }) => ({
      action: "organization.attach" as const,
      ...ofOrganization(id, accountId),
      before: { login, account: null, usedSeats: plan.usedBefore },
      after: { login, account: account.name, usedSeats: plan.usedAfter },
    }));
    return { data: plan, audit: isRaised ? [...rows, raised] : rows };
  },
});
