import clsx from "clsx";
import type { ComponentProps } from "react";
import { addresses } from "@/domain/addresses";
import type { AuditRow } from "@/domain/audit-log";
import { actionWords, changedFacts } from "@/domain/audit-log";
import { AuditLogSubject } from "./audit-log-subject";
import { ChangedFacts } from "./changed-facts";
import { CutName } from "./cut-name";
import { TicketLink } from "./ticket-link";
import { type Column, DataTable } from "./ui/table";
import { Time } from "./ui/time";
import { UndoLink } from "./undo-link";

type Row = AuditRow & { isSameChange: boolean };

/** Who and why are the same in all rows of one change. */
function repeated(isSameChange: boolean): string | undefined {
  return isSameChange ? "text-text-muted" : undefined;
}

const when: Column<Row> = {
  id: "when",
  header: "When",
  isSortable: true,
  cell: ({ createdAt, isSameChange }) =>
    isSameChange ? <span className="font-normal text-text-muted">↳ same change</span> : <Time at={createdAt} />,
};
const who: Column<Row> = {
  id: "who",
  header: "Who",
  cell: ({ actor, isSameChange }) => (
    <span className={clsx("block max-w-40 truncate", repeated(isSameChange))} title={actor}>
      {actor}
    </span>
  ),
};
/** Once for each change, with the way back if the table offers it. */
function actionColumn(undone: Props["undone"]): Column<Row> {
  return {
    id: "action",
    header: "Action",
    cell: (row) => (
      <div className="flex flex-col items-start py-0.5 leading-tight">
        {actionWords[row.action]}
        <code className="text-small text-text-muted">{row.action}</code>
        {undone && !row.isSameChange && (
          <div className="my-1">
            <UndoLink entry={row} undoneByChangeId={undone.get(row.changeId)} />
          </div>
        )}
      </div>
    ),
  };
}

const subject: Column<Row> = { id: "subject", header: "Subject", cell: (row) => <AuditLogSubject entry={row} /> };
const account: Column<Row> = {
  id: "account",
  header: "Account",
  cell: ({ accountId, accountName }) =>
    accountId === null ? (
      <span className="text-text-muted">none</span>
    ) : (
      <CutName name={accountName ?? accountId} href={addresses.account(accountId).overview} />
    ),
};
const reason: Column<Row> = {
  id: "reason",
  header: "Reason",
  cell: ({ reason, ticket, isSameChange }) => (
    <div className={clsx("my-1.5 min-w-32 max-w-56 whitespace-normal break-words", repeated(isSameChange))}>
      <p className="line-clamp-2" title={reason}>
        {reason}
      </p>
      <TicketLink ticket={ticket} />
    </div>
  ),
};
const facts: Column<Row> = {
  id: "facts",
  header: "Before → after",
  cell: ({ before, after }) => <ChangedFacts changed={changedFacts(before, after)} />,
};

type Props = Pick<ComponentProps<typeof DataTable>, "sort" | "hrefFor" | "empty"> & {
  rows: AuditRow[];
  label?: string;
  withAccount?: boolean;
  /** Changes that were undone, each with the change that undid it. With it, every other change offers to be undone. */
  undone?: Map<string, string>;
};

export function AuditLogTable({ rows, label = "Audit log", withAccount = false, undone, ...list }: Props) {
  const grouped = rows.map((row, index) => ({ ...row, isSameChange: rows[index - 1]?.changeId === row.changeId }));
  const columns = [
    ...[when, who, actionColumn(undone), subject],
    ...(withAccount ? [account] : []),
    ...[reason, facts],
  ];
  return <DataTable label={label} columns={columns} rows={grouped} rowKey={({ id }) => id} {...list} />;
}
