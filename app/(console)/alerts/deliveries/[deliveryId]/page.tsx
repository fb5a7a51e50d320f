import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DefinitionList } from "@/components/ui/definition-list";
import { DialogButton } from "@/components/ui/dialog-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { findDelivery } from "@/db/queries/webhook-deliveries";
import { findWebhook } from "@/db/queries/webhooks";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";
import { disabledReason, reasonsInWords } from "@/domain/permissions";
import { deliveryStateOf, messageInWords, refuseSending } from "@/domain/webhooks";
import { requireStaff } from "@/server/session";
import { DeliveryBadge } from "../../delivery-badge";
import { SendAgainDialog } from "./send-again-dialog";

export const metadata: Metadata = { title: "Delivery" };

type Props = PageProps<"/alerts/deliveries/[deliveryId]">;

export default async function DeliveryPage({ params, searchParams }: Props) {
  const { staff, read } = await requireStaff();
  const { deliveryId } = await params;
  const { again } = await searchParams;
  const { delivery, webhook } = await read(async (db) => {
    const delivery = (await findDelivery(db, deliveryId)) ?? notFound();
    return { delivery, webhook: (await findWebhook(db, delivery.webhook.id)) ?? notFound() };
  });
  const { account, attemptCount, createdAt, lastAttemptAt, answerStatus, failure, lastHeaders, payload } = delivery;
  const words = messageInWords(delivery);
  const reason = disabledReason(staff, "webhook.send_again");
  const refusal = refuseSending(webhook);

  return (
    <>
      <PageHeader
        back={{ href: addresses.deliveries(), label: "Deliveries" }}
        title={
          <>
            {words}
            <DeliveryBadge state={deliveryStateOf(delivery)} />
          </>
        }
        actions={
          <DialogButton
            label="Send again"
            href={addresses.delivery(deliveryId, { again: "1" })}
            size="regular"
            variant="secondary"
            hideReason={false}
            disabledReason={reasonsInWords(refusal, reason)}
          />
        }
      />
      <DefinitionList
        label="Delivery"
        items={[
          { term: "Id", value: <code className="select-all">{deliveryId}</code> },
          {
            term: "Webhook",
            value: (
              <Link href={addresses.deliveries({ webhook: webhook.id })} className="wrap-anywhere underline">
                {webhook.url}
              </Link>
            ),
          },
          {
            term: "Account",
            value: account ? <Link href={addresses.account(account.id).overview}>{account.name}</Link> : "none",
          },
          { term: "Written", value: <Time at={createdAt} /> },
          { term: "Attempts", value: formatNumber(attemptCount) },
          { term: "Last attempt", value: lastAttemptAt ? <Time at={lastAttemptAt} /> : "none yet" },
          { term: "Answer", value: answerStatus === null ? (failure ?? "none yet") : `Status ${answerStatus}` },
        ]}
      />
      <Section title="Headers">
        {lastHeaders ? (
          <DefinitionList
            label="Headers"
            items={Object.entries(lastHeaders).map(([name, value]) => ({
              term: name,
              value: <code className="wrap-anywhere">{value}</code>,
            }))}
          />
        ) : (
          <EmptyState title="No headers yet">They are kept with each attempt.</EmptyState>
        )}
      </Section>
      <Section title="Body">
        <pre className="surface wrap-anywhere whitespace-pre-wrap p-4 text-small">
          {JSON.stringify(payload, null, 2)}
        </pre>
      </Section>
      {again !== undefined && (
        <SendAgainDialog
          delivery={{ id: deliveryId, words, url: webhook.url }}
          closeHref={addresses.delivery(deliveryId)}
          disabledReason={reason}
          refusal={refusal}
        />
      )}
    </>
  );
}
