import { getAccount } from "@/db/queries/accounts";
import { deactivateMemberships, peopleInScope, weighDeactivation } from "@/db/queries/activations";
import { planDeactivationOfSet, refuseUnchanged } from "@/domain/activation";
import { DeactivatePeople } from "@/domain/input/activation";
import { definePreviewedChange } from "@/server/change";
import { finishStep, listNamed } from "./activation-step";
import { answersOf } from "./person-answers";

/**
 * Ends the activations of people in an account: one person, a selection, or everyone in an organization (S8). It takes
 * no seat, so it also works in inactive accounts.
 */
export const deactivatePeople = definePreviewedChange({
  permission: "person.deactivate",
  input: DeactivatePeople,

  hold: (_, scope) => ({ accounts: [scope.accountId], people: peopleInScope(scope) }),

  async weigh(db, scope) {
    const account = await getAccount(db, scope.accountId);
    const weighed = await weighDeactivation(db, scope);
    const plan = planDeactivationOfSet(account, weighed.counts);
    const refusal = refuseUnchanged(plan, "activated nowhere here");
    return { weighed, plan: { ...plan, set: weighed.counts.set, refusal } };
  },

  async write(tx, scope, { weighed, plan }) {
    const { outcomes, changing } = weighed;
    const people = await listNamed(tx, scope, weighed);
    const data = { ...plan, answers: answersOf(scope, people, (userId) => outcomes.get(userId)) };
    // The caller asked without a preview, and the answers say why no one changes.
    if (plan.changed === 0) return { data, audit: [] };
    await deactivateMemberships(tx, { ...scope, userIds: changing });
    return { data, audit: await finishStep(tx, { action: "person.deactivate", scope, plan, changing, people }) };
  },
});
