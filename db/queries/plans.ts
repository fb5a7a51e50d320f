import { asc, eq, or } from "drizzle-orm";
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

export async function getPlan(db: Reader, name: string): Promise<Plan> {
  const [plan] = await db.select().from(plans).where(eq(plans.name, name));
  if (!plan) {
    const message = `There is no plan "${name}".`;
    throw new DomainError("invalid_input", message, { plan: [message] });
  }
  return plan;
}
