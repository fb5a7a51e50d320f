"use server";

import { addPlan } from "@/changes/plans/add-plan";
import { changePlan } from "@/changes/plans/change-plan";
import { action } from "@/server/action";

export const add = action(addPlan);
export const change = action(changePlan);
