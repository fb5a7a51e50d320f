import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { listChangesAbout } from "@/db/queries/audit-log";
import { listFormerMembershipsOf } from "@/db/queries/former-memberships";
import { findMarkFacts } from "@/db/queries/marks";
import { findUser } from "@/db/queries/people";
import { findMergedInto, listAccountsOf, listLoginsOf, listMembershipsOf } from "@/db/queries/person";
import { addresses } from "@/domain/addresses";
import { idFrom } from "@/domain/input/fields";
import { parseListing } from "@/domain/input/listings";
import { MarkAddress } from "@/domain/input/marks";
import { PersonListing } from "@/domain/input/person";
import { cutAccounts } from "@/domain/marks";
import { personStatusNames } from "@/domain/people";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { AccountsSection } from "./accounts-section";
import { HistorySection } from "./history-section";
import { LoginsTable } from "./logins-table";
import { MarkDialog } from "./marks/mark-dialog";
import { OrganizationsLeftSection, OrganizationsSection } from "./organizations-section";
import { findSamePerson } from "./same-person";
import { SamePersonDialogs } from "./same-person-dialogs";
import { SamePersonSection } from "./same-person-section";

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
  const { staff, read } = await requireStaff();
  const id = idFrom((await params).userId) ?? notFound();
  const { mark, student, bot, join, with: searched, apart, split, reason, ...address } = await searchParams;
  const listing = parseListing(PersonListing, address);
  const { person, mergedInto, accounts, memberships, left, logins, same, changes, marked } = await read(async (db) => {
    const person = (await findUser(db, id)) ?? notFound();
    const logins = await listLoginsOf(db, id);
    const markedId = logins.find((login) => login.id === idFrom(mark))?.id;
    return {
      person,
      mergedInto: await findMergedInto(db, person),
      accounts: await listAccountsOf(db, id, listing.accounts),
      memberships: await listMembershipsOf(db, id, listing.memberships),
      left: await listFormerMembershipsOf(db, id, listing.left),
      logins,
      same: await findSamePerson(db, id, { join, with: searched, apart, split }),
      changes: await listChangesAbout(db, id, listing.history),
      marked: markedId === undefined ? undefined : await findMarkFacts(db, markedId),
    };
  });

  const hrefFor = listHref((query: Parameters<typeof addresses.person>[1]) => addresses.person(id, query), address);
  const markReason = disabledReason(staff, "person.mark");
  const joinReasons = {
    join: disabledReason(staff, "person.join"),
    apart: disabledReason(staff, "person.reject_join"),
    split: disabledReason(staff, "person.split"),
  };

  return (
    <>
      <PageHeader
        back={{ href: addresses.people(), label: "People" }}
        title={
          <>
            {person.name}
            {person.kind !== "seat" && <Badge>{personStatusNames[person.kind]}</Badge>}
          </>
        }
      />
      {mergedInto ? (
        <Notice title="Merged">
          This turned out to be <Link href={addresses.person(mergedInto.id)}>{mergedInto.name}</Link>, who got every
          login it had. What is left here is its history.
        </Notice>
      ) : (
        <>
          <AccountsSection
            userId={id}
            page={listing.accounts}
            accounts={accounts}
            logins={logins}
            hrefFor={(accounts) => hrefFor({ accounts })}
          />
          <OrganizationsSection
            page={listing.memberships}
            memberships={memberships}
            logins={logins}
            hrefFor={(memberships) => hrefFor({ memberships })}
          />
          <OrganizationsLeftSection
            page={listing.left}
            memberships={left}
            logins={logins}
            hrefFor={(left) => hrefFor({ left })}
          />
          <Section
            title="Logins"
            description={
              <>
                Every login of this person. However many there are, they take one seat in an account.
                {markReason && ` Mark, split off: ${markReason}`}
              </>
            }
          >
            <LoginsTable
              rows={logins}
              markHrefFor={(ownerId) => hrefFor({ mark: ownerId })}
              splitHrefFor={(ownerId) => hrefFor({ split: ownerId })}
              disabledReason={markReason}
              splitDisabledReason={joinReasons.split}
              empty={<EmptyState title="No login is known" />}
            />
          </Section>
          <SamePersonSection
            userId={id}
            same={same}
            searchHref={hrefFor({ join: "search" })}
            dialogHrefFor={(dialog, userId) => hrefFor({ [dialog]: userId })}
            disabledReasons={joinReasons}
          />
        </>
      )}
      <HistorySection page={listing.history} changes={changes} hrefFor={(history) => hrefFor({ history })} />

      {!marked && (
        <SamePersonDialogs
          name={person.name}
          same={same}
          closeHref={hrefFor()}
          searchHref={hrefFor({ join: "search" })}
          joinHrefFor={(userId) => hrefFor({ join: userId })}
          disabledReasons={joinReasons}
        />
      )}
      {marked && (
        <MarkDialog
          key={marked.ownerId}
          title={`Mark ${logins.find(({ id }) => id === marked.ownerId)?.name}`}
          facts={cutAccounts(marked)}
          preset={MarkAddress.parse({ student, bot })}
          closeHref={hrefFor()}
          disabledReason={markReason}
        />
      )}
    </>
  );
}
