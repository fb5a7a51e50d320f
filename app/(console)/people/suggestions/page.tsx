import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import { listSuggestedLogins, listSuggestedPeople } from "@/db/queries/suggestions/suggested-joins";
import { findSuggestionRefresh } from "@/db/queries/suggestions/suggestion-refreshes";
import { addresses } from "@/domain/addresses";
import { JoinListing } from "@/domain/input/joins";
import { parseListing } from "@/domain/input/listings";
import { mostLoginsSharing, pairFrom } from "@/domain/joins";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { JoinDialog } from "./join-dialog";
import { findJoinPreview, listJoinPreviews } from "./join-previews";
import { KeepApartDialog } from "./keep-apart-dialog";
import { SuggestionsTable } from "./suggestions-table";

export const metadata: Metadata = { title: "Same person?" };

export default async function SuggestedJoinsPage({ searchParams }: PageProps<"/people/suggestions">) {
  const { staff, read } = await requireStaff();
  const { join, apart, ...address } = await searchParams;
  const { page } = parseListing(JoinListing, address);
  const pair = pairFrom(join ?? apart);
  const { rows, total, asOf, preview } = await read(async (db) => {
    const { rows: pairs, total } = await listSuggestedPeople(db, page);
    return {
      rows: await listJoinPreviews(db, pairs, await listSuggestedLogins(db, pairs)),
      total,
      asOf: (await findSuggestionRefresh(db)).asOf,
      preview: pair && (await findJoinPreview(db, pair)),
    };
  });

  const hrefFor = listHref(addresses.samePeople, address);
  const here = page > 1 ? { page } : {};
  const disabledReasons = {
    join: disabledReason(staff, "person.join"),
    apart: disabledReason(staff, "person.reject_join"),
  };
  const dialog = {
    closeHref: hrefFor(here),
    disabledReason: disabledReasons[join === undefined ? "apart" : "join"],
  };

  return (
    <>
      <PageHeader
        back={{ href: addresses.people(), label: "People" }}
        title="Same person?"
        description={
          <>
            People who may be one, by what their logins have in common; whoever frees most seats is first. A name alone
            says nothing, nor does what more than {mostLoginsSharing} logins share.
            {asOf && (
              <>
                {" "}
                As of <Time at={asOf} />.
              </>
            )}
            {disabledReasons.join && ` Join, keep apart: ${disabledReasons.join}`}
          </>
        }
      />
      <SuggestionsTable
        rows={rows}
        dialogHrefFor={(dialog, pair) => hrefFor({ ...here, [dialog]: pair })}
        disabledReasons={disabledReasons}
        empty={
          total > 0 ? (
            <NoSuchPage firstHref={addresses.samePeople()} />
          ) : asOf ? (
            <EmptyState title="Nobody seems to be stored twice">
              Verified e-mails and SAML name ids say most: they come with{" "}
              <Link href={addresses.imports()}>GitHub’s exports</Link>.
            </EmptyState>
          ) : (
            <EmptyState title="Not looked for yet">
              Suggestions are counted in the background. Look again in a minute.
            </EmptyState>
          )
        }
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        noun={["suggestion", "suggestions"]}
        hrefFor={hrefFor}
      />

      {preview &&
        (join === undefined ? (
          <KeepApartDialog key={preview.pair} preview={preview} {...dialog} />
        ) : (
          <JoinDialog key={preview.pair} preview={preview} {...dialog} />
        ))}
    </>
  );
}
