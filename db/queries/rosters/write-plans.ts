import { sql } from "drizzle-orm";
import type { ImportedPlan } from "@/domain/imports";
import { number, orNull, text, writeRows } from "../../rows";
import type { RosterRun } from "./roster-run";

const columns = {
  id: number,
  login: text,
  accountId: orNull(text),
  planSeatsBefore: orNull(number),
  planSeatsAfter: orNull(number),
  stripeCustomerBefore: orNull(text),
  stripeCustomerAfter: orNull(text),
  stripeSubscriptionBefore: orNull(text),
  stripeSubscriptionAfter: orNull(text),
};

/** Writes the old plans of the set's organizations, which are held. A blank changes nothing. */
export async function writePlans({ tx, newOrganizationIds }: RosterRun): Promise<ImportedPlan[]> {
  const rows = await writeRows(
    tx,
    columns,
    sql`
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
      select * from said order by lower(login)`,
  );
  return rows.map((row) => ({
    organizationId: row.id,
    login: row.login,
    accountId: row.accountId,
    isNew: newOrganizationIds.has(row.id),
    before: {
      planSeats: row.planSeatsBefore,
      stripeCustomer: row.stripeCustomerBefore,
      stripeSubscription: row.stripeSubscriptionBefore,
    },
    after: {
      planSeats: row.planSeatsAfter,
      stripeCustomer: row.stripeCustomerAfter,
      stripeSubscription: row.stripeSubscriptionAfter,
    },
  }));
}
