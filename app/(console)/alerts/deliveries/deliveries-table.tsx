import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { DeliveryRow } from "@/db/queries/webhook-deliveries";
import { addresses } from "@/domain/addresses";
import { deliveryStateOf, messageInWords } from "@/domain/webhooks";
import { DeliveryBadge } from "../delivery-badge";

const columns: Column<DeliveryRow>[] = [
  {
    id: "message",
    header: "Message",
    cell: (delivery) => <Link href={addresses.delivery(delivery.id)}>{messageInWords(delivery)}</Link>,
  },
  {
    id: "account",
    header: "Account",
    cell: ({ account }) =>
      account ? (
        <Cut text={account.name}>
          <Link href={addresses.account(account.id).overview}>{account.name}</Link>
        </Cut>
      ) : (
        <span className="text-text-muted">none</span>
      ),
  },
  { id: "webhook", header: "Webhook", cell: ({ webhook }) => <Cut text={webhook.url}>{webhook.url}</Cut> },
  { id: "created", header: "Written", cell: ({ createdAt }) => <Time at={createdAt} /> },
  { id: "status", header: "Status", cell: (delivery) => <DeliveryBadge state={deliveryStateOf(delivery)} /> },
  { id: "attempts", header: "Attempts", isNumber: true, cell: ({ attemptCount }) => attemptCount },
  { id: "outcome", header: "Last attempt", cell: outcomeOf },
  {
    id: "id",
    header: "Id",
    cell: ({ id }) => (
      <code className="block max-w-20 select-all truncate text-small text-text-muted" title={id}>
        {id}
      </code>
    ),
  },
];

export function DeliveriesTable({ rows, empty }: { rows: DeliveryRow[]; empty: ReactNode }) {
  return <DataTable label="Deliveries" columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />;
}

function outcomeOf({ deliveredAt, failure, isWebhookRemoved, isWebhookPaused }: DeliveryRow): ReactNode {
  if (deliveredAt) return <Time at={deliveredAt} />;
  if (failure) return <Cut text={failure}>{failure}</Cut>;
  const why = isWebhookRemoved ? "the webhook was removed" : isWebhookPaused ? "the webhook is paused" : "none yet";
  return <span className="text-text-muted">{why}</span>;
}

function Cut({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span className="block max-w-48 truncate xl:max-w-60" title={text}>
      {children}
    </span>
  );
}
