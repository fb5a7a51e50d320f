import { and, asc, count, desc, eq, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { DeliveryListing } from "@/domain/input/webhooks";
import { type Paged, pageSize } from "@/domain/listings";
import type { Reader, Tx } from "../executor";
import { accounts } from "../schema/accounts";
import { seatAlerts, webhookDeliveries, webhooks } from "../schema/alerts";

/** A message that a sender has taken, and how often it has been attempted. */
export type ClaimedDelivery = {
  id: string;
  webhookId: string;
  url: string;
  secret: string;
  isWebhookRemoved: boolean;
  payload: unknown;
  attemptCount: number;
};

/** When the next message is due; undefined if none is waiting. */
export async function findNextAttempt(db: Reader): Promise<Date | undefined> {
  const [next] = await db
    .select({ at: webhookDeliveries.nextAttemptAt })
    .from(webhookDeliveries)
    .where(isNotNull(webhookDeliveries.nextAttemptAt))
    .orderBy(asc(webhookDeliveries.nextAttemptAt))
    .limit(1);
  return next?.at ?? undefined;
}

/**
 * Takes messages that are due, each for one sender, and makes them due again after the lease, so that a killed sender
 * loses none.
 */
export async function claimDeliveries(
  tx: Tx,
  { limit, leaseSeconds }: { limit: number; leaseSeconds: number },
): Promise<ClaimedDelivery[]> {
  const due = tx
    .$with("due")
    .as(
      tx
        .select({ id: webhookDeliveries.id })
        .from(webhookDeliveries)
        .where(lte(webhookDeliveries.nextAttemptAt, sql`now()`))
        .orderBy(asc(webhookDeliveries.nextAttemptAt))
        .limit(limit)
        .for("update", { skipLocked: true }),
    );
  return tx
    .with(due)
    .update(webhookDeliveries)
    .set({
      nextAttemptAt: sql`now() + make_interval(secs => ${leaseSeconds})`,
      attemptCount: sql`${webhookDeliveries.attemptCount} + 1`,
    })
    .from(due)
    .innerJoin(webhooks, sql`true`)
    .where(and(eq(webhookDeliveries.id, due.id), eq(webhooks.id, webhookDeliveries.webhookId)))
    .returning({
      id: webhookDeliveries.id,
      webhookId: webhooks.id,
      url: webhooks.url,
      secret: webhooks.secret,
      isWebhookRemoved: sql<boolean>`${isNotNull(webhooks.removedAt)}`,
      payload: webhookDeliveries.payload,
      attemptCount: webhookDeliveries.attemptCount,
    });
}

/** The message has arrived, even if another sender is sending it a second time. */
export async function markDelivered(tx: Tx, { id }: ClaimedDelivery): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ deliveredAt: sql`now()`, nextAttemptAt: null, failure: null })
    .where(and(eq(webhookDeliveries.id, id), isNull(webhookDeliveries.deliveredAt)));
}

/**
 * The message did not arrive. It is due again after the delay, or given up without one. Does nothing if another sender
 * has taken it since.
 */
export async function markFailed(
  tx: Tx,
  { id, attemptCount }: ClaimedDelivery,
  { failure, delay }: { failure: string; delay: number | undefined },
): Promise<void> {
  const nextAttemptAt = delay === undefined ? null : sql`now() + make_interval(secs => ${delay / 1_000})`;
  await tx
    .update(webhookDeliveries)
    .set({ nextAttemptAt, failure })
    .where(
      and(
        eq(webhookDeliveries.id, id),
        eq(webhookDeliveries.attemptCount, attemptCount),
        isNull(webhookDeliveries.deliveredAt),
      ),
    );
}

export type DeliveryRow = {
  id: string;
  webhook: { id: string; url: string };
  isWebhookRemoved: boolean;
  account: { id: string; name: string };
  /** What it tells: `seat_alert.raised` or `seat_alert.cleared`. */
  type: string;
  threshold: number;
  attemptCount: number;
  createdAt: Date;
  deliveredAt: Date | null;
  nextAttemptAt: Date | null;
  failure: string | null;
};

const isGivenUp = or(isNull(webhookDeliveries.nextAttemptAt), isNotNull(webhooks.removedAt));
const inStatus: Record<DeliveryListing["status"], SQL | undefined> = {
  all: undefined,
  waiting: and(isNotNull(webhookDeliveries.nextAttemptAt), isNull(webhooks.removedAt)),
  delivered: isNotNull(webhookDeliveries.deliveredAt),
  given_up: and(isNull(webhookDeliveries.deliveredAt), isGivenUp),
};

/** Of one webhook, or of all, the latest first. */
export async function listDeliveries(
  db: Reader,
  { webhook, status, page }: DeliveryListing,
): Promise<Paged<DeliveryRow>> {
  const matches = and(webhook ? eq(webhookDeliveries.webhookId, webhook) : undefined, inStatus[status]);
  const rows = await db
    .select({
      id: webhookDeliveries.id,
      webhook: { id: webhooks.id, url: webhooks.url },
      isWebhookRemoved: sql<boolean>`${isNotNull(webhooks.removedAt)}`,
      account: { id: accounts.id, name: accounts.name },
      type: sql<string>`${webhookDeliveries.payload} ->> 'type'`,
      threshold: seatAlerts.threshold,
      attemptCount: webhookDeliveries.attemptCount,
      createdAt: webhookDeliveries.createdAt,
      deliveredAt: webhookDeliveries.deliveredAt,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
      failure: webhookDeliveries.failure,
    })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .innerJoin(seatAlerts, eq(seatAlerts.id, webhookDeliveries.alertId))
    .innerJoin(accounts, eq(accounts.id, seatAlerts.accountId))
    .where(matches)
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [counted] = await db
    .select({ total: count() })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(matches);
  return { rows, total: counted!.total };
}
