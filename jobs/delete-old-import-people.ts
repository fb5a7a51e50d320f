import "server-only";
import { deleteOldImportPeople } from "@/changes/imports/delete-old-import-people";
import type { Job } from "@/server/background/job";

export const deleteImportPeople: Job = {
  name: "imports",
  everySeconds: 24 * 60 * 60,
  run: async ({ actor, now }) => {
    await deleteOldImportPeople(actor, { now: now.toISOString() });
  },
};
