import "server-only";
import { findLastImport } from "@/db/queries/imports";
import { findSuggestionRefresh } from "@/db/queries/suggestions/suggestion-refreshes";
import { nextRefreshAt } from "@/domain/clusters";
import type { Job } from "@/server/background/job";
import { refreshSuggestions as refresh } from "@/server/suggestions/refresh-suggestions";

export const refreshSuggestions: Job = {
  name: "suggestions",
  async due(db, now) {
    const { asOf } = await findSuggestionRefresh(db);
    return nextRefreshAt({ asOf, importedAt: await findLastImport(db) }, now);
  },
  /** If staff are refreshing them at this moment, they stay due for a little longer. */
  run: async ({ actor }) => {
    await refresh(actor);
  },
};
