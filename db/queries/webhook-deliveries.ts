import { and, asc, count, desc, eq, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { DeliveryListing } from "@/domain/input/webhooks";
import { type Paged, pageSize } from "@/domain/listings";
import type { MessageType } from "@/domain/webhooks";
import type { Reader, Tx } from "../executor";
import { accounts } from "../schema/accounts";
import { alerts, webhookDeliveries, webhooks } from "../schema/alerts";

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

/** When the next message is due; undefined if none is waiting. Messages to paused webhooks are not due. */
export async function findNextAttempt(db: Reader): Promise<Date | undefined> {
  const [next] = await db
    .select({ at: webhookDeliveries.nextAttemptAt })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(and(isNotNull(webhookDeliveries.nextAttemptAt), isNull(webhooks.pausedAt)))
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
  const due = tx.$with("due").as(
    tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
      .where(and(lte(webhookDeliveries.nextAttemptAt, sql`now()`), isNull(webhooks.pausedAt)))
      .orderBy(asc(webhookDeliveries.nextAttemptAt))
      .limit(limit)
      .for("update", { of: webhookDeliveries, skipLocked: true }),
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

/** An attempt as it is kept: its headers, and the status of the answer if there was one. */
export type Attempt = { headers: Record<string, string> | null; status: number | null };

function keep({ headers, status }: Attempt) {
  return { lastAttemptAt: sql`now()`, lastHeaders: headers, answerStatus: status };
}

/** The message has arrived, even if another sender is sending it a second time. */
export async function markDelivered(tx: Tx, { id }: ClaimedDelivery, attempt: Attempt): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ ...keep(attempt), deliveredAt: sql`now()`, nextAttemptAt: null, failure: null })
    .where(and(eq(webhookDeliveries.id, id), isNull(webhookDeliveries.deliveredAt)));
}

/**
 * The message did not arrive. It is due again after the delay, or given up without one. Does nothing if another sender
 * has taken it since.
 */
export async function markFailed(
  tx: Tx,
  { id, attemptCount }: ClaimedDelivery,
  { failure, delay, ...attempt }: Attempt & { failure: string; delay: number | undefined },
): Promise<void> {
  const nextAttemptAt = delay === undefined ? null : sql`now() + make_interval(secs => ${delay / 1_000})`;
  await tx
    .update(webhookDeliveries)
    .set({ ...keep(attempt), nextAttemptAt, failure })
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
  isWebhookPaused: boolean;
  type: MessageType;
  /** The alert that it reports; null for a test. */
  alert: { threshold: number } | null;
  account: { id: string; name: string } | null;
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

const rowColumns = {
  id: webhookDeliveries.id,
  webhook: { id: webhooks.id, url: webhooks.url },
  isWebhookRemoved: sql<boolean>`${isNotNull(webhooks.removedAt)}`,
  isWebhookPaused: sql<boolean>`${isNotNull(webhooks.pausedAt)}`,
  type: webhookDeliveries.type,
  alert: { threshold: alerts.threshold },
  account: { id: accounts.id, name: accounts.name },
  attemptCount: webhookDeliveries.attemptCount,
  createdAt: webhookDeliveries.createdAt,
  deliveredAt: webhookDeliveries.deliveredAt,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  failure: webhookDeliveries.failure,
};

/** Of one webhook, or of all, the latest first. */
export async function listDeliveries(
  db: Reader,
  { webhook, status, page }: DeliveryListing,
): Promise<Paged<DeliveryRow>> {
  const matches = and(webhook ? eq(webhookDeliveries.webhookId, webhook) : undefined, inStatus[status]);
  const rows = await db
    .select(rowColumns)
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .leftJoin(alerts, eq(alerts.id, webhookDeliveries.alertId))
    .leftJoin(accounts, eq(accounts.id, alerts.accountId))
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

/** A message as a whole, without the secret that signed it. */
export type Delivery = DeliveryRow & {
  payload: unknown;
  lastAttemptAt: Date | null;
  lastHeaders: Record<string, string> | null;
  answerStatus: number | null;
};

export async function findDelivery(db: Reader, id: string): Promise<Delivery | undefined> {
  const [delivery] = await db
    .select({
      ...rowColumns,
      payload: webhookDeliveries.payload,
      lastAttemptAt: webhookDeliveries.lastAttemptAt,
      lastHeaders: webhookDeliveries.lastHeaders,
      answerStatus: webhookDeliveries.answerStatus,
    })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .leftJoin(alerts, eq(alerts.id, webhookDeliveries.alertId))
    .leftJoin(accounts, eq(accounts.id, alerts.accountId))
    .where(eq(webhookDeliveries.id, id));
  return delivery;
}

/** Writes a test message, due now. */
export async function insertTest(tx: Tx, webhookId: string, payload: { type: MessageType }): Promise<string> {
  const [added] = await tx
    .insert(webhookDeliveries)
    .values({ webhookId, type: payload.type, payload })
    .returning({ id: webhookDeliveries.id });
  return added!.id;
}

/** Makes a message due now, as the same message. One that was delivered or given up gets all of its attempts again. */
export async function updateToDue(tx: Tx, id: string): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({
      attemptCount: sql`case when ${webhookDeliveries.nextAttemptAt} is null then 0 else ${webhookDeliveries.attemptCount} end`,
      nextAttemptAt: sql`now()`,
      deliveredAt: null,
      answerStatus: null,
      failure: null,
    })
    .where(eq(webhookDeliveries.id, id));
}
