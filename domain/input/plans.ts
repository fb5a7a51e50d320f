import { z } from "zod";
import { billingRates, tiers } from "../plans";
import { Reason, UnitPrice, VisibleText } from "./fields";

const PlanTitle = VisibleText("Enter a title for the plan.").max(60, "A title can have at most 60 characters.");

const Terms = z.object({
  title: PlanTitle,
  tier: z.enum(tiers, "Choose a tier."),
  billingRate: z.enum(billingRates, "Choose a billing rate.").nullable(),
  unitPriceCents: UnitPrice,
  /** On sale: accounts can choose it. */
  isActive: z.boolean(),
});

/** Everything but a plan's name, which never changes: accounts, invoices and the git hosts' apps refer to it. */
export type PlanTerms = z.output<typeof Terms>;

export const AddPlan = Terms.omit({ isActive: true }).extend({
  name: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "Use lowercase letters, digits and hyphens, as in users-enterprisem.")
    .max(50, "A name can have at most 50 characters."),
  reason: Reason,
});

export const ChangePlan = Terms.extend({
  name: z.string(),
  expected: Terms.extend({ title: z.string(), unitPriceCents: z.int().nullable(), accountsAtPrice: z.int() }),
  reason: Reason,
});
