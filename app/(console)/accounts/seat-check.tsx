import { Badge, type Tone } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { type Column, DataTable } from "@/components/ui/table";
import type { Recount } from "@/db/queries/seat-drift";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";
import { type SeatVerdict, seatVerdict } from "@/domain/seat-check";

type Row = Recount & { verdict: SeatVerdict };

const tones: Record<SeatVerdict["kind"], Tone> = { fits: "ok", over: "danger", differs: "warning" };

const columns: Column<Row>[] = [
  {
    id: "account",
    header: "Account",
    cell: ({ accountId, name }) => <Link href={addresses.account(accountId).overview}>{name}</Link>,
  },
  {
    id: "verdict",
    header: "Verdict",
    cell: ({ verdict }) => <Badge tone={tones[verdict.kind]}>{verdict.words}</Badge>,
  },
  { id: "stored", header: "Stored used seats", isNumber: true, cell: ({ used }) => formatNumber(used) },
  {
    id: "recounted",
    header: "Recounted used seats",
    isNumber: true,
    cell: ({ recountedUsed }) => formatNumber(recountedUsed),
  },
  { id: "total", header: "Total seats", isNumber: true, cell: ({ total }) => formatNumber(total) },
];

type Props = { recounts: Recount[]; askedCount: number; closeHref: string };

/** Each account asked for, counted again from its memberships. */
export function SeatCheck({ recounts, askedCount, closeHref }: Props) {
  const rows = recounts.map((recount) => ({ ...recount, verdict: seatVerdict(recount) }));
  const count = (kind: SeatVerdict["kind"]) => formatNumber(rows.filter((row) => row.verdict.kind === kind).length);
  const missingCount = askedCount - rows.length;

  return (
    <Section
      title="Seat check"
      isRegion
      description={
        <span role="status">
          {formatCount(rows.length, "account", "accounts")} counted again from the memberships: fits {count("fits")},
          over {count("over")}, differs {count("differs")}. Nothing was written.
          {missingCount > 0 && ` Not found: ${formatNumber(missingCount)}.`}
        </span>
      }
      actions={
        <Link href={closeHref} scroll={false}>
          Close seat check
        </Link>
      }
    >
      <DataTable
        label="Seat check"
        columns={columns}
        rows={rows}
        rowKey={({ accountId }) => accountId}
        empty="No account was found: select them again."
      />
    </Section>
  );
}
