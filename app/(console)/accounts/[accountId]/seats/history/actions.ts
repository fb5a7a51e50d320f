"use server";

import { leaveOutDay } from "@/changes/accounts/leave-out-day";
import { takeInDay } from "@/changes/accounts/take-in-day";
import { action } from "@/server/action";

export const leaveOut = action(leaveOutDay);
export const takeIn = action(takeInDay);
