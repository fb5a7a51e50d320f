"use server";

import { deactivateInactive } from "@/changes/people/deactivate-inactive";
import { action } from "@/server/action";

export const deactivate = action(deactivateInactive);
