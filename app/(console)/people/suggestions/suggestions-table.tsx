import type { ReactNode } from "react";
import { PersonName } from "@/components/person-name";
import { type Column, DataTable } from "@/components/ui/table";
import { EvidenceList } from "./evidence-list";
import { JoinButtons, type JoinDisabledReasons } from "./join-buttons";
import type { JoinPreview } from "./join-previews";
import { JoiningEffect } from "./joining-effect";

type Props = {
  rows: JoinPreview[];
  dialogHrefFor: (dialog: "join" | "apart", pair: string) => string;
  disabledReasons: JoinDisabledReasons;
  empty: ReactNode;
};

export function SuggestionsTable({ rows, dialogHrefFor, disabledReasons, empty }: Props) {
  const columns: Column<JoinPreview>[] = [
    {
      id: "people",
      header: "People",
      cell: ({ people }) => (
        <div className="flex flex-col gap-1 py-1.5">
          {people.map((person) => (
            <PersonName key={person.id} {...person} />
          ))}
        </div>
      ),
    },
    { id: "evidence", header: "Evidence", cell: ({ evidence }) => <EvidenceList evidence={evidence} /> },
    { id: "effect", header: "Joining", cell: (row) => <JoiningEffect {...row} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: (preview) => (
        <JoinButtons
          preview={preview}
          joinHref={dialogHrefFor("join", preview.pair)}
          apartHref={dialogHrefFor("apart", preview.pair)}
          disabledReasons={disabledReasons}
        />
      ),
    },
  ];
  return <DataTable label="Suggestions" columns={columns} rows={rows} rowKey={({ pair }) => pair} empty={empty} />;
}
