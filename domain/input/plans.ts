import { z } from "zod";
import { billingRates, tiers } from "../plans";
import { UnitPrice, VisibleText } from "./fields";

const PlanTitle = VisibleText("Enter a title for the plan.").max(60, "A title can have at most 60 characters.");

const Terms = z.object({
  title: PlanTitle,
  tier: z.enum(tiers, "Choose a tier."),
  billingRate: z.enum(billingRates, "Choose a billing rate.").nullable(),
  unitPriceCents: UnitPrice,
  isActive: z.boolean(),
});

export const AddPlan = Terms.omit({ isActive: true }).extend({
  name: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "Use lowercase letters, digits and hyphens, as in users-enterprisem.")
    .max(50, "A name can have at most 50 characters."),
});

export const ChangePlan = Terms.extend({ name: z.string() });
