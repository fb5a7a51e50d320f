import { findNoneActivated } from "@/db/queries/none-activated";
import { getPlanOnSale } from "@/db/queries/plans";
import { countAttach } from "@/db/queries/seats";
import { CreateAccountWithOrganizations } from "@/domain/input/accounts";
import { planNewAccount } from "@/domain/new-account";
import { definePreviewedChange } from "@/server/change";
import { attachToAccount } from "../organizations/attach-to-account";
import { holdOrganizations } from "../organizations/hold-organizations";
import { insertNewAccount } from "./insert-new-account";

/** A new customer in one step: the account, its terms, and its organizations with everyone activated in them. */
export const createAccountWithOrganizations = definePreviewedChange({
  permission: ["account.create", "organization.attach"],
  input: CreateAccountWithOrganizations,

  hold: (_, { organizationIds, plan }) => ({ ...holdOrganizations(organizationIds, []), plans: [plan] }),

  async weigh(db, { organizationIds, ...terms }) {
    const { unitPriceCents: planPriceCents } = await getPlanOnSale(db, terms.plan);
    const { usedAfter: neededSeats, overlappingPeople } = await countAttach(db, null, organizationIds);
    const noneActivated = await findNoneActivated(db, null, organizationIds);
    return { plan: planNewAccount({ ...terms, planPriceCents }, { neededSeats, overlappingPeople, noneActivated }) };
  },

  async write(tx, { organizationIds, ...terms }, { plan }) {
    const { account, audit } = await insertNewAccount(tx, terms);
    const used = { usedBefore: 0, usedAfter: plan.neededSeats };
    const attached = await attachToAccount(tx, account, organizationIds, used);
    return { data: { accountId: account.id }, audit: [audit, ...attached] };
  },
});
