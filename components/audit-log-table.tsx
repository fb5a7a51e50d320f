import Link from "next/link";
import type { ReactNode } from "react";
import type { AuditRow } from "@/db/queries/audit-log";
import { actionWords, changedFacts } from "@/domain/audit-log";
import { type Column, DataTable } from "./ui/table";
import { Time } from "./ui/time";

type Row = AuditRow & { isSameChange: boolean };

const link = "text-accent hover:underline";

const when: Column<Row> = {
  id: "when",
  header: "When",
  cell: ({ createdAt, isSameChange }) =>
    isSameChange ? <span className="font-normal text-text-muted">↳ same change</span> : <Time at={createdAt} />,
};
const who: Column<Row> = { id: "who", header: "Who", cell: ({ actor }) => actor };
const action: Column<Row> = {
  id: "action",
  header: "Action",
  cell: (row) => (
    <>
      {actionWords[row.action]} <code className="text-small text-text-muted">{row.action}</code>
    </>
  ),
};
const subject: Column<Row> = { id: "subject", header: "Subject", cell: (row) => <Subject {...row} /> };
const account: Column<Row> = {
  id: "account",
  header: "Account",
  cell: ({ accountId, accountName }) =>
    accountId === null ? (
      <span className="text-text-muted">none</span>
    ) : (
      <Link href={`/accounts/${accountId}`} className={link}>
        {accountName ?? accountId}
      </Link>
    ),
};
const reason: Column<Row> = {
  id: "reason",
  header: "Reason",
  cell: ({ reason }) => <p className="min-w-48 max-w-80 whitespace-normal py-1.5 break-words">{reason}</p>,
};
const facts: Column<Row> = { id: "facts", header: "Before → after", cell: (row) => <Facts {...row} /> };

type Props = { rows: AuditRow[]; withAccount?: boolean; empty: ReactNode };

export function AuditLogTable({ rows, withAccount = false, empty }: Props) {
  const grouped = rows.map((row, index) => ({ ...row, isSameChange: rows[index - 1]?.changeId === row.changeId }));
  const columns = [when, who, action, subject, withAccount ? account : [], reason, facts].flat();
  return <DataTable label="Audit log" columns={columns} rows={grouped} rowKey={({ id }) => id} empty={empty} />;
}

function Subject({ subjectKind, subjectId, subjectName, before, after }: Row) {
  const formerName = after?.login ?? before?.login ?? after?.email ?? before?.email;
  const name = subjectName ?? formerName ?? `${subjectKind} ${subjectId}`;
  if (subjectName === null) return name;
  const hrefs = {
    account: `/accounts/${subjectId}`,
    organization: `/organizations?q=${encodeURIComponent(subjectName)}`,
    person: `/people/${subjectId}`,
    staff: "/staff",
  };
  return (
    <Link href={hrefs[subjectKind]} className={link}>
      {name}
    </Link>
  );
}

function Facts({ before, after }: Row) {
  const changed = changedFacts(before, after);
  if (changed.length === 0) return <span className="text-text-muted">nothing else</span>;
  return (
    <ul className="flex flex-col py-1.5">
      {changed.map(({ name, before, after }) => (
        <li key={name}>
          <span className="text-text-muted">
            {name} {before !== undefined && before}
            {before !== undefined && " → "}
          </span>
          {after ?? "none"}
        </li>
      ))}
    </ul>
  );
}
