import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AuditLogTable } from "@/components/audit-log-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { listChangesAbout } from "@/db/queries/audit-log";
import { findUser } from "@/db/queries/people";
import { listAccountsOf, listLoginsOf, listMembershipsOf } from "@/db/queries/person";
import { idFrom } from "@/domain/input";
import { pageSize, parseListing } from "@/domain/listings";
import { personStatusNames } from "@/domain/people";
import { PersonListing } from "@/domain/person";
import { requireStaff } from "@/server/session";
import { AccountVerdicts } from "./account-verdicts";
import { LoginsTable } from "./logins-table";
import { MembershipsTable } from "./memberships-table";

type Props = PageProps<"/people/[userId]">;

const readName = cache(async (id: number) => {
  const { read } = await requireStaff();
  return (await read((db) => findUser(db, id)))?.name;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const id = idFrom((await params).userId);
  return { title: (id === undefined ? undefined : await readName(id)) ?? "Not found" };
}

export default async function PersonPage({ params, searchParams }: Props) {
  const { read } = await requireStaff();
  const id = idFrom((await params).userId) ?? notFound();
  const address = await searchParams;
  const listing = parseListing(PersonListing, address);
  const { person, mergedInto, accounts, memberships, logins, changes } = await read(async (db) => {
    const person = (await findUser(db, id)) ?? notFound();
    return {
      person,
      mergedInto: person.mergedIntoId === null ? undefined : await findUser(db, person.mergedIntoId),
      accounts: await listAccountsOf(db, id, listing.accounts),
      memberships: await listMembershipsOf(db, id, listing.memberships),
      logins: await listLoginsOf(db, id),
      changes: await listChangesAbout(db, id, pageSize),
    };
  });

  const path = `/people/${id}`;
  const hrefFor = (changes: Parameters<typeof listHref>[2]) => listHref(path, address, changes);
  const nameOfLogin = new Map(logins.map(({ id, name }) => [id, name]));
  const noSuchPage = <NoSuchPage firstHref={path} />;

  return (
    <>
      <PageHeader
        back={{ href: "/people", label: "People" }}
        title={
          <>
            {person.name}
            {person.kind !== "seat" && <Badge>{personStatusNames[person.kind]}</Badge>}
          </>
        }
      />
      {mergedInto ? (
        <Notice title="Merged">
          This turned out to be <Link href={`/people/${mergedInto.id}`}>{mergedInto.name}</Link>, who has every login.
          What is left here is its history.
        </Notice>
      ) : (
        <>
          <Section
            title="Accounts"
            description="Why this person takes a seat or none, in each account whose organizations they are a member of."
          >
            {accounts.rows.length > 0 ? (
              <AccountVerdicts userId={id} accounts={accounts.rows} logins={logins} />
            ) : (
              <div className="surface">
                {accounts.total > 0 ? (
                  noSuchPage
                ) : (
                  <EmptyState title="No seat anywhere">
                    None of their organizations is in an account, and only there a person can take a seat.
                  </EmptyState>
                )}
              </div>
            )}
            <Pagination
              page={listing.accounts}
              pageSize={pageSize}
              total={accounts.total}
              noun={["account", "accounts"]}
              label="Pages of accounts"
              hrefFor={({ page }) => hrefFor({ accounts: page })}
            />
          </Section>
          <Section title="Organizations">
            <MembershipsTable
              rows={memberships.rows.map((row) => ({ ...row, login: nameOfLogin.get(row.ownerId)! }))}
              empty={
                memberships.total > 0 ? (
                  noSuchPage
                ) : (
                  <EmptyState title="A member of no organization">
                    They left with a roster, or were never named by one: <Link href="/imports">import the latest</Link>.
                  </EmptyState>
                )
              }
            />
            <Pagination
              page={listing.memberships}
              pageSize={pageSize}
              total={memberships.total}
              noun={["membership", "memberships"]}
              label="Pages of memberships"
              hrefFor={({ page }) => hrefFor({ memberships: page })}
            />
          </Section>
          <Section
            title="Logins"
            description="Every login of this person. However many there are, they take one seat in an account."
          >
            <LoginsTable rows={logins} empty={<EmptyState title="No login is known" />} />
          </Section>
        </>
      )}
      <Section
        title="History"
        description={`${changes.length < pageSize ? "Every change" : `The latest ${pageSize} changes`} of this person and of the organizations they are in.`}
        actions={<Link href="/audit-log">Audit log</Link>}
      >
        <AuditLogTable
          label="History"
          rows={changes}
          withAccount
          empty={
            <EmptyState title="Nothing was changed yet.">Whatever is changed here is told from then on.</EmptyState>
          }
        />
      </Section>
    </>
  );
}
