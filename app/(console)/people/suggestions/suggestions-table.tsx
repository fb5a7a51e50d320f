import type { ReactNode } from "react";
import { PersonName } from "@/components/person-name";
import { DialogButton } from "@/components/ui/dialog-button";
import { type Column, DataTable } from "@/components/ui/table";
import { EvidenceList } from "./evidence-list";
import type { JoinPreview } from "./join-previews";

type Props = {
  rows: JoinPreview[];
  dialogHrefFor: (dialog: "join" | "apart", pair: string) => string;
  disabledReasons: { join?: string; apart?: string };
  empty: ReactNode;
};

export function SuggestionsTable({ rows, dialogHrefFor, disabledReasons, empty }: Props) {
  const columns: Column<JoinPreview>[] = [
    { id: "one", header: "Person", cell: ({ people: [one] }) => one && <PersonName {...one} /> },
    { id: "other", header: "Same as", cell: ({ people: [, other] }) => other && <PersonName {...other} /> },
    { id: "evidence", header: "Evidence", cell: ({ evidence }) => <EvidenceList evidence={evidence} /> },
    { id: "effect", header: "Joining", cell: (row) => <JoiningEffect {...row} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: ({ pair, titles, refusal }) => (
        <div className="flex justify-end gap-1">
          <DialogButton
            label="Join"
            name={titles.join}
            href={dialogHrefFor("join", pair)}
            disabledReason={disabledReasons.join ?? refusal}
          />
          <DialogButton
            label="Keep apart"
            name={titles.keepApart}
            href={dialogHrefFor("apart", pair)}
            disabledReason={disabledReasons.apart}
          />
        </div>
      ),
    },
  ];
  return <DataTable label="Suggestions" columns={columns} rows={rows} rowKey={({ pair }) => pair} empty={empty} />;
}

export function JoiningEffect({ effect, refusal }: Pick<JoinPreview, "effect" | "refusal">) {
  const words = refusal ?? effect;
  return <p className="min-w-40 max-w-72 whitespace-normal break-words py-1.5 text-text-muted leading-snug">{words}</p>;
}
