import { and, asc, eq, or } from "drizzle-orm";
import { DomainError } from "@/domain/errors";
import type { Reader } from "../client";
import { plans } from "../schema";

export type Plan = typeof plans.$inferSelect;

/** The plans that can be chosen, and the one in use even when it is sold no longer. */
export async function listPlans(db: Reader, inUse?: string): Promise<Plan[]> {
  return db
    .select()
    .from(plans)
    .where(or(eq(plans.isActive, true), inUse === undefined ? undefined : eq(plans.name, inUse)))
    .orderBy(asc(plans.tier), asc(plans.name));
}

/** For an account that comes to this plan: one that is sold no longer takes nobody new. */
export async function getPlanOnSale(db: Reader, name: string): Promise<Plan> {
  const [plan] = await db
    .select()
    .from(plans)
    .where(and(eq(plans.name, name), eq(plans.isActive, true)));
  if (!plan) {
    const message = `There is no plan "${name}" on sale.`;
    throw new DomainError("invalid_input", message, { plan: [message] });
  }
  return plan;
}
