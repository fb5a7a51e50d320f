import { Badge } from "@/components/ui/badge";
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
import { alertKindNames } from "@/domain/alerts";
import { type Paged, pageSize } from "@/domain/listings";
import { deliveryStateOf } from "@/domain/webhooks";
import { DeliveryBadge } from "./delivery-badge";
import { stepNames, type WebhookStep } from "./webhook-steps";

type Props = {
  found: Paged<WebhookRow>;
  page: number;
  /** The address of this page with something changed. */
  hrefFor: typeof addresses.alerts;
  addDisabledReason: string | undefined;
  disabledReasonOf: (step: WebhookStep) => string | undefined;
};

export function WebhooksSection({ found, page, hrefFor, addDisabledReason, disabledReasonOf }: Props) {
  const addHref = hrefFor({ add: "webhook" });
  return (
    <Section
      id="webhooks"
      title="Webhooks"
      description="Addresses that receive a signed message when an alert is raised or cleared. A message that fails is retried for 21 hours."
      actions={
        <>
          <LinkButton href={addresses.deliveries()}>Deliveries</LinkButton>
          <DialogButton
            label="Add webhook"
            href={addHref}
            variant="primary"
            size="regular"
            hideReason={false}
            disabledReason={addDisabledReason}
          />
        </>
      }
    >
      <DataTable
        label="Webhooks"
        columns={columnsFor((step, id) => hrefFor({ [step]: id }), disabledReasonOf)}
        rows={found.rows}
        rowKey={({ id }) => id}
        empty={
          found.total > 0 ? (
            <NoSuchPage firstHref={hrefFor({ webhooks: undefined })} />
          ) : (
            <EmptyState title="No webhooks yet">Alerts show on this page and on the account.</EmptyState>
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

function columnsFor(
  hrefFor: (step: WebhookStep, id: string) => string,
  disabledReasonOf: Props["disabledReasonOf"],
): Column<WebhookRow>[] {
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
    {
      id: "kinds",
      header: "Kinds",
      cell: ({ kinds }) => kinds.map((kind) => alertKindNames[kind]).join(", "),
    },
    { id: "added", header: "Added", cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: "last", header: "Last message", cell: (webhook) => <LastMessage {...webhook} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: ({ id, url, pausedAt }) => (
        <div className="flex justify-end gap-1">
          {(["test", pausedAt ? "resume" : "pause", "remove"] as const).map((step) => (
            <DialogButton
              key={step}
              label={stepNames[step]}
              name={`${stepNames[step]} ${url}`}
              href={hrefFor(step, id)}
              disabledReason={disabledReasonOf(step)}
            />
          ))}
        </div>
      ),
    },
  ];
}

function LastMessage({ id, pausedAt, last }: WebhookRow) {
  const paused = pausedAt && <Badge tone="warning">Paused</Badge>;
  if (!last) return paused ?? <span className="text-text-muted">none yet</span>;
  return (
    <span className="flex items-center gap-2">
      {paused}
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
