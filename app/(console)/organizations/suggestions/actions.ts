"use server";

import { refreshSuggestions } from "@/changes/suggestions/refresh-suggestions";
import { action } from "@/server/action";

export const refresh = action(refreshSuggestions);
