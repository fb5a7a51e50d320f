import { getAccount } from "@/db/queries/accounts";
import { deactivateMemberships, listActivatedIn, weighDeactivation } from "@/db/queries/activations";
import { findUnseenSet, unseenPeople } from "@/db/queries/unseen-people";
import { DeactivateUnseen } from "@/domain/input/unseen-people";
import { planUnseen } from "@/domain/unseen-people";
import { definePreviewedChange } from "@/server/change";
import { finishStep } from "./activation-step";

/** Each person has an entry in the audit log, no matter how many there are. */
export const deactivateUnseen = definePreviewedChange({
  permission: "person.deactivate",
  input: DeactivateUnseen,

  hold: (_, asked) => ({ accounts: [asked.accountId], people: unseenPeople(asked) }),

  async weigh(db, asked) {
    const account = await getAccount(db, asked.accountId);
    const { userIds, seen } = await findUnseenSet(db, asked);
    const scope = { accountId: asked.accountId, userIds };
    const { counts } = await weighDeactivation(db, scope);
    return { scope, plan: planUnseen(account, counts, seen) };
  },

  async write(tx, { accountId }, { scope, plan }) {
    const people = await listActivatedIn(tx, accountId, scope.userIds);
    await deactivateMemberships(tx, scope);
    const audit = await finishStep(tx, { action: "person.deactivate", scope, plan, changing: scope.userIds, people });
    return { data: plan, audit };
  },
});
