import type { ReactNode } from "react";
import { PersonName } from "@/components/person-name";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { type Column, DataTable } from "@/components/ui/table";
import type { EndedPerson } from "@/db/queries/ended-activations";
import type { Paged } from "@/domain/listings";
import { personStatusNames } from "@/domain/people";
import { notRestoredWords } from "@/domain/undo";

const columns: Column<EndedPerson>[] = [
  {
    id: "name",
    header: "Person",
    cell: (person) => (
      <span className="flex items-center gap-2">
        <PersonName {...person} />
        {person.hasAnothers && <Badge tone="warning">Another person’s then</Badge>}
      </span>
    ),
  },
  { id: "restored", header: "Restored in", cell: ({ restored }) => <Names of={restored} /> },
  { id: "seat", header: "Takes a seat", cell: seatOf },
  { id: "not_restored", header: "Not restored", cell: NotRestored },
];

export function EndedPeopleTable({ rows, total, firstHref }: Paged<EndedPerson> & { firstHref: string }) {
  return (
    <DataTable
      label="People of this change"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={total > 0 ? <NoSuchPage firstHref={firstHref} /> : <EmptyState title="Nobody of this change" />}
    />
  );
}

const nothing = <span className="text-text-muted">nowhere</span>;

function Names({ of: names }: { of: string[] }) {
  if (names.length === 0) return nothing;
  return (
    <span className="block max-w-52 truncate xl:max-w-88" title={names.join(", ")}>
      {names.join(", ")}
    </span>
  );
}

function seatOf({ kind, isSeated, restored }: EndedPerson): ReactNode {
  if (restored.length > 0 && kind === "seat" && !isSeated) return "Yes";
  const why = kind === "seat" ? (isSeated ? "has one here" : "not restored") : personStatusNames[kind].toLowerCase();
  return <span className="text-text-muted">No: {why}</span>;
}

function NotRestored({ notRestored }: EndedPerson) {
  if (notRestored.length === 0) return null;
  return (
    <ul className="min-w-48 max-w-96 whitespace-normal break-words py-1.5">
      {notRestored.map(({ organization, why }) => (
        <li key={`${organization} ${why}`}>
          {organization}: <span className="text-text-muted">{notRestoredWords[why]}</span>
        </li>
      ))}
    </ul>
  );
}
