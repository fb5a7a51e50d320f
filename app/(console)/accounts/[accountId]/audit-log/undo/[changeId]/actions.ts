"use server";

import { undoDeactivation } from "@/changes/people/undo-deactivation";
import { action } from "@/server/action";

export const undo = action(undoDeactivation);
