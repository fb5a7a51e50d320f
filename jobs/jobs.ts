import "server-only";
import type { Job } from "@/server/background/job";
import { deleteExpired } from "./delete-expired-sessions";
import { deleteCalls } from "./delete-old-calls";
import { deleteImportPeople } from "./delete-old-import-people";
import { refreshSuggestions } from "./refresh-suggestions";
import { sendWebhookMessages } from "./send-webhook-messages";

/** What a console and a worker run. */
export const jobs: readonly Job[] = [
  sendWebhookMessages,
  refreshSuggestions,
  deleteExpired,
  deleteCalls,
  deleteImportPeople,
];
