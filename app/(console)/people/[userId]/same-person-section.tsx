import { PersonName } from "@/components/person-name";
import { DialogButton } from "@/components/ui/dialog-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { addresses } from "@/domain/addresses";
import { mostLoginsSharing } from "@/domain/joins";
import { namesInWords } from "@/domain/names";
import { EvidenceList } from "../suggestions/evidence-list";
import { JoinButtons, type JoinDisabledReasons } from "../suggestions/join-buttons";
import { JoiningEffect } from "../suggestions/joining-effect";
import type { Candidate, SamePerson } from "./same-person";

type Props = {
  userId: number;
  same: Pick<SamePerson, "candidates" | "valuesOfMany">;
  searchHref: string;
  dialogHrefFor: (dialog: "join" | "apart", userId: number) => string;
  disabledReasons: JoinDisabledReasons;
};

/** Who else this person may be, and who staff said they are not. */
export function SamePersonSection({ userId, same, searchHref, dialogHrefFor, disabledReasons }: Props) {
  const otherOf = ({ people }: Candidate) => people.find(({ id }) => id !== userId);
  const columns: Column<Candidate>[] = [
    {
      id: "person",
      header: "Person",
      cell: (row) => {
        const other = otherOf(row);
        return other && <PersonName {...other} />;
      },
    },
    { id: "evidence", header: "Evidence", cell: evidenceOf },
    { id: "effect", header: "Joining", cell: (row) => <JoiningEffect {...row} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: (row) => {
        const id = otherOf(row)?.id ?? userId;
        return (
          <JoinButtons
            preview={row}
            joinHref={dialogHrefFor("join", id)}
            apartHref={row.since ? undefined : dialogHrefFor("apart", id)}
            disabledReasons={disabledReasons}
          />
        );
      },
    },
  ];
  return (
    <Section
      title="Same person?"
      description={
        <>
          Other people this may be, by what their logins have in common. A name alone is not evidence.
          {same.valuesOfMany.length > 0 &&
            ` Neither is ${namesInWords(same.valuesOfMany)}: more than ${mostLoginsSharing} logins share it.`}
          {disabledReasons.join && ` Join, keep apart: ${disabledReasons.join}`}
        </>
      }
      actions={
        <>
          <Link href={addresses.samePeople()}>All suggestions</Link>
          <DialogButton label="Join with another person…" href={searchHref} variant="secondary" />
        </>
      }
    >
      <DataTable
        label="Same person"
        columns={columns}
        rows={same.candidates}
        rowKey={({ pair }) => pair}
        empty={<EmptyState title="No evidence points to another person" />}
      />
    </Section>
  );
}

function evidenceOf({ evidence, since }: Candidate) {
  return (
    <>
      {evidence.length > 0 && <EvidenceList evidence={evidence} />}
      {since && (
        <p className="py-1.5 text-text-muted">
          Kept apart <Time at={since} />
        </p>
      )}
    </>
  );
}
