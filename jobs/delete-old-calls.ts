import "server-only";
import { deleteOldCalls } from "@/changes/calls/delete-old-calls";
import type { Job } from "@/server/background/job";

export const deleteCalls: Job = {
  name: "calls",
  everySeconds: 24 * 60 * 60,
  run: async ({ actor, now }) => {
    await deleteOldCalls(actor, { now: now.toISOString() });
  },
};
