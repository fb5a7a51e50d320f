"use server";

import { sendAgain } from "@/changes/webhooks/send-again";
import { action } from "@/server/action";

export const again = action(sendAgain);
