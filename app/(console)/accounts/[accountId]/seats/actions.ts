"use server";

import { changeSeatPlan } from "@/changes/accounts/change-seat-plan";
import { action } from "@/server/action";

export const changeSeats = action(changeSeatPlan);
