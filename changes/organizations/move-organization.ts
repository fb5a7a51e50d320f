import { getAccount } from "@/db/queries/accounts";
import { updateToAttached, updateToDetached } from "@/db/queries/organizations";
import { countAttach, countDetach, peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { MoveOrganization } from "@/domain/input/organizations";
import { planAttach, planLeaving, planMove } from "@/domain/organizations";
import { definePreviewedChange } from "@/server/change";
import { ofOrganization } from "../audit";
import { holdOrganizations } from "./hold-organizations";

/** S11: detaches and attaches in one transaction, so that the organization is always in one of the two accounts. */
export const moveOrganization = definePreviewedChange({
  permission: "organization.move",
  input: MoveOrganization,

  hold: (_, { accountId, toAccountId, organizationId }) =>
    holdOrganizations([organizationId], [accountId, toAccountId]),

  async weigh(db, { accountId, toAccountId, organizationId }) {
    const [from, to] = [await getAccount(db, accountId), await getAccount(db, toAccountId)];
    const leaving = planLeaving(from, await countDetach(db, from.id, [organizationId]));
    const coming = planAttach(to, await countAttach(db, to.id, [organizationId]), to.planSeatCount);
    return { from, to, plan: planMove(leaving, coming) };
  },

  async write(tx, { organizationId }, { from, to, plan }) {
    await updateToDetached(tx, [organizationId], from.id);
    const moved = await updateToAttached(tx, [organizationId], to.id);
    await updateLedger(tx, [from.id, to.id], peopleInOrganizations([organizationId]));

    const inAccount = (accountId: string, { usedBefore, usedAfter }: { usedBefore: number; usedAfter: number }) =>
      moved.map(({ id, login }) => ({
        action: "organization.move" as const,
        ...ofOrganization(id, accountId),
        before: { login, account: from.name, usedSeats: usedBefore },
        after: { login, account: to.name, usedSeats: usedAfter },
      }));
    return { data: plan, audit: [...inAccount(from.id, plan.from), ...inAccount(to.id, plan.to)] };
  },
});
