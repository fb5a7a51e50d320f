import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listAlerts } from "@/db/queries/alerts";
import { findWebhook, listWebhooks } from "@/db/queries/webhooks";
import { addresses } from "@/domain/addresses";
import type { AlertListing } from "@/domain/input/alerts";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { clearance } from "@/domain/seat-alerts";
import { refuseSending } from "@/domain/webhooks";
import { requireStaff } from "@/server/session";
import { AddWebhookDialog } from "./add-webhook-dialog";
import { addressFrom } from "./alerts-address";
import { AlertsTable } from "./alerts-table";
import { WebhookDialog } from "./webhook-dialog";
import { stepPermissions, type WebhookStep, webhookSteps } from "./webhook-steps";
import { WebhooksSection } from "./webhooks-section";

export const metadata: Metadata = { title: "Alerts" };

const statusOptions = [
  { value: "", label: "Raised" },
  { value: "cleared", label: "Cleared" },
  { value: "all", label: "All" },
];

export default async function AlertsPage({ searchParams }: PageProps<"/alerts">) {
  const { staff, read } = await requireStaff();
  const { add, test, pause, resume, remove, ...asked } = await searchParams;
  const askedSteps = { test, pause, resume, remove };
  const step = webhookSteps.find((one) => typeof askedSteps[one] === "string");
  const webhookId = step && askedSteps[step];
  const { listing, webhookPage, filters, alertsHref, samePlaceHref } = addressFrom(asked);
  const { alerts, webhooks, webhook } = await read(async (db) => ({
    alerts: await listAlerts(db, listing),
    webhooks: await listWebhooks(db, webhookPage),
    webhook: typeof webhookId === "string" ? await findWebhook(db, webhookId) : undefined,
  }));
  const disabledReasonOf = (step: WebhookStep) => disabledReason(staff, stepPermissions[step]);
  const addReason = disabledReason(staff, "webhook.add");

  return (
    <>
      <PageHeader
        title="Alerts"
        description={
          <>
            Accounts that reached 80, 90, or 100% of their seats. An alert clears once use is {clearance} points lower,
            so small changes at a threshold raise it once. <Link href="#webhooks">Webhooks</Link> receive each alert.
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
      <WebhooksSection
        found={webhooks}
        page={webhookPage}
        hrefFor={samePlaceHref}
        addDisabledReason={addReason}
        disabledReasonOf={disabledReasonOf}
      />
      {step && webhook && webhook.removedAt === null ? (
        <WebhookDialog
          key={`${step} ${webhook.id}`}
          step={step}
          webhook={{ id: webhook.id, url: webhook.url, alertsOf: webhook.account?.name ?? "all accounts" }}
          closeHref={samePlaceHref()}
          disabledReason={disabledReasonOf(step)}
          refusal={step === "test" ? refuseSending(webhook) : undefined}
        />
      ) : (
        add !== undefined && <AddWebhookDialog closeHref={samePlaceHref()} disabledReason={addReason} />
      )}
    </>
  );
}

function NoAlerts({ listing: { q, status }, total }: { listing: AlertListing; total: number }) {
  if (total > 0) return <NoSuchPage firstHref={addresses.alerts()} />;
  if (q !== "") {
    return (
      <EmptyState title="No alerts match">
        Search for another account, or <Link href={addresses.alerts({ status: "all" })}>show every alert</Link>.
      </EmptyState>
    );
  }
  return status === "raised" ? (
    <EmptyState title="No alerts are raised">
      Every account is below 80% of its seats, or fell clearly below what it had reached.{" "}
      <Link href={addresses.alerts({ status: "cleared" })}>Show what was cleared</Link>
    </EmptyState>
  ) : (
    <EmptyState title={status === "cleared" ? "No alerts have cleared yet" : "No alerts yet"} />
  );
}
