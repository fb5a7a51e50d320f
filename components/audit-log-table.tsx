import clsx from "clsx";
import type { ComponentProps } from "react";
import { addresses } from "@/domain/addresses";
import type { AuditRow } from "@/domain/audit-log";
import { actionWords, changedFacts } from "@/domain/audit-log";
import { Link } from "./ui/link";
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

const subject: Column<Row> = { id: "subject", header: "Subject", cell: (row) => <Subject {...row} /> };
const account: Column<Row> = {
  id: "account",
  header: "Account",
  cell: ({ accountId, accountName }) =>
    accountId === null ? (
      <span className="text-text-muted">none</span>
    ) : (
      <Name name={accountName ?? accountId} href={addresses.account(accountId).overview} />
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
      {ticket !== null && (
        <Link href={ticket} target="_blank" rel="noreferrer" title={ticket} aria-label={`Ticket: ${ticket}`}>
          Ticket
        </Link>
      )}
    </div>
  ),
};
const facts: Column<Row> = { id: "facts", header: "Before → after", cell: (row) => <Facts {...row} /> };

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

function Subject({ subjectKind, subjectId, subjectName, before, after }: Row) {
  const formerName = after?.login ?? before?.login ?? after?.email ?? before?.email;
  const name = subjectName ?? formerName?.toString() ?? `${subjectKind} ${subjectId}`;
  if (subjectName === null) return <Name name={name} />;
  const hrefs = {
    account: addresses.account(subjectId).overview,
    organization: addresses.organizations({ q: subjectName }),
    person: addresses.person(subjectId),
    plan: addresses.plans(),
    staff: addresses.staff,
    webhook: addresses.alerts(),
  };
  return <Name name={name} href={hrefs[subjectKind]} />;
}

function Name({ name, href }: { name: string; href?: string }) {
  return (
    <span className="block max-w-36 truncate" title={name}>
      {href ? <Link href={href}>{name}</Link> : name}
    </span>
  );
}

function Facts({ before, after }: Row) {
  const changed = changedFacts(before, after);
  if (changed.length === 0) return <span className="text-text-muted">nothing else</span>;
  return (
    <ul className="flex min-w-48 max-w-96 flex-wrap gap-x-3 whitespace-normal break-words py-1.5">
      {changed.map(({ name, before, after }) => (
        <li key={name}>
          <span className="text-text-muted">
            {name} {before !== undefined && `${before} → `}
          </span>
          {name === "undoes" ? (
            <Link href={addresses.auditLog({ change: after })}>that change</Link>
          ) : (
            (after ?? "none")
          )}
        </li>
      ))}
    </ul>
  );
}
