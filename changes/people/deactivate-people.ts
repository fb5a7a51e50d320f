import { getAccount } from "@/db/queries/accounts";
import { deactivateMemberships, peopleInScope, weighDeactivation } from "@/db/queries/activations";
import { planDeactivationOfSet, refuseUnchanged } from "@/domain/activation";
import { DeactivatePeople } from "@/domain/input/activation";
import { definePreviewedChange } from "@/server/change";
import { finishStep, listNamed } from "./activation-step";
import { heldScope, scopeOf } from "./people-scope";
import { answersOf } from "./person-answers";

/**
 * Ends the activations of people in an account: one person, a selection, everyone in an organization, or everyone a list
 * finds (S8). It takes no seat, so it also works in inactive accounts.
 */
export const deactivatePeople = definePreviewedChange({
  permission: "person.deactivate",
  input: DeactivatePeople,

  hold: (_, asked) => ({ accounts: [asked.accountId], people: peopleInScope(heldScope(asked)) }),

  async weigh(db, asked) {
    const account = await getAccount(db, asked.accountId);
    const scope = scopeOf(db, asked);
    const weighed = await weighDeactivation(db, scope);
    const plan = planDeactivationOfSet(account, weighed.counts);
    const refusal = refuseUnchanged(plan, "activated nowhere here");
    return { scope, weighed, plan: { ...plan, set: weighed.counts.set, refusal } };
  },

  async write(tx, { listed }, { scope, weighed, plan }) {
    const { outcomes, changing } = weighed;
    const people = await listNamed(tx, scope, weighed);
    const data = { ...plan, answers: answersOf(scope, people, (userId) => outcomes.get(userId)) };
    // The caller asked without a preview, and the answers say why no one changes.
    if (plan.changed === 0) return { data, audit: [] };
    await deactivateMemberships(tx, { ...scope, userIds: changing });
    const step = { action: "person.deactivate" as const, scope, listed, plan, changing, people };
    return { data, audit: await finishStep(tx, step) };
  },
});
