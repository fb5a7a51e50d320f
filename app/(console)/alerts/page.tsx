import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listSeatAlerts } from "@/db/queries/seat-alerts";
import { findWebhook, listWebhooks } from "@/db/queries/webhooks";
import { addresses } from "@/domain/addresses";
import type { SeatAlertListing } from "@/domain/input/seat-alerts";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { clearance } from "@/domain/seat-alerts";
import { requireStaff } from "@/server/session";
import { AddWebhookDialog } from "./add-webhook-dialog";
import { addressFrom } from "./alerts-address";
import { AlertsTable } from "./alerts-table";
import { RemoveWebhookDialog } from "./remove-webhook-dialog";
import { WebhooksSection } from "./webhooks-section";

export const metadata: Metadata = { title: "Alerts" };

const statusOptions = [
  { value: "", label: "Raised" },
  { value: "cleared", label: "Cleared" },
  { value: "all", label: "All" },
];

export default async function AlertsPage({ searchParams }: PageProps<"/alerts">) {
  const { staff, read } = await requireStaff();
  const { add, remove, ...asked } = await searchParams;
  const { listing, webhookPage, filters, alertsHref, samePlaceHref } = addressFrom(asked);
  const { alerts, webhooks, removing } = await read(async (db) => ({
    alerts: await listSeatAlerts(db, listing),
    webhooks: await listWebhooks(db, webhookPage),
    removing: typeof remove === "string" ? await findWebhook(db, remove) : undefined,
  }));
  const reasons = { add: disabledReason(staff, "webhook.add"), remove: disabledReason(staff, "webhook.remove") };

  return (
    <>
      <PageHeader
        back={{ href: addresses.accounts(), label: "Accounts" }}
        title="Alerts"
        description={
          <>
            Accounts that reached 80, 90 or 100% of their seats. An alert clears once use is {clearance} points below,
            so that coming and going at a threshold raises it once. <Link href="#webhooks">Webhooks</Link> are told.
          </>
        }
      />
      <FilterForm action={addresses.alerts()} label="Filter alerts">
        <SearchField name="q" label="Search alerts" placeholder="Account" defaultValue={filters.q} />
        <FilterSelect name="status" label="Status" options={statusOptions} defaultValue={filters.status} />
      </FilterForm>
      <AlertsTable rows={alerts.rows} empty={<NoAlerts listing={listing} total={alerts.total} />} />
      <Pagination
        page={listing.page}
        pageSize={pageSize}
        total={alerts.total}
        noun={["alert", "alerts"]}
        hrefFor={alertsHref}
      />
      <WebhooksSection found={webhooks} page={webhookPage} hrefFor={samePlaceHref} disabledReasons={reasons} />
      {removing && removing.removedAt === null ? (
        <RemoveWebhookDialog
          key={removing.id}
          webhook={{ id: removing.id, url: removing.url, account: removing.account?.name }}
          closeHref={samePlaceHref()}
          disabledReason={reasons.remove}
        />
      ) : (
        add !== undefined && <AddWebhookDialog closeHref={samePlaceHref()} disabledReason={reasons.add} />
      )}
    </>
  );
}

function NoAlerts({ listing: { q, status }, total }: { listing: SeatAlertListing; total: number }) {
  if (total > 0) return <NoSuchPage firstHref={addresses.alerts()} />;
  if (q !== "") {
    return (
      <EmptyState title="No alert matches.">
        Search for another account, or <Link href={addresses.alerts({ status: "all" })}>show every alert</Link>.
      </EmptyState>
    );
  }
  return status === "raised" ? (
    <EmptyState title="No alert is raised.">
      Every account is below 80% of its seats, or fell clearly below what it had reached.{" "}
      <Link href={addresses.alerts({ status: "cleared" })}>Show what was cleared</Link>
    </EmptyState>
  ) : (
    <EmptyState title={status === "cleared" ? "No alert was cleared yet." : "There was no alert yet."} />
  );
}
