import { getWebhook, updateWebhook } from "@/db/queries/webhooks";
import { RemoveWebhook } from "@/domain/input/webhooks";
import { webhookFacts } from "@/domain/webhooks";
import { defineChange } from "@/server/change";

/** The row stays because deliveries name it. The secret is deleted. */
export const removeWebhook = defineChange({
  permission: "webhook.remove",
  input: RemoveWebhook,

  hold: (_, { webhookId }) => ({ webhooks: [webhookId] }),

  async write(tx, { webhookId }) {
    const webhook = await getWebhook(tx, webhookId);
    await updateWebhook(tx, webhookId, { removedAt: new Date(), secret: "" });
    const subject = { accountId: webhook.account?.id, subjectKind: "webhook", subjectId: webhookId } as const;
    return { data: undefined, audit: { action: "webhook.remove", ...subject, before: webhookFacts(webhook) } };
  },
});
