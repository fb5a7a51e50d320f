import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import type { FormerMembership } from "@/db/queries/former-memberships";
import type { PersonLogin, PersonMembership } from "@/db/queries/person";
import { addresses } from "@/domain/addresses";
import { type Paged, pageSize } from "@/domain/listings";
import { FormerMembershipsTable } from "./former-memberships-table";
import { MembershipsTable } from "./memberships-table";

type Props<Row> = {
  page: number;
  memberships: Paged<Row>;
  logins: PersonLogin[];
  hrefFor: (page: number | undefined) => string;
};

const noun: [string, string] = ["membership", "memberships"];

export function OrganizationsSection({ page, memberships, logins, hrefFor }: Props<PersonMembership>) {
  return (
    <Section title="Organizations">
      <MembershipsTable
        rows={withLogins(memberships.rows, logins)}
        empty={
          memberships.total > 0 ? (
            <NoSuchPage firstHref={hrefFor(undefined)} />
          ) : (
            <EmptyState title="A member of no organization">
              They left with a roster, or were never named by one:{" "}
              <Link href={addresses.imports()}>import the latest</Link>.
            </EmptyState>
          )
        }
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={memberships.total}
        noun={noun}
        label="Pages of memberships"
        hrefFor={({ page }) => hrefFor(page)}
      />
    </Section>
  );
}

/** Nothing where no login left anything. */
export function OrganizationsLeftSection({ page, memberships, logins, hrefFor }: Props<FormerMembership>) {
  if (memberships.total === 0) return null;
  return (
    <Section title="Organizations left" description="Those that a roster imported here no longer named.">
      <FormerMembershipsTable
        rows={withLogins(memberships.rows, logins)}
        empty={<NoSuchPage firstHref={hrefFor(undefined)} />}
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={memberships.total}
        noun={noun}
        label="Pages of organizations left"
        hrefFor={({ page }) => hrefFor(page)}
      />
    </Section>
  );
}

/** The logins were read in the same moment, so each has its name. */
function withLogins<Row extends { ownerId: number }>(rows: Row[], logins: PersonLogin[]): (Row & { login: string })[] {
  const names = new Map(logins.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, login: names.get(row.ownerId)! }));
}
