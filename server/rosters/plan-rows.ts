import { quoted } from "@/domain/problems";
import { seatLimit } from "@/domain/seats";
import type { Reading } from "./reading";
import type { Row } from "./rows";

export const planHeader = ["organization", "plan_seats", "stripe_customer_id", "stripe_subscription_id"] as const;

/** A row of a list of organizations' old plans. */
export function readPlanRow({ line, cell }: Row, reading: Reading): void {
  const organization = cell("organization").trim();
  const planSeats = readSeats();
  const stripeCustomer = readStripeId("stripe_customer_id", "cus_", "sub_");
  const stripeSubscription = readStripeId("stripe_subscription_id", "sub_", "cus_");
  if (planSeats === undefined || stripeCustomer === undefined || stripeSubscription === undefined) return;

  if (organization === "") reading.skipRow("without an organization", line);
  else if (planSeats === null && stripeCustomer === null && stripeSubscription === null) {
    reading.skipRow("without a plan", line);
  } else {
    reading.addPlan({ source: reading.source, line, organization, planSeats, stripeCustomer, stripeSubscription });
  }

  function readSeats(): number | null | undefined {
    const text = cell("planseats").trim();
    if (text === "") return null;
    if (/^\d{1,9}$/.test(text) && Number(text) <= seatLimit) return Number(text);
    const most = seatLimit.toLocaleString("en-US");
    reading.problem(
      `${quoted(text)} under "plan_seats" is no number of seats. Write digits alone, at most ${most}.`,
      line,
    );
  }

  /** An id under the other's column would make strangers of one customer, and customers of strangers. */
  function readStripeId(column: string, prefix: string, prefixOfOther: string): string | null | undefined {
    const id = cell(column.replaceAll("_", "")).trim();
    if (id === "") return null;
    if (/^[\w-]{1,255}$/.test(id) && !id.startsWith(prefixOfOther)) return id;
    reading.problem(
      `${quoted(id)} under "${column}" is no such id of Stripe's, like ${prefix}1a2B3c. Correct it.`,
      line,
    );
  }
}
