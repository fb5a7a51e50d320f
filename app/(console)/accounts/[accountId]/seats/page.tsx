import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { findAccount } from "@/db/queries/accounts";
import { countActivation } from "@/db/queries/activations";
import { listPlans } from "@/db/queries/plans";
import { refuseClosed } from "@/domain/accounts";
import { waitingOf } from "@/domain/activation";
import { addresses } from "@/domain/addresses";
import { disabledReason, reasonsInWords } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { askedTermsFrom } from "./asked-terms";
import { SeatPlanForm } from "./seat-plan-form";

export const metadata: Metadata = { title: "Seats" };

export default async function SeatsPage({ params, searchParams }: PageProps<"/accounts/[accountId]/seats">) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const { account, plans, waiting } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    const counts = await countActivation(db, { accountId, isWaiting: true });
    return { account, plans: await listPlans(db, account.plan), waiting: waitingOf(account, counts) };
  });
  const { plan: askedPlan, ...asked } = askedTermsFrom(await searchParams);
  const { plan, planSeatCount, freeSeatCount, overage, unitPriceCents, isAutoActivating, usedSeatCount } = account;

  return (
    <Section
      title="Seat plan"
      description={
        <>
          One pool of seats for all organizations of the account.{" "}
          <Link href={addresses.account(accountId).seatHistory()}>Seat history</Link>
        </>
      }
    >
      <SeatPlanForm
        accountId={accountId}
        terms={{ plan, planSeatCount, freeSeatCount, overage, unitPriceCents, isAutoActivating }}
        asked={plans.some(({ name }) => name === askedPlan) ? { ...asked, plan: askedPlan } : asked}
        used={usedSeatCount}
        waiting={waiting}
        plans={plans.map(({ name, title, unitPriceCents }) => ({ name, title, unitPriceCents }))}
        disabledReason={reasonsInWords(refuseClosed(account), disabledReason(staff, "seats.change"))}
      />
    </Section>
  );
}
