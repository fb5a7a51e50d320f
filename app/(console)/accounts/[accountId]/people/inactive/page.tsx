import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { Selection } from "@/components/ui/selection";
import { findAccount } from "@/db/queries/accounts";
import { listUnseenPeople } from "@/db/queries/unseen-people";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";
import { parseListing } from "@/domain/input/listings";
import { UnseenListing } from "@/domain/input/unseen-people";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { type Unseen, unseenBefore } from "@/domain/unseen-people";
import { requireStaff } from "@/server/session";
import { DeactivateDialog } from "./deactivate-dialog";
import { UnseenFilters } from "./unseen-filters";
import { findUnseenPreview, parseUnseenAddress } from "./unseen-preview";
import { UnseenTable } from "./unseen-table";

export const metadata: Metadata = { title: "Inactive people" };

type Props = PageProps<"/accounts/[accountId]/people/inactive">;

export default async function UnseenPeoplePage({ params, searchParams }: Props) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const { step, address } = parseUnseenAddress(await searchParams);
  const listing = parseListing(UnseenListing, address);
  const { days, show } = listing;
  const before = unseenBefore(new Date(), days);

  const { people, preview } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    return {
      people: await listUnseenPeople(db, accountId, before, listing),
      preview: await findUnseenPreview(db, account, step, { days, before }),
    };
  });
  const { rows, total, inactive, unknown } = people;
  const { unseenPeople } = addresses.account(accountId);
  const hrefFor = listHref(unseenPeople, address);
  const page = listing.page > 1 ? listing.page : undefined;
  const selection = step.selectedIds.map(String);
  const shown: Record<Unseen, string> = {
    inactive: `${formatCount(inactive, "person", "people")} not seen for ${formatCount(days, "day", "days")}`,
    unknown: `${formatCount(unknown, "person", "people")} of whom nobody said when they were seen`,
  };
  const otherHref = hrefFor({ show: show === "inactive" ? "unknown" : undefined });
  const reason = disabledReason(staff, "person.deactivate");

  return (
    <>
      <UnseenFilters path={unseenPeople()} listing={listing} />
      <Section title={shown[show]} description={<Others show={show} href={otherHref} {...people} />}>
        {show === "unknown" && total > 0 && (
          <Notice tone="warning">
            Unknown is not inactive: no roster said of these people when they were last seen. Nobody of them is part of
            “Deactivate all”.
          </Notice>
        )}
        <Selection
          key={show}
          label="Select inactive people"
          name="person"
          pageLabel="Select everyone on this page"
          nothingSelected="Select the people first."
          selected={step.selectedIds}
          shown={rows.map(({ id }) => id).join()}
          total={total}
          actions={[
            {
              label: "Deactivate selected",
              href: hrefFor({ page, deactivate: "selected" }),
              everything:
                show === "inactive"
                  ? {
                      label: `Deactivate all ${formatNumber(inactive)}`,
                      href: hrefFor({ page, deactivate: "everybody" }),
                    }
                  : undefined,
              disabledReason: reason,
            },
          ]}
        >
          <UnseenTable
            rows={rows}
            listing={listing}
            selectedIds={step.selectedIds}
            hrefFor={hrefFor}
            empty={
              total > 0 ? (
                <NoSuchPage firstHref={hrefFor({ page: undefined })} />
              ) : show === "unknown" ? (
                <EmptyState title="Nobody is unknown">Of everybody activated here a roster said it.</EmptyState>
              ) : (
                <EmptyState title="Nobody is inactive">
                  Fewer days may find somebody. When people were last seen comes with the column last_seen_at of a
                  roster: <Link href={addresses.imports()}>import one</Link>.
                </EmptyState>
              )
            }
          />
        </Selection>
        <Pagination
          page={listing.page}
          pageSize={pageSize}
          total={total}
          noun={["person", "people"]}
          hrefFor={hrefFor}
        />
      </Section>
      {preview && (
        <DeactivateDialog
          key={step.whom}
          preview={preview}
          closeHref={hrefFor({ page, person: selection })}
          doneHref={hrefFor({ page: undefined, days })}
          disabledReason={reason}
        />
      )}
    </>
  );
}

type OthersProps = Record<Unseen, number> & { show: Unseen; href: string };

/** What the other list holds, which is told apart: neither is part of the other. */
function Others({ show, href, inactive, unknown }: OthersProps) {
  if (show === "unknown") return <Link href={href}>Show the {formatNumber(inactive)} who are inactive</Link>;
  if (unknown === 0) return "It is known of everybody activated here when they were last seen.";
  return (
    <>
      Of{" "}
      <Link href={href}>
        {formatNumber(unknown)} more {unknown === 1 ? "person" : "people"}
      </Link>{" "}
      it is unknown when they were last seen.
    </>
  );
}
