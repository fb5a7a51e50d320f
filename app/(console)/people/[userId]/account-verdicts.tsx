import { AccountBadges } from "@/components/account-badges";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { PersonAccount } from "@/db/queries/person";
import { addresses } from "@/domain/addresses";
import { personStatusNames } from "@/domain/people";
import { type MarkedLogin, seatInWords } from "@/domain/person";

type Props = { userId: number; accounts: PersonAccount[]; logins: MarkedLogin[] };

/** What a person is to each account, and why. */
export function AccountVerdicts({ userId, accounts, logins }: Props) {
  return (
    <ul className="grid gap-2 lg:grid-cols-2">
      {accounts.map((account) => {
        const { id, name, status, since, organizations } = account;
        const to = addresses.account(id);
        return (
          <li key={id} className="surface flex min-w-0 flex-col gap-1 px-4 py-3">
            <div className="flex items-start justify-between gap-4">
              <h3 className="flex min-w-0 flex-wrap items-center gap-2 break-words font-medium">
                <Link href={to.overview}>{name}</Link>
                <AccountBadges {...account} />
              </h3>
              <Badge tone={status === "seat" ? "accent" : "neutral"}>{personStatusNames[status]}</Badge>
            </div>
            <p className="break-words">{seatInWords({ status, account, organizations, logins })}</p>
            <p className="mt-auto flex flex-wrap justify-between gap-x-4 text-text-muted">
              {since ? (
                <>
                  <span>
                    Activated here <Time at={since} />
                  </span>
                  <Link href={to.people({ deactivate: userId })}>Preview deactivation</Link>
                </>
              ) : (
                <Link href={to.people({ activate: userId })}>Preview activation</Link>
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
