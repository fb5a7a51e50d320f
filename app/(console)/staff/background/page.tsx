import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type BackgroundJobRow, listBackgroundJobs } from "@/db/queries/background-jobs";
import { addresses } from "@/domain/addresses";
import { jobs } from "@/domain/background-jobs";
import { formatDuration } from "@/domain/format";
import { requireStaff } from "@/server/session";

export const metadata: Metadata = { title: "Background work" };

const columns: Column<BackgroundJobRow>[] = [
  { id: "job", header: "Job", cell: ({ name }) => jobs[name] },
  { id: "lastRun", header: "Last run", cell: lastRunOf },
  { id: "took", header: "Took", isNumber: true, cell: tookOf },
  { id: "nextRun", header: "Next run", cell: nextRunOf },
  { id: "failure", header: "Failure", cell: failureOf },
];

export default async function BackgroundWorkPage() {
  const { read } = await requireStaff();
  const rows = await read(listBackgroundJobs);
  return (
    <>
      <PageHeader
        back={{ href: addresses.staff, label: "Staff" }}
        title="Background work"
        description="Work that the console does on its own. A job that fails is tried again after 10 seconds, then less often, up to every 10 minutes."
      />
      <DataTable
        label="Background work"
        columns={columns}
        rows={rows}
        rowKey={({ name }) => name}
        empty={<EmptyState title="There are no jobs." />}
      />
    </>
  );
}

function lastRunOf({ lastRunAt }: BackgroundJobRow) {
  return lastRunAt ? <Time at={lastRunAt} /> : <span className="text-text-muted">never</span>;
}

function tookOf({ runningOn, tookMilliseconds: took }: BackgroundJobRow) {
  if (runningOn) return <span title={`On ${runningOn}`}>running</span>;
  if (took === null) return <span className="text-text-muted">–</span>;
  return formatDuration(took);
}

function nextRunOf({ nextRunAt }: BackgroundJobRow) {
  if (!nextRunAt) return <span className="text-text-muted">when there is work</span>;
  return nextRunAt > new Date() ? <Time at={nextRunAt} /> : "due now";
}

function failureOf({ failure, failingSince, failureCount }: BackgroundJobRow) {
  if (failure === null || failingSince === null) return <span className="text-text-muted">none</span>;
  return (
    <span className="block max-w-prose whitespace-normal py-1">
      {failure}{" "}
      <span className="text-text-muted">
        First failed <Time at={failingSince} />
        {failureCount > 1 && `, ${failureCount} times in a row`}.
      </span>
    </span>
  );
}
