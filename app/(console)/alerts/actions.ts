"use server";

import { getAccountNamed, lockAccount } from "@/db/queries/accounts";
import { insertWebhook, lockWebhook, updateWebhook } from "@/db/queries/webhooks";
import { refuseClosed } from "@/domain/accounts";
import { DomainError } from "@/domain/errors";
import { AddWebhook, RemoveWebhook } from "@/domain/input/webhooks";
import { webhookFacts } from "@/domain/webhooks";
import { defineAction } from "@/server/action";
import { newWebhookSecret } from "@/server/webhooks/webhook-signature";

/** Answers the secret, this once. */
export const addWebhook = defineAction({
  permission: "webhook.add",
  input: AddWebhook,

  async run({ tx, input: { url, account: named, reason } }) {
    const account = named === "" ? undefined : await lockAccount(tx, (await getAccountNamed(tx, named)).id);
    const refusal = account && refuseClosed(account);
    if (refusal) throw new DomainError("precondition_failed", refusal, { account: [refusal] });

    const secret = newWebhookSecret();
    const { id } = await insertWebhook(tx, { url, secret, accountId: account?.id });
    return {
      data: { id, secret },
      audit: {
        action: "webhook.add",
        accountId: account?.id,
        subjectKind: "webhook",
        subjectId: id,
        reason,
        after: webhookFacts({ url, account }),
      },
    };
  },
});

/** The row stays, for its deliveries name it; its secret is of no use any more. */
export const removeWebhook = defineAction({
  permission: "webhook.remove",
  input: RemoveWebhook,

  async run({ tx, input: { webhookId, reason } }) {
    const webhook = await lockWebhook(tx, webhookId);
    await updateWebhook(tx, webhookId, { removedAt: new Date(), secret: "" });
    return {
      data: undefined,
      audit: {
        action: "webhook.remove",
        accountId: webhook.account?.id,
        subjectKind: "webhook",
        subjectId: webhookId,
        reason,
        before: webhookFacts(webhook),
      },
    };
  },
});
