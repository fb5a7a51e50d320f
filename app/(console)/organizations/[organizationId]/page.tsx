import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditLogTable } from "@/components/audit-log-table";
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
import { findOrganization, findOrganizationDetail, listOrganizationsById } from "@/db/queries/organizations";
import { addresses } from "@/domain/addresses";
import { idFrom } from "@/domain/input/fields";
import { parseListing } from "@/domain/input/listings";
import { OrganizationPage } from "@/domain/input/organization";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { serviceNames } from "@/domain/services";
import { requireStaff } from "@/server/session";
import { AttachDialog } from "./attach-dialog";
import { MembersTable } from "./members-table";
import { OrganizationFacts } from "./organization-facts";

type Props = PageProps<"/organizations/[organizationId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { read } = await requireStaff();
  const id = idFrom((await params).organizationId);
  const organization = id === undefined ? undefined : await read((db) => findOrganization(db, id));
  return { title: organization?.login ?? "Not found" };
}

const activatedOptions = [
  { value: "", label: "All" },
  { value: "activated", label: "Activated" },
  { value: "not_activated", label: "Not activated" },
];

export default async function OrganizationDetailPage({ params, searchParams }: Props) {
  const { staff, read } = await requireStaff();
  const id = idFrom((await params).organizationId) ?? notFound();
  const { attach, ...address } = await searchParams;
  const listing = parseListing(OrganizationPage, address);
  const find = typeof attach === "string" ? attach : undefined;

  const { organization, account, members, entries, choices } = await read(async (db) => {
    const organization = (await findOrganizationDetail(db, id)) ?? notFound();
    const [known] = await listOrganizationsById(db, [id]);
    return {
      organization,
      account: known?.accountId ? { id: known.accountId, name: known.accountName ?? known.accountId } : undefined,
      members: await listOrganizationMembers(db, id, listing),
      entries: await listEntriesAbout(db, "organization", String(id), listing.history),
      choices:
        find === undefined || organization.accountId !== null
          ? undefined
          : await listAccountsToMoveTo(db, { exceptId: "", text: find.trim() }),
    };
  });
  const { login, service, serviceId } = organization;
  const { q, activated } = listing;
  const filters = { q, activated: activated === "all" ? "" : activated };
  const to = (query: Parameters<typeof addresses.organization>[1] = {}) => addresses.organization(id, query);
  const hrefFor = listHref(to, { ...filters, history: listing.history > 1 ? String(listing.history) : undefined });
  const isFiltered = q !== "" || activated !== "all";
  const accountOrganizations = account && addresses.account(account.id).organizations;

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
            {accountOrganizations ? (
              <>
                <DialogButton
                  label="Move"
                  size="regular"
                  variant="secondary"
                  href={accountOrganizations({ move: id })}
                  disabledReason={disabledReason(staff, "organization.move")}
                />
                <DialogButton
                  label="Detach"
                  size="regular"
                  variant="secondary"
                  href={accountOrganizations({ detach: id })}
                  disabledReason={disabledReason(staff, "organization.detach")}
                />
              </>
            ) : (
              <DialogButton
                label="Attach"
                size="regular"
                variant="primary"
                href={to({ ...filters, attach: " " })}
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
      <OrganizationFacts organization={organization} account={account} />
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
        <AttachDialog
          login={login}
          text={find?.trim() ?? ""}
          found={choices.rows.slice(0, 8).map(({ id: accountId, name }) => ({
            id: accountId,
            name,
            href: addresses.account(accountId).organizations({ organizations: `${service}:${login}` }),
          }))}
          total={choices.total}
          searchHref={to(filters)}
          closeHref={to(filters)}
          newAccountHref={addresses.newAccount({ organizations: `${service}:${login}` })}
        />
      )}
    </>
  );
}
