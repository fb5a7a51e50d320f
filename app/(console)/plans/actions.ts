"use server";

import { countAccountsAtPrice, insertPlan, lockPlan, updatePlan } from "@/db/queries/plans";
import { DomainError } from "@/domain/errors";
import { AddPlan, ChangePlan } from "@/domain/input/plans";
import { planFacts, planTermsChange } from "@/domain/plans";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";

export const addPlan = defineAction({
  permission: "plan.add",
  input: AddPlan,

  async run({ tx, input: { reason, ...asked } }) {
    const plan = { ...asked, isActive: true };
    await insertPlan(tx, plan);
    const { name } = plan;
    return {
      data: { name },
      audit: { action: "plan.add", subjectKind: "plan", subjectId: name, reason, after: { name, ...planFacts(plan) } },
    };
  },
});

export const changePlan = defineAction({
  permission: "plan.change",
  input: ChangePlan,

  async run({ tx, input: { name, expected, reason, ...terms } }) {
    const plan = await lockPlan(tx, name);
    const accountsAtPrice = await countAccountsAtPrice(tx, name);
    requireExpected({ ...plan, accountsAtPrice }, expected);

    const { changes, isChange, isPriceChange, refusal } = planTermsChange(plan, terms);
    if (refusal) throw new DomainError("precondition_failed", refusal, { isActive: [refusal] });
    if (!isChange) throw new DomainError("conflict", "Nothing to change: the plan is like this already.");

    await updatePlan(tx, name, terms);
    return {
      data: { name },
      audit: {
        action: "plan.change",
        subjectKind: "plan",
        subjectId: name,
        reason,
        before: { name, ...changes.before },
        after: { name, ...changes.after, ...(isPriceChange && { accountsAtThisPrice: accountsAtPrice }) },
      },
    };
  },
});
