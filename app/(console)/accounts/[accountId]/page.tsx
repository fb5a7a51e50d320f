import { notFound } from "next/navigation";
import { closeAccount } from "@/changes/accounts/close-account";
import { SavingsPanel } from "@/components/savings-panel";
import { Day } from "@/components/ui/day";
import { Link } from "@/components/ui/link";
import { PrintHeading } from "@/components/ui/print-heading";
import { Section } from "@/components/ui/section";
import { findAccount } from "@/db/queries/accounts";
import { countActivation } from "@/db/queries/activations";
import { findRaisedAlert } from "@/db/queries/alerts";
import { listLatestChanges } from "@/db/queries/audit-log";
import { listOrganizationSeats } from "@/db/queries/organization-seats";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { getPlan } from "@/db/queries/plans";
import { listTrueUpDays } from "@/db/queries/seat-history";
import { accountSteps, closingNumbers, peopleOf, refuseClosed } from "@/domain/accounts";
import { countPeople, noneActivatedOf } from "@/domain/activation";
import { addresses } from "@/domain/addresses";
import { AccountOrganizationListing } from "@/domain/input/listings";
import { periodFrom } from "@/domain/input/seat-history";
import { disabledReason, reasonsInWords } from "@/domain/permissions";
import { dayOf } from "@/domain/seat-history";
import { doubleCounted, seatTotals } from "@/domain/seats";
import { requireStaff } from "@/server/session";
import { AccountActions } from "./account-actions";
import { Attention } from "./attention";
import { LatestChanges } from "./latest-changes";
import { OrganizationShares } from "./organization-shares";
import { SeatHistorySection } from "./seat-history-section";
import { SeatTotalsPanel } from "./seat-totals-panel";

const byActivated = AccountOrganizationListing.parse({ sort: "activated", direction: "desc" });
const sharesShown = 10;

export default async function AccountPage({ params }: PageProps<"/accounts/[accountId]">) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const today = dayOf(new Date());
  const shown = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    return {
      account,
      closing: await closeAccount.weigh(db, { accountId }),
      plan: await getPlan(db, account.plan),
      organizations: await listOrganizationsOf(db, accountId),
      largest: await listOrganizationSeats(db, accountId, byActivated, sharesShown),
      changes: await listLatestChanges(db, accountId, 5),
      alert: await findRaisedAlert(db, accountId),
      waiting: await countActivation(db, { accountId, isWaiting: true }),
      noneActivated: peopleOf(account) === 0 ? noneActivatedOf(await countActivation(db, { accountId })) : undefined,
      days: await listTrueUpDays(db, accountId, periodFrom({}, today), today),
    };
  });

  const { account, closing, plan, organizations, largest, changes, alert, waiting, noneActivated, days } = shown;
  const totals = seatTotals(account, account.usedSeatCount);
  const { organizationSeatCount: organizationSeats, usedSeatCount: used } = account;
  const disabledReasons = Object.fromEntries(
    accountSteps.map((step) => [
      step,
      reasonsInWords(step === "account.reopen" ? undefined : refuseClosed(account), disabledReason(staff, step)),
    ]),
  );

  return (
    <>
      <PrintHeading>
        Seats on <Day day={today} />
      </PrintHeading>
      <Section
        title="Seats"
        actions={
          <AccountActions
            account={{
              id: account.id,
              name: account.name,
              isActive: account.isActive,
              isDelinquent: account.isDelinquent,
              isClosed: account.closedAt !== null,
              ...closingNumbers(account),
              preview: closing.preview,
            }}
            disabledReasons={disabledReasons}
          />
        }
      >
        <SeatTotalsPanel
          totals={totals}
          doubleCounted={doubleCounted({ organizationSeats, used })}
          people={peopleOf(account)}
          students={account.studentCount}
          bots={account.botCount}
          organizations={account.organizationCount}
        />
        <SavingsPanel account={account} plan={plan} />
      </Section>
      {/* On paper, which customers see, nothing of what staff is to do and why. */}
      <div className="contents print:hidden">
        <Attention
          account={account}
          totals={totals}
          organizations={organizations}
          alert={alert}
          waitingCount={countPeople(waiting)}
          noneActivated={noneActivated}
        />
      </div>
      <div className="grid gap-x-6 gap-y-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <OrganizationShares accountId={accountId} organizations={organizations} largest={largest.rows} />
        <div className="contents print:hidden">
          <Section
            title="Latest changes"
            actions={changes.length > 0 && <Link href={addresses.account(accountId).auditLog()}>All changes</Link>}
          >
            <LatestChanges changes={changes} />
          </Section>
        </div>
      </div>
      <SeatHistorySection accountId={accountId} days={days} />
    </>
  );
}
