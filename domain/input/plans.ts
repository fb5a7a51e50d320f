import { z } from "zod";
import { billingRates, tiers } from "../plans";
import { UnitPrice, VisibleText } from "./fields";

const PlanTitle = VisibleText("Give the plan a title.").max(60, "A title has at most 60 characters.");

const Terms = z.object({
  title: PlanTitle,
  tier: z.enum(tiers, "Choose a tier."),
  billingRate: z.enum(billingRates, "Choose a billing rate.").nullable(),
  unitPriceCents: UnitPrice,
  /** On sale: accounts may come to it. */
  isActive: z.boolean(),
});

/** All of a plan but its name, which accounts, invoices and the git hosts' apps know it by and which never changes. */
export type PlanTerms = z.output<typeof Terms>;

export const AddPlan = Terms.omit({ isActive: true }).extend({
  name: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "A name is small letters, digits and hyphens, as users-enterprisem.")
    .max(50, "A name has at most 50 characters."),
});

export const ChangePlan = Terms.extend({ name: z.string() });
