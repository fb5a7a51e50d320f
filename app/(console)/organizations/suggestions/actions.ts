"use server";

import { z } from "zod";
import { DomainError } from "@/domain/errors";
import { defineAction } from "@/server/action";
import { requireStaff } from "@/server/session";
import { refreshSuggestions as refresh } from "@/server/suggestions/refresh-suggestions";

export const refreshSuggestions = defineAction({
  permission: "suggestions.refresh",
  input: z.strictObject({}),

  async prepare() {
    const { staff } = await requireStaff();
    // In a transaction of its own, which reads everything as of one moment.
    return refresh(staff);
  },

  async run({ prepared: outcome }) {
    if (outcome === "under_way") {
      throw new DomainError("conflict", "Suggestions are being refreshed already. Look again in a moment.");
    }
    // Nothing that anybody decided has changed: suggestions are derived.
    return { data: undefined, audit: [] };
  },
});
