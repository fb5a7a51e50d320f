import "server-only";
import { findNextAttempt } from "@/db/queries/webhook-deliveries";
import type { Job } from "@/server/background/job";
import { sendDeliveries } from "@/server/webhooks/send-deliveries";

/** Each message is a row with its own lease. */
export const sendWebhookMessages: Job = {
  name: "webhooks",
  due: findNextAttempt,
  run: async ({ signal }) => {
    await sendDeliveries(signal);
  },
};
