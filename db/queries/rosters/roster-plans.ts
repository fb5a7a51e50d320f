import { sql } from "drizzle-orm";
import type { ImportedPlan } from "@/domain/imports";
import type { Tx } from "../../executor";

type Facts<When extends string> = Record<`stripe_customer_${When}` | `stripe_subscription_${When}`, string | null> &
  Record<`plan_seats_${When}`, number | null>;

/** Writes the staged old plans; a blank says nothing. Runs when every staged plan has its organization, under lock. */
export async function updateOrganizationPlans(tx: Tx, newIds: readonly number[]): Promise<ImportedPlan[]> {
  const rows = await tx.execute<
    { id: string; login: string; account_id: string | null } & Facts<"before"> & Facts<"after">
  >(sql`
    with said as (
      select
        o.id, o.login, o.account_id,
        o.plan_seat_count as plan_seats_before, coalesce(p.plan_seats, o.plan_seat_count) as plan_seats_after,
        o.stripe_customer_id as stripe_customer_before,
        coalesce(p.stripe_customer, o.stripe_customer_id) as stripe_customer_after,
        o.stripe_subscription_id as stripe_subscription_before,
        coalesce(p.stripe_subscription, o.stripe_subscription_id) as stripe_subscription_after
      from roster_plans p
      join organizations o on o.id = p.organization_id
    ),
    changed as (
      update organizations o set
        plan_seat_count = said.plan_seats_after,
        stripe_customer_id = said.stripe_customer_after,
        stripe_subscription_id = said.stripe_subscription_after
      from said
      where o.id = said.id
        and (o.plan_seat_count, o.stripe_customer_id, o.stripe_subscription_id)
          is distinct from (said.plan_seats_after, said.stripe_customer_after, said.stripe_subscription_after)
    )
    select * from said order by lower(login)`);
  const isNew = new Set(newIds);
  return rows.map((row) => ({
    organizationId: Number(row.id),
    login: row.login,
    accountId: row.account_id,
    isNew: isNew.has(Number(row.id)),
    before: {
      planSeats: row.plan_seats_before,
      stripeCustomer: row.stripe_customer_before,
      stripeSubscription: row.stripe_subscription_before,
    },
    after: {
      planSeats: row.plan_seats_after,
      stripeCustomer: row.stripe_customer_after,
      stripeSubscription: row.stripe_subscription_after,
    },
  }));
}
