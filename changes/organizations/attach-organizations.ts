import { getAccount, updateAccount } from "@/db/queries/accounts";
import { findNoneActivated } from "@/db/queries/none-activated";
import { countAttach } from "@/db/queries/seats";
import { AttachOrganizations } from "@/domain/input/organizations";
import { planAttach } from "@/domain/organizations";
import { definePreviewedChange } from "@/server/change";
import { ofAccount } from "../audit";
import { attachToAccount } from "./attach-to-account";
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
    const rows = await attachToAccount(tx, account, organizationIds, plan);
    const isRaised = planSeatCount > account.planSeatCount;
    if (isRaised) await updateAccount(tx, accountId, { planSeatCount });

    const raised = {
      action: "seats.change" as const,
      ...ofAccount(accountId),
      before: { planSeats: account.planSeatCount },
      after: { planSeats: planSeatCount },
    };
    return { data: plan, audit: isRaised ? [...rows, raised] : rows };
  },
});
