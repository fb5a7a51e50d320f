"use server";

import { deactivateUnseen } from "@/changes/people/deactivate-unseen";
import { action } from "@/server/action";

export const deactivate = action(deactivateUnseen);
