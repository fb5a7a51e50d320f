import { countAccountsAtPrice, getPlan, updatePlan } from "@/db/queries/plans";
import { DomainError } from "@/domain/errors";
import { ChangePlan } from "@/domain/input/plans";
import { planTermsChange } from "@/domain/plans";
import { definePreviewedChange } from "@/server/change";

export const changePlan = definePreviewedChange({
  permission: "plan.change",
  input: ChangePlan,

  hold: (_, { name }) => ({ changedPlans: [name] }),

  async weigh(db, { name, ...terms }) {
    const accountsAtPrice = await countAccountsAtPrice(db, name);
    return { plan: planTermsChange(await getPlan(db, name), terms, accountsAtPrice) };
  },

  async write(tx, { name, ...terms }, { plan: { changes, isChange, isPriceChange, accountsAtPrice } }) {
    if (!isChange) throw new DomainError("conflict", "Nothing to change: the plan already says this.");
    await updatePlan(tx, name, terms);
    return {
      data: { name },
      audit: {
        action: "plan.change",
        subjectKind: "plan",
        subjectId: name,
        before: { name, ...changes.before },
        after: { name, ...changes.after, ...(isPriceChange && { accountsAtThisPrice: accountsAtPrice }) },
      },
    };
  },
});
