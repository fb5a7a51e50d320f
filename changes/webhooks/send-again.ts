import { findDelivery, updateToDue } from "@/db/queries/webhook-deliveries";
import { findWebhook } from "@/db/queries/webhooks";
import { DomainError } from "@/domain/errors";
import { SendAgain } from "@/domain/input/webhooks";
import { refuseSending } from "@/domain/webhooks";
import { defineChange } from "@/server/change";
import { ofWebhook } from "../audit";

const gone = "This message does not exist.";

/** Sends a message again under the same id, so that a receiver who already has it can tell. */
export const sendAgain = defineChange({
  permission: "webhook.send_again",
  input: SendAgain,

  async hold(db, { deliveryId }) {
    const delivery = await findDelivery(db, deliveryId);
    if (!delivery) throw new DomainError("not_found", gone);
    return { webhooks: [delivery.webhook.id] };
  },

  async write(tx, { deliveryId }) {
    const delivery = await findDelivery(tx, deliveryId);
    const webhook = delivery && (await findWebhook(tx, delivery.webhook.id));
    if (!webhook) throw new DomainError("not_found", gone);
    const refusal = refuseSending(webhook);
    if (refusal) throw new DomainError("conflict", refusal);
    await updateToDue(tx, deliveryId);
    const after = { url: webhook.url, type: delivery.type, message: deliveryId };
    return { data: undefined, audit: { action: "webhook.send_again", ...ofWebhook(webhook), after } };
  },
});
