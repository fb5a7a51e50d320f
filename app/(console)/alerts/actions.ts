"use server";

import { addWebhook } from "@/changes/webhooks/add-webhook";
import { removeWebhook } from "@/changes/webhooks/remove-webhook";
import { action } from "@/server/action";

export const add = action(addWebhook);
export const remove = action(removeWebhook);
