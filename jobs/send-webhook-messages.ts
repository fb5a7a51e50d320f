import "server-only";
import { findNextAttempt } from "@/db/queries/webhook-deliveries";
import type { Job } from "@/server/background/job";
import { sendDeliveries } from "@/server/webhooks/send-deliveries";

/** A row a message, each with a lease of its own. */
export const sendWebhookMessages: Job = {
  name: "webhooks",
  due: findNextAttempt,
  run: async ({ signal }) => {
    await sendDeliveries(signal);
  },
};
