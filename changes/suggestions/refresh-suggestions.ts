import { z } from "zod";
import { DomainError } from "@/domain/errors";
import { defineDraft } from "@/server/change";
import { refreshSuggestions as refresh } from "@/server/suggestions/refresh-suggestions";

/** A draft, because suggestions are derived. It changes nothing that anyone decided. */
export const refreshSuggestions = defineDraft({
  permission: "suggestions.refresh",
  input: z.strictObject({}),

  /** Runs in a transaction of its own, which reads everything as of one moment. */
  prepare: (_, actor) => refresh(actor),

  tell: () => "Refreshed the suggestions",

  async write(_, outcome) {
    if (outcome === "refreshed") return;
    throw new DomainError("conflict", "Suggestions are already being refreshed. Reload the page in a moment.");
  },
});
