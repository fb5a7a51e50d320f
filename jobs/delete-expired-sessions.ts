import "server-only";
import type { Job } from "@/server/background/job";
import { deleteExpiredSessions } from "@/server/sessions/delete-expired-sessions";

export const deleteExpired: Job = {
  name: "sessions",
  everySeconds: 15 * 60,
  run: ({ signal }) => deleteExpiredSessions(signal),
};
