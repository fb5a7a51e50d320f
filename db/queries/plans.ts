import { and, asc, count, eq, inArray, or, sql } from "drizzle-orm";
import { DomainError } from "@/domain/errors";
import type { PlanTerms } from "@/domain/plans";
import { quoted } from "@/domain/problems";
import { conflictOn } from "../errors";
import type { Reader, Tx } from "../executor";
import { accounts } from "../schema/accounts";
import { plans } from "../schema/plans";

export type Plan = typeof plans.$inferSelect;

const nameIsFree = conflictOn("plans_pkey", "A plan with this name already exists.", "name");

/** The plans that can be chosen, and the one in use even if it is no longer sold. */
export async function listPlans(db: Reader, inUse?: string): Promise<Plan[]> {
  return db
    .select()
    .from(plans)
    .where(or(eq(plans.isActive, true), inUse === undefined ? undefined : eq(plans.name, inUse)))
    .orderBy(asc(plans.tier), asc(plans.name));
}

export type PlanRow = Plan & { accounts: number; accountsAtPrice: number };

/** Open accounts without their own price, which pay the plan's. */
const isAtPrice = sql`${accounts.unitPriceCents} is null and ${accounts.closedAt} is null`;

/**
 * Every plan, with the number of accounts on it, including closed ones, and the number of accounts that pay its price.
 */
export async function listPlanRows(db: Reader): Promise<PlanRow[]> {
  const rows = await db
    .select({
      plan: plans,
      accounts: count(accounts.id),
      accountsAtPrice: sql<number>`count(${accounts.id}) filter (where ${isAtPrice})`,
    })
    .from(plans)
    .leftJoin(accounts, eq(accounts.plan, plans.name))
    .groupBy(plans.name)
    .orderBy(asc(plans.tier), asc(plans.name));
  return rows.map(({ plan, ...counts }) => ({ ...plan, ...counts }));
}

export async function countAccountsAtPrice(db: Reader, name: string): Promise<number> {
  return db.$count(accounts, and(eq(accounts.plan, name), isAtPrice));
}

export async function findPlan(db: Reader, name: string): Promise<Plan | undefined> {
  const [plan] = await db.select().from(plans).where(eq(plans.name, name));
  return plan;
}

/** The plan of an account that was just read. A foreign key guarantees that it exists. */
export async function getPlan(db: Reader, name: string): Promise<Plan> {
  return (await findPlan(db, name)) ?? noSuchPlan(name);
}

function noSuchPlan(name: string): never {
  throw new DomainError("not_found", `There is no plan ${quoted(name)}.`);
}

/** For an account that changes to this plan. A plan that is no longer sold takes no new account. */
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

/** The prices of these plans; null for a price by contract. */
export async function listPlanPrices(db: Reader, names: readonly string[]): Promise<Map<string, number | null>> {
  const rows = await db
    .select({ name: plans.name, unitPriceCents: plans.unitPriceCents })
    .from(plans)
    .where(inArray(plans.name, [...names]))
    .orderBy(asc(plans.name));
  return new Map(rows.map(({ name, unitPriceCents }) => [name, unitPriceCents]));
}

export async function insertPlan(tx: Tx, plan: PlanTerms & { name: string }): Promise<void> {
  await tx.insert(plans).values(plan).catch(nameIsFree);
}

export async function updatePlan(tx: Tx, name: string, terms: PlanTerms): Promise<void> {
  await tx.update(plans).set(terms).where(eq(plans.name, name));
}
