import { getAccount } from "@/db/queries/accounts";
import { listActivatedIn, peopleInScope, weighActivation } from "@/db/queries/activations";
import {
  countRestorations,
  findEndedChange,
  insertUndoneChange,
  restoreMemberships,
  restoreSince,
} from "@/db/queries/ended-activations";
import { DomainError } from "@/domain/errors";
import { UndoDeactivation } from "@/domain/input/undo";
import { planUndo } from "@/domain/undo";
import { definePreviewedChange } from "@/server/change";
import { finishStep } from "./activation-step";

/** Activates again what a change ended, as of when it had begun, except what something else has changed since. */
export const undoDeactivation = definePreviewedChange({
  permission: "person.activate",
  input: UndoDeactivation,

  hold: (_, { accountId, changeId }) => ({
    accounts: [accountId],
    people: peopleInScope({ accountId, endedBy: changeId }),
  }),

  async weigh(db, { accountId, changeId }) {
    const account = await getAccount(db, accountId);
    const change = await findEndedChange(db, accountId, changeId);
    if (!change) throw new DomainError("not_found", "This account has no such change to undo.");
    const { userIds, activations, set } = await countRestorations(db, accountId, changeId);
    const scope = { accountId, userIds, endedBy: changeId };
    const { counts, changing } = await weighActivation(db, scope, undefined);
    const plan = planUndo(account, { counts, activations, set, isUndone: change.undoneBy !== null });
    return { scope, changing, plan };
  },

  async write(tx, { changeId }, { scope, changing, plan }) {
    const people = await listActivatedIn(tx, scope.accountId, changing);
    await insertUndoneChange(tx, changeId);
    await restoreMemberships(tx, scope, changing);
    const facts = await finishStep(tx, { action: "person.activate", scope, plan, changing, people });
    await restoreSince(tx, scope.accountId, changeId);
    return { data: plan, audit: facts.map((fact) => ({ ...fact, after: { ...fact.after, undoes: changeId } })) };
  },
});
