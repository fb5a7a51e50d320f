import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterSelect } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { UndoneNotice } from "@/components/undone-notice";
import { findAccount } from "@/db/queries/accounts";
import { findEndedChange, listEndedPeople } from "@/db/queries/ended-activations";
import { addresses } from "@/domain/addresses";
import { formatCount } from "@/domain/format";
import { parseListing } from "@/domain/input/listings";
import { changeIdFrom, UndoListing } from "@/domain/input/undo";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { EndedPeopleTable } from "./ended-people-table";
import { UndoForm } from "./undo-form";
import { findUndoPreview } from "./undo-preview";

export const metadata: Metadata = { title: "Undo" };

type Props = PageProps<"/accounts/[accountId]/audit-log/undo/[changeId]">;

const shows = [
  { value: "", label: "Everybody" },
  { value: "restored", label: "Restored" },
  { value: "not_restored", label: "Not restored" },
];

export default async function UndoPage({ params, searchParams }: Props) {
  const { staff, read } = await requireStaff();
  const { accountId, ...parameters } = await params;
  const changeId = changeIdFrom(parameters.changeId) ?? notFound();
  const listing = parseListing(UndoListing, await searchParams);

  const { change, open } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    const change = (await findEndedChange(db, accountId, changeId)) ?? notFound();
    const open = change.undoneBy === null && {
      preview: await findUndoPreview(db, account, changeId),
      people: await listEndedPeople(db, accountId, changeId, listing),
    };
    return { change, open };
  });
  const { auditLog, undo } = addresses.account(accountId);
  const show = listing.show === "all" ? "" : listing.show;
  const hrefFor = listHref((query: Parameters<typeof undo>[1]) => undo(changeId, query), { show });
  const { told } = change;

  return (
    <>
      <Section
        title={`Undo the deactivation of ${formatCount(change.people, "person", "people")}`}
        description={
          told && (
            <>
              {told.actor}, <Time at={told.at} />: <span className="wrap-anywhere">{told.reason}</span>
            </>
          )
        }
        actions={<Link href={auditLog({ change: changeId })}>Entries of this change</Link>}
      >
        {change.undoneBy && <UndoneNotice accountId={accountId} {...change.undoneBy} />}
        {open && <UndoForm preview={open.preview} disabledReason={disabledReason(staff, "person.activate")} />}
      </Section>
      {open && (
        <Section
          title="Whose activations ended"
          description="What comes back is exactly what this change ended, where nothing else changed it since. It is undone once: whoever is not restored by it can be activated on the page People."
        >
          <FilterForm action={undo(changeId)} label="Filter the people of this change">
            <FilterSelect name="show" label="Show" options={shows} defaultValue={show} />
          </FilterForm>
          <EndedPeopleTable {...open.people} firstHref={hrefFor()} />
          <Pagination
            page={listing.page}
            pageSize={pageSize}
            total={open.people.total}
            noun={["person", "people"]}
            hrefFor={hrefFor}
          />
        </Section>
      )}
    </>
  );
}
