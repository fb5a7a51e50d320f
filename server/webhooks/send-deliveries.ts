import "server-only";
import { auditedTransaction } from "@/db/audited-transaction";
import type { Tx } from "@/db/executor";
import { type ClaimedDelivery, claimDeliveries, markDelivered, markFailed } from "@/db/queries/webhook-deliveries";
import { delayAfter } from "@/domain/webhooks";
import { log } from "../log";
import { type Outcome, postMessage } from "./post-message";
import { signedHeaders } from "./webhook-signature";

const batchSize = 10;
/**
 * Far longer than an attempt takes, so that no message is sent twice at once. A message that was cut off is sent within
 * a minute.
 */
const leaseSeconds = 30;

/** Sends what is due, batch after batch, until it has to stop. Returns how many messages it attempted. */
export async function sendDeliveries(signal?: AbortSignal): Promise<number> {
  let attempted = 0;
  let claimed: ClaimedDelivery[];
  do {
    claimed = await written((tx) => claimDeliveries(tx, { limit: batchSize, leaseSeconds }));
    await Promise.all(claimed.map(send));
    attempted += claimed.length;
  } while (claimed.length === batchSize && !signal?.aborted);
  return attempted;
}

async function send(delivery: ClaimedDelivery): Promise<void> {
  const { headers, outcome } = await attempt(delivery);
  const { id, webhookId: webhook, attemptCount } = delivery;
  const { status } = outcome;
  if (!("failure" in outcome)) {
    await written((tx) => markDelivered(tx, delivery, { headers, status }));
    log.info({ delivery: id, webhook, attempt: attemptCount, status }, "Webhook message delivered");
    return;
  }
  const { failure, isFinal } = outcome;
  const delay = isFinal ? undefined : delayAfter(attemptCount, Math.random());
  await written((tx) => markFailed(tx, delivery, { headers, status, failure, delay }));
  const words = delay === undefined ? "Webhook message given up" : "Webhook message not delivered yet";
  log.warn({ delivery: id, webhook, attempt: attemptCount, failure, retryInMilliseconds: delay }, words);
}

type Attempted = { headers: Record<string, string> | null; outcome: Outcome };

async function attempt({ id, url, secret, isWebhookRemoved, payload }: ClaimedDelivery): Promise<Attempted> {
  if (isWebhookRemoved) {
    return { headers: null, outcome: { status: null, failure: "The webhook was removed", isFinal: true } };
  }
  const body = JSON.stringify(payload);
  const headers = signedHeaders(secret, { id, at: new Date(), body });
  return { headers, outcome: await postMessage(url, headers, body) };
}

/** A delivery's row is the record of its attempts. Nothing that anyone decided changes, so nothing is audited. */
function written<Answer>(write: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  const job = { kind: "system", job: "webhooks" } as const;
  return auditedTransaction(job, "webhook.deliver", async (tx) => ({ data: await write(tx), audit: [] }));
}
