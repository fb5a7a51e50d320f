import { getWebhook, updateWebhook } from "@/db/queries/webhooks";
import { ChangeWebhook } from "@/domain/input/webhooks";
import { webhookFacts } from "@/domain/webhooks";
import { defineChange } from "@/server/change";
import { ofWebhook } from "../audit";

/** The row stays because deliveries name it. The secret is deleted, and messages that wait are given up. */
export const removeWebhook = defineChange({
  permission: "webhook.remove",
  input: ChangeWebhook,

  hold: (_, { webhookId }) => ({ webhooks: [webhookId] }),

  async write(tx, { webhookId }) {
    const webhook = await getWebhook(tx, webhookId);
    await updateWebhook(tx, webhookId, { removedAt: new Date(), secret: "", pausedAt: null });
    const audit = { action: "webhook.remove" as const, ...ofWebhook(webhook), before: webhookFacts(webhook) };
    return { data: undefined, audit };
  },
});
