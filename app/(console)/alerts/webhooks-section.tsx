import { DialogButton } from "@/components/ui/dialog-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { WebhookRow } from "@/db/queries/webhooks";
import { addresses } from "@/domain/addresses";
import { type Paged, pageSize } from "@/domain/listings";
import { deliveryStateOf } from "@/domain/webhooks";
import { DeliveryBadge } from "./delivery-badge";

type Props = {
  found: Paged<WebhookRow>;
  page: number;
  /** The address of this page with something changed. */
  hrefFor: typeof addresses.alerts;
  disabledReasons: Record<"add" | "remove", string | undefined>;
};

export function WebhooksSection({ found, page, hrefFor, disabledReasons }: Props) {
  const addHref = hrefFor({ add: "webhook" });
  return (
    <Section
      id="webhooks"
      title="Webhooks"
      description="Addresses that receive a signed message when an alert is raised or cleared. What fails is sent again for 21 hours."
      actions={
        <>
          <LinkButton href={addresses.deliveries()}>Deliveries</LinkButton>
          <DialogButton
            label="Add webhook"
            href={addHref}
            variant="primary"
            size="regular"
            hideReason={false}
            disabledReason={disabledReasons.add}
          />
        </>
      }
    >
      <DataTable
        label="Webhooks"
        columns={columnsFor((id) => hrefFor({ remove: id }), disabledReasons.remove)}
        rows={found.rows}
        rowKey={({ id }) => id}
        empty={
          found.total > 0 ? (
            <NoSuchPage firstHref={hrefFor({ webhooks: undefined })} />
          ) : (
            <EmptyState title="No webhook is told.">Alerts are on this page, and on the account.</EmptyState>
          )
        }
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={found.total}
        noun={["webhook", "webhooks"]}
        label="Pages of webhooks"
        hrefFor={({ page }) => hrefFor({ webhooks: page })}
      />
    </Section>
  );
}

function columnsFor(removeHref: (id: string) => string, disabledReason: string | undefined): Column<WebhookRow>[] {
  return [
    {
      id: "url",
      header: "Address",
      cell: ({ url }) => (
        <span className="block max-w-56 truncate xl:max-w-80" title={url}>
          {url}
        </span>
      ),
    },
    {
      id: "account",
      header: "Alerts of",
      cell: ({ account }) =>
        account ? (
          <span className="block max-w-40 truncate xl:max-w-52" title={account.name}>
            <Link href={addresses.account(account.id).overview}>{account.name}</Link>
          </span>
        ) : (
          "All accounts"
        ),
    },
    { id: "added", header: "Added", cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: "last", header: "Last message", cell: (webhook) => <LastMessage {...webhook} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: ({ id }) => (
        <div className="flex justify-end">
          <DialogButton label="Remove" href={removeHref(id)} disabledReason={disabledReason} />
        </div>
      ),
    },
  ];
}

function LastMessage({ id, last }: WebhookRow) {
  if (!last) return <span className="text-text-muted">none yet</span>;
  return (
    <span className="flex items-center gap-2">
      <DeliveryBadge state={deliveryStateOf({ ...last, isWebhookRemoved: false })} />
      <Link href={addresses.deliveries({ webhook: id })}>
        <Time at={last.createdAt} />
      </Link>
      {last.failure && (
        <span className="max-w-44 truncate text-text-muted max-xl:hidden" title={last.failure}>
          {last.failure}
        </span>
      )}
    </span>
  );
}
