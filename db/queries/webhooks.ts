import { asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { AlertKind } from "@/domain/alerts";
import { DomainError } from "@/domain/errors";
import { type Paged, pageSize } from "@/domain/listings";
import { conflictOn } from "../errors";
import type { Reader, Tx } from "../executor";
import { accounts } from "../schema/accounts";
import { webhookDeliveries, webhooks } from "../schema/alerts";

const urlIsNew = conflictOn(
  "webhooks_url_key",
  "This address already receives these alerts. For a new secret, remove it and add it again.",
  "url",
);

type LastDelivery = { createdAt: Date; deliveredAt: Date | null; nextAttemptAt: Date | null; failure: string | null };

export type WebhookRow = {
  id: string;
  url: string;
  /** The account whose alerts it receives; null for all accounts. */
  account: { id: string; name: string } | null;
  kinds: AlertKind[];
  pausedAt: Date | null;
  createdAt: Date;
  last: LastDelivery | null;
};

/** Without removed webhooks, the latest first, and without secrets, which only the sender reads. */
export async function listWebhooks(db: Reader, page: number): Promise<Paged<WebhookRow>> {
  const isThere = isNull(webhooks.removedAt);
  const last = db
    .select({
      createdAt: webhookDeliveries.createdAt,
      deliveredAt: webhookDeliveries.deliveredAt,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
      failure: webhookDeliveries.failure,
    })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.webhookId, webhooks.id))
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(1)
    .as("last");
  const rows = await db
    .select({
      id: webhooks.id,
      url: webhooks.url,
      account: { id: accounts.id, name: accounts.name },
      kinds: webhooks.kinds,
      pausedAt: webhooks.pausedAt,
      createdAt: webhooks.createdAt,
      last: {
        createdAt: last.createdAt,
        deliveredAt: last.deliveredAt,
        nextAttemptAt: last.nextAttemptAt,
        failure: last.failure,
      },
    })
    .from(webhooks)
    .leftJoin(accounts, eq(accounts.id, webhooks.accountId))
    .leftJoinLateral(last, sql`true`)
    .where(isThere)
    .orderBy(desc(webhooks.createdAt), asc(webhooks.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { rows, total: await db.$count(webhooks, isThere) };
}

export type Webhook = {
  id: string;
  url: string;
  account: { id: string; name: string } | null;
  kinds: AlertKind[];
  pausedAt: Date | null;
  removedAt: Date | null;
};

export async function findWebhook(db: Reader, id: string): Promise<Webhook | undefined> {
  const [webhook] = await db
    .select({
      id: webhooks.id,
      url: webhooks.url,
      account: { id: accounts.id, name: accounts.name },
      kinds: webhooks.kinds,
      pausedAt: webhooks.pausedAt,
      removedAt: webhooks.removedAt,
    })
    .from(webhooks)
    .leftJoin(accounts, eq(accounts.id, webhooks.accountId))
    .where(eq(webhooks.id, id));
  return webhook;
}

export async function getWebhook(db: Reader, id: string): Promise<Webhook> {
  const webhook = await findWebhook(db, id);
  if (!webhook) throw new DomainError("not_found", "This webhook does not exist.");
  if (webhook.removedAt) throw new DomainError("conflict", "This webhook is already removed.");
  return webhook;
}

type NewWebhook = Pick<typeof webhooks.$inferInsert, "url" | "secret" | "accountId" | "kinds">;

export async function insertWebhook(tx: Tx, webhook: NewWebhook): Promise<{ id: string }> {
  const [added] = await tx.insert(webhooks).values(webhook).returning({ id: webhooks.id }).catch(urlIsNew);
  return added!;
}

export async function updateWebhook(
  tx: Tx,
  id: string,
  changes: Partial<Pick<typeof webhooks.$inferInsert, "removedAt" | "secret" | "pausedAt">>,
): Promise<void> {
  await tx.update(webhooks).set(changes).where(eq(webhooks.id, id));
}
