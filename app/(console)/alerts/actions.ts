"use server";

import { addWebhook } from "@/changes/webhooks/add-webhook";
import { pauseWebhook, resumeWebhook } from "@/changes/webhooks/pause-webhook";
import { removeWebhook } from "@/changes/webhooks/remove-webhook";
import { testWebhook } from "@/changes/webhooks/test-webhook";
import { action } from "@/server/action";

export const add = action(addWebhook);
export const test = action(testWebhook);
export const pause = action(pauseWebhook);
export const resume = action(resumeWebhook);
export const remove = action(removeWebhook);
