import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listDeliveries } from "@/db/queries/webhook-deliveries";
import { findWebhook } from "@/db/queries/webhooks";
import { addresses } from "@/domain/addresses";
import { parseListing } from "@/domain/input/listings";
import { DeliveryListing } from "@/domain/input/webhooks";
import { pageSize } from "@/domain/listings";
import { deliveryStates } from "@/domain/webhooks";
import { requireStaff } from "@/server/session";
import { deliveryStateNames } from "../delivery-badge";
import { DeliveriesTable } from "./deliveries-table";

export const metadata: Metadata = { title: "Deliveries" };

const statusOptions = [
  { value: "", label: "All" },
  ...deliveryStates.map((state) => ({ value: state, label: deliveryStateNames[state] })),
];

export default async function DeliveriesPage({ searchParams }: PageProps<"/alerts/deliveries">) {
  const { read } = await requireStaff();
  const listing = parseListing(DeliveryListing, await searchParams);
  const { found, webhook } = await read(async (db) => ({
    found: await listDeliveries(db, listing),
    webhook: listing.webhook === "" ? undefined : await findWebhook(db, listing.webhook),
  }));
  const status = listing.status === "all" ? "" : listing.status;
  const filters = { webhook: listing.webhook, status };
  const hrefFor = listHref(addresses.deliveries, filters);
  const isFiltered = listing.webhook !== "" || status !== "";

  return (
    <>
      <PageHeader
        back={{ href: addresses.alerts(), label: "Alerts" }}
        title="Deliveries"
        description={
          webhook ? (
            <>
              Messages to <span className="break-all">{webhook.url}</span>
              {webhook.removedAt && ", which was removed"}.{" "}
              <Link href={addresses.deliveries()}>Show those to every webhook</Link>
            </>
          ) : (
            "Each message to each webhook, and the result of its last attempt. A receiver may get a message twice, with the same id."
          )
        }
      />
      <FilterForm action={addresses.deliveries()} label="Filter deliveries" hidden={{ webhook: listing.webhook }}>
        <FilterSelect name="status" label="Status" options={statusOptions} defaultValue={status} />
      </FilterForm>
      <DeliveriesTable
        rows={found.rows}
        empty={
          found.total > 0 ? (
            <NoSuchPage firstHref={hrefFor()} />
          ) : isFiltered ? (
            <EmptyState title="No messages match">
              <Link href={addresses.deliveries()}>Show every message</Link>
            </EmptyState>
          ) : (
            <EmptyState title="No messages yet">
              Webhooks receive the next alert that is raised or cleared. To see whether messages arrive, test a webhook.
            </EmptyState>
          )
        }
      />
      <Pagination
        page={listing.page}
        pageSize={pageSize}
        total={found.total}
        noun={["message", "messages"]}
        hrefFor={hrefFor}
      />
    </>
  );
}
