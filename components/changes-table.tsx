import type { ComponentProps } from "react";
import { addresses } from "@/domain/addresses";
import { type AuditChange, actionWords, changedFacts } from "@/domain/audit-log";
import { changeInWords, factsInWords } from "@/domain/confirmation";
import { formatCount, formatNumber } from "@/domain/format";
import { AuditLogSubject } from "./audit-log-subject";
import { ChangedFacts } from "./changed-facts";
import { CutName } from "./cut-name";
import { TicketLink } from "./ticket-link";
import { Link } from "./ui/link";
import { type Column, DataTable } from "./ui/table";
import { Time } from "./ui/time";
import { UndoLink } from "./undo-link";

type Props = Pick<ComponentProps<typeof DataTable>, "sort" | "hrefFor" | "empty"> & {
  rows: AuditChange[];
  /** The same log, for the page of one change. */
  to: typeof addresses.auditLog;
  withAccount: boolean;
  /** Changes that were undone, each with the change that undid it. */
  undone: ReadonlyMap<string, string>;
};

/** The audit log, one row a change. Its subjects unfold. */
export function ChangesTable({ rows, to, withAccount, undone, ...list }: Props) {
  const columns: Column<AuditChange>[] = [
    { id: "when", header: "When", isSortable: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: "change", header: "Change", cell: (change) => <Change change={change} to={to} /> },
    ...(withAccount ? [account] : []),
    {
      id: "who",
      header: "Who",
      cell: ({ actor }) => (
        <span className="block max-w-40 truncate" title={actor}>
          {actor}
        </span>
      ),
    },
    {
      id: "reason",
      header: "Reason",
      cell: ({ reason, ticket }) => (
        <div className="my-1.5 min-w-32 max-w-64 whitespace-normal break-words">
          <p className="line-clamp-2" title={reason}>
            {reason}
          </p>
          <TicketLink ticket={ticket} />
        </div>
      ),
    },
    {
      id: "facts",
      header: "Before → after",
      cell: ({ entries, entryCount }) => (
        <ChangedFacts changed={factsInWords(entries)} none={entryCount === 1 ? "nothing else" : "differs by entry"} />
      ),
    },
    {
      id: "undo",
      header: "Undo",
      isHeaderHidden: true,
      cell: ({ changeId, entries }) => (
        <div className="flex justify-end">
          <UndoLink entry={entries[0]} undoneByChangeId={undone.get(changeId)} />
        </div>
      ),
    },
  ];
  return <DataTable label="Audit log" columns={columns} rows={rows} rowKey={({ changeId }) => changeId} {...list} />;
}

const account: Column<AuditChange> = {
  id: "account",
  header: "Account",
  cell: ({ entries }) => {
    const names = new Map(entries.map(({ accountId, accountName }) => [accountId, accountName]));
    const [[id, name] = [null, null]] = names;
    if (names.size > 1) return <span className="text-text-muted">several</span>;
    if (id === null) return <span className="text-text-muted">none</span>;
    return <CutName name={name ?? id} href={addresses.account(id).overview} />;
  },
};

type ChangeProps = Pick<Props, "to"> & { change: AuditChange };

function Change({ change: { changeId, entries, entryCount, subjectCount }, to }: ChangeProps) {
  const words = changeInWords(entries, subjectCount);
  const hidden = entryCount - entries.length;
  const undoes = entries[0].after?.undoes;
  return (
    <div className="my-1.5 max-w-96 whitespace-normal">
      <p className="break-words font-medium">{words}</p>
      {typeof undoes === "string" && (
        <p>
          Undoes <Link href={to({ change: undoes })}>that change</Link>
        </p>
      )}
      <details className="text-text-muted">
        <summary className="w-fit">{formatCount(entryCount, "entry", "entries")}</summary>
        <ul className="my-1 flex flex-col gap-1 border-line border-l-2 pl-3">
          {entries.map((entry) => (
            <li key={entry.id} className="flex flex-wrap gap-x-2">
              {actionWords[entry.action]} <code className="text-small">{entry.action}</code>
              <AuditLogSubject entry={entry} />
              <ChangedFacts changed={changedFacts(entry.before, entry.after)} />
            </li>
          ))}
          {hidden > 0 && <li>and {formatNumber(hidden)} more</li>}
        </ul>
        <Link href={to({ change: changeId })} aria-label={`All entries: ${words}`}>
          All entries
        </Link>
      </details>
    </div>
  );
}
