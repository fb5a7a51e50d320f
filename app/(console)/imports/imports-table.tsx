import type { ComponentProps } from "react";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ImportRow } from "@/db/queries/imports";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";
import { ImportStatusBadge } from "./import-status-badge";

type Count = "organizations" | "added" | "removed" | "activated";

const count = (id: Count, header: string): Column<ImportRow> => ({
  id,
  header,
  isNumber: true,
  cell: ({ [id]: number, status }) =>
    number === null ? (
      <span className="text-text-muted">{status === "staged" ? "unknown" : "none"}</span>
    ) : (
      formatNumber(number)
    ),
});

const columns: Column<ImportRow>[] = [
  {
    id: "when",
    header: "When",
    isSortable: true,
    cell: ({ id, createdAt }) => (
      <Link href={addresses.import(id)}>
        <Time at={createdAt} />
      </Link>
    ),
  },
  { id: "who", header: "Who", cell: ({ actor }) => actor },
  {
    id: "files",
    header: "Files",
    cell: ({ files }) => (
      <span className="block max-w-64 truncate" title={files.map(({ path }) => path).join("\n")}>
        {files.length === 1 ? files[0]?.path : `${formatCount(files.length, "file", "files")}: ${files[0]?.path}, …`}
      </span>
    ),
  },
  count("organizations", "Organizations"),
  count("added", "Added"),
  count("removed", "Removed"),
  count("activated", "Activated"),
  {
    id: "status",
    header: "Status",
    cell: ({ status, failure }) => (
      <span className="flex items-center gap-2">
        <ImportStatusBadge status={status} />
        {failure && (
          <span className="max-w-72 truncate text-text-muted" title={failure}>
            {failure}
          </span>
        )}
      </span>
    ),
  },
];

type Props = Pick<ComponentProps<typeof DataTable>, "sort" | "hrefFor" | "empty"> & { rows: ImportRow[] };

export function ImportsTable({ rows, ...list }: Props) {
  return <DataTable label="Imports" columns={columns} rows={rows} rowKey={({ id }) => id} {...list} />;
}
