import clsx from "clsx";
import type { ComponentProps } from "react";
import { addresses } from "@/domain/addresses";
import type { AuditRow } from "@/domain/audit-log";
import { actionWords, changedFacts } from "@/domain/audit-log";
import type { Undo } from "@/domain/undo";
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
/** Once for each change, with the way back where there is one. */
function actionColumn(undos: Props["undos"], disabledReason: string | undefined): Column<Row> {
  return {
    id: "action",
    header: "Action",
    cell: ({ action, changeId, isSameChange, reason }) => {
      const undo = isSameChange ? undefined : undos?.get(changeId);
      return (
        <div className="flex flex-col items-start py-0.5 leading-tight">
          {actionWords[action]}
          <code className="text-small text-text-muted">{action}</code>
          {undo && (
            <div className="my-1">
              <UndoLink changeId={changeId} reason={reason} disabledReason={disabledReason} {...undo} />
            </div>
          )}
        </div>
      );
    },
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
  cell: ({ reason, isSameChange }) => (
    <p
      className={clsx("my-1.5 line-clamp-2 min-w-32 max-w-56 whitespace-normal break-words", repeated(isSameChange))}
      title={reason}
    >
      {reason}
    </p>
  ),
};
const facts: Column<Row> = { id: "facts", header: "Before → after", cell: (row) => <Facts {...row} /> };

type Props = Pick<ComponentProps<typeof DataTable>, "sort" | "hrefFor" | "empty"> & {
  rows: AuditRow[];
  label?: string;
  withAccount?: boolean;
  /** The changes that can be undone, or were. */
  undos?: Map<string, Undo>;
  disabledReason?: string;
};

export function AuditLogTable({ rows, label = "Audit log", withAccount = false, undos, ...props }: Props) {
  const { disabledReason, ...list } = props;
  const grouped = rows.map((row, index) => ({ ...row, isSameChange: rows[index - 1]?.changeId === row.changeId }));
  const columns = [
    ...[when, who, actionColumn(undos, disabledReason), subject],
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

function Facts({ accountId, before, after }: Row) {
  const changed = changedFacts(before, after);
  if (changed.length === 0) return <span className="text-text-muted">nothing else</span>;
  return (
    <ul className="flex min-w-48 max-w-96 flex-wrap gap-x-3 whitespace-normal break-words py-1.5">
      {changed.map(({ name, before, after }) => (
        <li key={name}>
          <span className="text-text-muted">
            {name} {before !== undefined && `${before} → `}
          </span>
          {name === "undoes" && accountId !== null ? (
            <Link href={addresses.account(accountId).auditLog({ change: after })}>that change</Link>
          ) : (
            (after ?? "none")
          )}
        </li>
      ))}
    </ul>
  );
}
