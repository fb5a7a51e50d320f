import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Section } from "@/components/ui/section";
import { findAccount } from "@/db/queries/accounts";
import { listPlans } from "@/db/queries/plans";
import { refuseClosed } from "@/domain/accounts";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { SeatPlanForm } from "./seat-plan-form";

export const metadata: Metadata = { title: "Seats" };

export default async function SeatsPage({ params }: PageProps<"/accounts/[accountId]/seats">) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const { account, plans } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    return { account, plans: await listPlans(db, account.plan) };
  });
  const { plan, planSeatCount, freeSeatCount, overage, unitPriceCents, usedSeatCount } = account;

  return (
    <Section title="Seat plan" description="One pool of seats for all organizations of the account.">
      <SeatPlanForm
        accountId={accountId}
        terms={{ plan, planSeatCount, freeSeatCount, overage, unitPriceCents }}
        used={usedSeatCount}
        plans={plans.map(({ name, title, unitPriceCents }) => ({ name, title, unitPriceCents }))}
        disabledReason={disabledReason(staff, "seats.change") ?? refuseClosed(account)}
      />
    </Section>
  );
}
