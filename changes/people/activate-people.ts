import { getAccount } from "@/db/queries/accounts";
import { activateMemberships, peopleInScope, weighActivation } from "@/db/queries/activations";
import { activationOutcomeOf, planActivationOfSet, refuseUnchanged, seatsToGrant } from "@/domain/activation";
import { ActivatePeople } from "@/domain/input/activation";
import { definePreviewedChange } from "@/server/change";
import { finishStep, listNamed } from "./activation-step";
import { heldScope, scopeOf } from "./people-scope";
import { answersOf } from "./person-answers";

/**
 * Activates people in an account as one grant: one person, a selection, everyone in an organization, or everyone a list
 * finds. People who are activated already stay activated. In mode `all`, all of them fit or no one is activated. Mode
 * `fit` leaves people out and says why.
 */
export const activatePeople = definePreviewedChange({
  permission: "person.activate",
  input: ActivatePeople,

  hold: (_, asked) => ({ accounts: [asked.accountId], people: peopleInScope(heldScope(asked)) }),

  async weigh(db, { mode, ...asked }) {
    const account = await getAccount(db, asked.accountId);
    const scope = scopeOf(db, asked);
    const weighed = await weighActivation(db, scope, seatsToGrant(account, mode));
    const step = planActivationOfSet(account, weighed.counts);
    const nobodyFits = step.refusal && mode === "fit" ? { ...step.refusal, hasNoEffect: true } : step.refusal;
    const refusal = nobodyFits ?? refuseUnchanged(step, "activated here already");
    return { scope, weighed, step, plan: { ...step, set: weighed.counts.set, refusal } };
  },

  async write(tx, { listed }, { scope, weighed, step, plan }) {
    const { outcomes, changing } = weighed;
    const people = await listNamed(tx, scope, weighed);
    const answers = answersOf(scope, people, (userId) => {
      const outcome = outcomes.get(userId);
      return outcome && activationOutcomeOf(step, outcome);
    });
    const data = { ...plan, answers };
    // The caller asked without a preview, and the answers say why no one changes.
    if (plan.changed === 0) return { data, audit: [] };
    await activateMemberships(tx, scope, changing);
    return { data, audit: await finishStep(tx, { action: "person.activate", scope, listed, plan, changing, people }) };
  },
});
