import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditLogTable } from "@/components/audit-log-table";
import { FindDialog } from "@/components/find-dialog";
import { CsvLink } from "@/components/ui/csv-link";
import { DialogButton } from "@/components/ui/dialog-button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { listAccountsToMoveTo } from "@/db/queries/accounts";
import { listEntriesAbout } from "@/db/queries/audit-log";
import { listOrganizationMembers } from "@/db/queries/organization-members";
import { findOrganization, findOrganizationDetail } from "@/db/queries/organizations";
import { addresses } from "@/domain/addresses";
import { idFrom } from "@/domain/input/fields";
import { parseListing } from "@/domain/input/listings";
import { OrganizationPage } from "@/domain/input/organization";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { serviceNames } from "@/domain/services";
import { requireStaff } from "@/server/session";
import { MembersTable } from "./members-table";
import { OrganizationFacts } from "./organization-facts";

type Props = PageProps<"/organizations/[organizationId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { read } = await requireStaff();
  const id = idFrom((await params).organizationId);
  const organization = id === undefined ? undefined : await read((db) => findOrganization(db, id));
  return { title: organization?.login ?? "Not found" };
}

const stepNames = { move: "Move", detach: "Detach" };

/** More are not looked through: a longer text finds fewer. */
const accountsFound = 8;

const activatedOptions = [
  { value: "", label: "All" },
  { value: "activated", label: "Activated" },
  { value: "not_activated", label: "Not activated" },
];

export default async function OrganizationDetailPage({ params, searchParams }: Props) {
  const { staff, read } = await requireStaff();
  const id = idFrom((await params).organizationId) ?? notFound();
  const { attach, find, ...address } = await searchParams;
  const listing = parseListing(OrganizationPage, address);
  const searched = typeof find === "string" ? find.trim() : "";

  const { organization, members, entries, choices } = await read(async (db) => {
    const organization = (await findOrganizationDetail(db, id)) ?? notFound();
    return {
      organization,
      members: await listOrganizationMembers(db, id, listing),
      entries: await listEntriesAbout(db, "organization", String(id), listing.history),
      choices:
        attach === undefined || organization.account
          ? undefined
          : await listAccountsToMoveTo(db, { exceptId: "", text: searched }),
    };
  });
  const { login, service, serviceId, account } = organization;
  const { q, activated } = listing;
  const filters = { q, activated: activated === "all" ? "" : activated };
  const to = (query: Parameters<typeof addresses.organization>[1] = {}) => addresses.organization(id, query);
  const hrefFor = listHref(to, { ...filters, history: listing.history > 1 ? String(listing.history) : undefined });
  const isFiltered = q !== "" || activated !== "all";
  const attachHref = to({ ...filters, attach: "search" });
  const name = `${service}:${login}`;

  return (
    <>
      <PageHeader
        back={{ href: addresses.organizations(), label: "Organizations" }}
        title={
          <>
            {login} <span className="font-normal text-base text-text-muted">on {serviceNames[service]}</span>
          </>
        }
        actions={
          <>
            {account ? (
              (["move", "detach"] as const).map((step) => (
                <DialogButton
                  key={step}
                  label={stepNames[step]}
                  size="regular"
                  variant="secondary"
                  href={addresses.account(account.id).organizations({ [step]: id })}
                  disabledReason={disabledReason(staff, `organization.${step}`)}
                />
              ))
            ) : (
              <DialogButton
                label="Attach"
                size="regular"
                variant="primary"
                href={attachHref}
                disabledReason={disabledReason(staff, "organization.attach")}
              />
            )}
            <LinkButton href={addresses.imports()}>Import roster</LinkButton>
            {serviceId === null && (
              <>
                <LinkButton href={addresses.organizations({ q: login, rename: id })}>Rename</LinkButton>
                <LinkButton href={addresses.organizations({ q: login, remove: id })}>Remove</LinkButton>
              </>
            )}
          </>
        }
      />
      <OrganizationFacts organization={organization} />
      <Section
        title="Members"
        actions={<CsvLink href={addresses.api.organizationMembers(id, filters)} />}
        description="One row a login, by the name of the person."
      >
        <FilterForm action={to()} label="Filter members">
          <SearchField name="q" label="Search members" placeholder="Name or login" defaultValue={q} />
          <FilterSelect
            name="activated"
            label="Activated"
            options={activatedOptions}
            defaultValue={filters.activated}
          />
        </FilterForm>
        <MembersTable
          rows={members.rows}
          empty={
            members.total > 0 ? (
              <NoSuchPage firstHref={hrefFor({ page: undefined })} />
            ) : isFiltered ? (
              <EmptyState title="No members match">
                Search for someone else, or <Link href={to()}>show every member</Link>.
              </EmptyState>
            ) : (
              <EmptyState title="No members are known">
                <Link href={addresses.imports()}>Import its roster</Link> to make them known.
              </EmptyState>
            )
          }
        />
        <Pagination
          page={listing.page}
          pageSize={pageSize}
          total={members.total}
          noun={["member", "members"]}
          label="Pages of members"
          hrefFor={hrefFor}
        />
      </Section>
      <Section title="History" description="Imports and every other change of this organization, the latest first.">
        <AuditLogTable
          label="History"
          rows={entries.rows}
          withAccount
          empty={
            entries.total > 0 ? (
              <NoSuchPage firstHref={hrefFor({ history: undefined })} />
            ) : (
              <EmptyState title="No changes yet">Every change made from now on is listed here.</EmptyState>
            )
          }
        />
        <Pagination
          page={listing.history}
          pageSize={pageSize}
          total={entries.total}
          noun={["entry", "entries"]}
          label="Pages of history"
          hrefFor={({ page }) => hrefFor({ history: page })}
        />
      </Section>
      {choices && (
        <FindDialog
          title={`Attach ${login}`}
          field={{ name: "find", label: "Find account" }}
          text={searched}
          found={choices.rows.slice(0, accountsFound).map((choice) => ({
            ...choice,
            href: addresses.account(choice.id).organizations({ organizations: name }),
          }))}
          total={choices.total}
          matches={["account matches", "accounts match"]}
          none="No accounts match."
          searchHref={attachHref}
          closeHref={to(filters)}
        >
          <p>
            <Link href={addresses.newAccount({ organizations: name })}>Create a new account with {login}</Link>
          </p>
        </FindDialog>
      )}
    </>
  );
}
