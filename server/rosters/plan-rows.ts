import { formatNumber } from "@/domain/format";
import { loginFrom } from "@/domain/logins";
import { quoted } from "@/domain/problems";
import { seatLimit } from "@/domain/seats";
import type { Reading } from "./reading";
import type { Row } from "./rows";

export const planHeader = ["organization", "plan_seats", "stripe_customer_id", "stripe_subscription_id"] as const;

type StripeColumn = "stripeCustomer" | "stripeSubscription";

/** A row of a list of organizations' old plans. */
export function readPlanRow(row: Row, reading: Reading): void {
  const { line } = row;
  const organization = loginFrom(row.text("organization"));
  const planSeats = readSeats();
  const stripeCustomer = readStripeId("stripeCustomer", "cus_", "sub_");
  const stripeSubscription = readStripeId("stripeSubscription", "sub_", "cus_");
  if (planSeats === undefined || stripeCustomer === undefined || stripeSubscription === undefined) return;

  if (organization === "") reading.skipRow("without an organization", line);
  else if (planSeats === null && stripeCustomer === null && stripeSubscription === null) {
    reading.skipRow("without a plan", line);
  } else {
    reading.addPlan({ source: reading.source, line, organization, planSeats, stripeCustomer, stripeSubscription });
  }

  function readSeats(): number | null | undefined {
    const text = row.text("planSeats");
    if (text === "") return null;
    if (/^\d{1,9}$/.test(text) && Number(text) <= seatLimit) return Number(text);
    const most = formatNumber(seatLimit);
    const column = row.nameOf("planSeats");
    reading.problem(
      `${quoted(text)} under "${column}" is not a number of seats. Write digits alone, at most ${most}.`,
      line,
    );
  }

  /** An id under the other's column would make strangers of one customer, and customers of strangers. */
  function readStripeId(column: StripeColumn, prefix: string, prefixOfOther: string): string | null | undefined {
    const id = row.text(column);
    if (id === "") return null;
    if (/^[\w-]{1,255}$/.test(id) && !id.startsWith(prefixOfOther)) return id;
    const name = row.nameOf(column);
    reading.problem(`${quoted(id)} under "${name}" is not a Stripe id like ${prefix}1a2B3c. Correct it.`, line);
  }
}
