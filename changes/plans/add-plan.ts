import { insertPlan } from "@/db/queries/plans";
import { AddPlan } from "@/domain/input/plans";
import { planFacts } from "@/domain/plans";
import { defineChange } from "@/server/change";

export const addPlan = defineChange({
  permission: "plan.add",
  input: AddPlan,

  async write(tx, asked) {
    const plan = { ...asked, isActive: true };
    await insertPlan(tx, plan);
    const { name } = plan;
    return {
      data: { name },
      audit: { action: "plan.add", subjectKind: "plan", subjectId: name, after: { name, ...planFacts(plan) } },
    };
  },
});
