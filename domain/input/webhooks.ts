import { z } from "zod";
import { alertKinds } from "../alerts";
import { deliveryStates, refuseAddress } from "../webhooks";
import { Page } from "./listings";

const WebhookUrl = z
  .string("Enter an address.")
  .trim()
  .superRefine((text, context) => {
    const refusal = refuseAddress(text);
    if (refusal) context.addIssue({ code: "custom", message: refusal });
  })
  // Normalized as browsers do it, so that one address is one webhook.
  .transform((text) => (URL.canParse(text) ? new URL(text).href : text));

export const AddWebhook = z.object({
  url: WebhookUrl,
  /** The name or id of an account, or empty for all accounts. */
  account: z.string().trim().max(200, "A name can have at most 200 characters."),
  kinds: z.array(z.enum(alertKinds)).min(1, "Choose at least one kind of alert."),
});

export const ChangeWebhook = z.object({ webhookId: z.string() });

export const SendAgain = z.object({ deliveryId: z.string() });

export const DeliveryListing = z.object({
  webhook: z.string().max(100).catch(""),
  status: z.enum(["all", ...deliveryStates]).catch("all"),
  page: Page,
});
export type DeliveryListing = z.infer<typeof DeliveryListing>;
