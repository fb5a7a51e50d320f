import { getAccount, updateAccount } from "@/db/queries/accounts";
import { refuseStateStep, type StateStep, stateFacts, stateSteps } from "@/domain/accounts";
import { DomainError } from "@/domain/errors";
import { ChangeAccountState } from "@/domain/input/accounts";
import { defineChange } from "@/server/change";
import { ofAccount } from "../audit";

/** Steps that ask for nothing but a reason. */
function defineStateStep<Step extends StateStep>(step: Step) {
  return defineChange({
    permission: step,
    input: ChangeAccountState,

    hold: (_, { accountId }) => ({ accounts: [accountId] }),

    async write(tx, { accountId }) {
      const account = await getAccount(tx, accountId);
      const refusal = refuseStateStep(account, step);
      if (refusal) throw new DomainError("conflict", refusal);

      const changed = await updateAccount(tx, accountId, stateSteps[step].to);
      const facts = { before: stateFacts(account), after: stateFacts(changed) };
      return { data: facts.after, audit: { action: step, ...ofAccount(accountId), ...facts } };
    },
  });
}

export const setAccountInactive = defineStateStep("account.set_inactive");
export const setAccountActive = defineStateStep("account.set_active");
export const markAccountDelinquent = defineStateStep("account.mark_delinquent");
export const clearAccountDelinquent = defineStateStep("account.clear_delinquent");
export const reopenAccount = defineStateStep("account.reopen");
