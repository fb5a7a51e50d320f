import type { ReactNode } from "react";
import { noneActivatedInWords } from "@/components/none-activated";
import type { Tone } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { Alert } from "@/db/queries/alerts";
import type { NoneActivated } from "@/domain/activation";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber, formatPercent } from "@/domain/format";
import { namesInWords } from "@/domain/names";
import { clearance } from "@/domain/seat-alerts";
import { isNearlyFull, type Overage, type SeatTotals } from "@/domain/seats";

type Props = {
  account: { id: string; isActive: boolean; isDelinquent: boolean; closedAt: Date | null; overage: Overage };
  totals: SeatTotals;
  organizations: { login: string; importedAt: Date | null }[];
  /** The highest that is raised. */
  alert: Alert | undefined;
  /** People whom auto-activation left out. */
  waitingCount: number;
  /** Missing where someone is activated, or there are no members. */
  noneActivated: NoneActivated | undefined;
};

type Item = { title: string; tone: Tone; text: ReactNode };

/** What somebody should do something about; nothing at all while all is well. */
export function Attention({ account, totals, organizations, alert, waitingCount, noneActivated }: Props) {
  const { isActive, isDelinquent, closedAt } = account;
  const to = addresses.account(account.id);
  const neverImported = organizations.filter(({ importedAt }) => importedAt === null);
  const items: (Item | false)[] = [
    closedAt !== null && {
      title: "Closed",
      tone: "neutral",
      text: (
        <>
          It was closed <Time at={closedAt} />. Its organizations were detached, its history is kept and its name stays
          taken. Reopened it is active, empty, with its last plan.
        </>
      ),
    },
    totals.over > 0 && overItem(account, totals.over),
    isNearlyFull(totals) && {
      title: `${formatPercent(totals.used, totals.total)} of the seats are used`,
      tone: "warning",
      text: (
        <>
          Left: {formatNumber(totals.available)}. Agree on more <SeatsLink id={account.id}>plan seats</SeatsLink> before
          the next organization comes.
        </>
      ),
    },
    alert !== undefined && alertItem(account, alert),
    waitingCount > 0 && {
      title: `Waiting for a seat: ${formatCount(waitingCount, "person", "people")}`,
      tone: "warning",
      text: (
        <>
          <Link href={to.people({ status: "waiting" })}>They joined</Link> when no seat was free. They are tried again
          when <SeatsLink id={account.id}>plan seats</SeatsLink> are raised, and with the next import.
        </>
      ),
    },
    noneActivated !== undefined && {
      title: "No one is activated",
      tone: "accent",
      text: (
        <>
          {noneActivatedInWords(noneActivated)}.{" "}
          <Link href={to.people({ activate: "everybody" })}>Activate everyone</Link>
        </>
      ),
    },
    !isActive &&
      closedAt === null && {
        title: "Inactive",
        tone: "warning",
        text: "It takes nobody new: attaching, moving in and activating are refused. Set it active to go on.",
      },
    isDelinquent && { title: "Delinquent", tone: "danger", text: "It has not paid. This changes no seat." },
    neverImported.length > 0 && {
      title: `Never imported: ${formatCount(neverImported.length, "organization", "organizations")}`,
      tone: "warning",
      text: (
        <>
          {namesInWords(neverImported.map(({ login }) => login))}. Their members are unknown, not none.{" "}
          <Link href={addresses.imports()}>Import their rosters</Link>.
        </>
      ),
    },
    organizations.length === 0 &&
      closedAt === null && {
        title: "No organizations yet",
        tone: "accent",
        text: (
          <>
            Seats are used once an organization is here. <Link href={to.organizations()}>Attach organizations</Link>.
          </>
        ),
      },
  ];
  const shown = items.filter((item) => item !== false);
  if (shown.length === 0) return null;

  return (
    <Section title="Needs attention">
      <ul className="grid gap-2 lg:grid-cols-2">
        {shown.map(({ title, tone, text }) => (
          <li key={title} className="contents">
            <Notice title={title} tone={tone}>
              {text}
            </Notice>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function overItem({ id, overage }: Props["account"], over: number): Item {
  const seats = formatCount(over, "seat", "seats");
  return {
    title: `Over by ${formatNumber(over)}`,
    tone: "danger",
    text: (
      <>
        {overage === "allow"
          ? "Overage is allowed: whoever comes is let in, and the difference is true-up. "
          : "Overage is blocked: nobody who costs a seat is let in until seats are free. "}
        <SeatsLink id={id}>Sell or give {seats} more</SeatsLink>, or deactivate{" "}
        <Link href={addresses.account(id).people()}>people</Link>.
      </>
    ),
  };
}

function alertItem({ id }: Props["account"], { threshold, reached, raisedAt }: Alert): Item {
  return {
    title: `Alert: ${threshold}% reached`,
    tone: threshold >= 100 ? "danger" : "warning",
    text: (
      <>
        Raised <Time at={raisedAt} /> at {formatNumber(reached.used)} of {formatCount(reached.total, "seat", "seats")}.
        It clears below {threshold - clearance}%. <Link href={addresses.account(id).seatHistory()}>Seat history</Link>,{" "}
        <Link href={addresses.alerts()}>all alerts</Link>
      </>
    ),
  };
}

function SeatsLink({ id, children }: { id: string; children: ReactNode }) {
  return <Link href={addresses.account(id).seats()}>{children}</Link>;
}
