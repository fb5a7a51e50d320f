import { getWebhook, updateWebhook } from "@/db/queries/webhooks";
import { DomainError } from "@/domain/errors";
import { ChangeWebhook } from "@/domain/input/webhooks";
import { defineChange } from "@/server/change";
import { ofWebhook } from "../audit";

/** Messages to a paused webhook wait, and are sent once it is resumed. */
function definePause(permission: "webhook.pause" | "webhook.resume") {
  const isPause = permission === "webhook.pause";
  return defineChange({
    permission,
    input: ChangeWebhook,

    hold: (_, { webhookId }) => ({ webhooks: [webhookId] }),

    async write(tx, { webhookId }) {
      const webhook = await getWebhook(tx, webhookId);
      const isPaused = webhook.pausedAt !== null;
      if (isPaused === isPause) {
        throw new DomainError("conflict", `This webhook is ${isPaused ? "already" : "not"} paused.`);
      }
      await updateWebhook(tx, webhookId, { pausedAt: isPause ? new Date() : null });
      const facts = (paused: boolean) => ({ url: webhook.url, paused });
      const audit = { action: permission, ...ofWebhook(webhook), before: facts(isPaused), after: facts(isPause) };
      return { data: undefined, audit };
    },
  });
}

export const pauseWebhook = definePause("webhook.pause");
export const resumeWebhook = definePause("webhook.resume");
