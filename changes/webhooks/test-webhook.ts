import { insertTest } from "@/db/queries/webhook-deliveries";
import { getWebhook } from "@/db/queries/webhooks";
import { DomainError } from "@/domain/errors";
import { ChangeWebhook } from "@/domain/input/webhooks";
import { refuseSending, testPayload } from "@/domain/webhooks";
import { defineChange } from "@/server/change";
import { ofWebhook } from "../audit";

/** Sends a message that reports nothing, so that people see whether messages arrive. */
export const testWebhook = defineChange({
  permission: "webhook.test",
  input: ChangeWebhook,

  hold: (_, { webhookId }) => ({ webhooks: [webhookId] }),

  async write(tx, { webhookId }) {
    const webhook = await getWebhook(tx, webhookId);
    const refusal = refuseSending(webhook);
    if (refusal) throw new DomainError("conflict", refusal);
    const message = await insertTest(tx, webhookId, testPayload(new Date()));
    const audit = { action: "webhook.test" as const, ...ofWebhook(webhook), after: { url: webhook.url, message } };
    return { data: { deliveryId: message }, audit };
  },
});
