import { EmptyState } from "@/components/ui/empty-state";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import type { PersonAccount, PersonLogin } from "@/db/queries/person";
import { type Paged, pageSize } from "@/domain/listings";
import { AccountVerdicts } from "./account-verdicts";

type Props = {
  userId: number;
  page: number;
  accounts: Paged<PersonAccount>;
  logins: PersonLogin[];
  hrefFor: (page: number | undefined) => string;
};

export function AccountsSection({ userId, page, accounts, logins, hrefFor }: Props) {
  return (
    <Section
      title="Accounts"
      description="Why this person takes a seat or none, in each account whose organizations they are a member of."
    >
      {accounts.rows.length > 0 ? (
        <AccountVerdicts userId={userId} accounts={accounts.rows} logins={logins} />
      ) : (
        <div className="surface">
          {accounts.total > 0 ? (
            <NoSuchPage firstHref={hrefFor(undefined)} />
          ) : (
            <EmptyState title="No seat anywhere">
              None of their organizations is in an account, and only there a person can take a seat.
            </EmptyState>
          )}
        </div>
      )}
      <Pagination
        page={page}
        pageSize={pageSize}
        total={accounts.total}
        noun={["account", "accounts"]}
        label="Pages of accounts"
        hrefFor={({ page }) => hrefFor(page)}
      />
    </Section>
  );
}
