"use server";

import { addStaff } from "@/changes/staff/add-staff";
import { changeStaffRole } from "@/changes/staff/change-staff-role";
import { forgetIdentity } from "@/changes/staff/forget-identity";
import { removeStaff } from "@/changes/staff/remove-staff";
import { action } from "@/server/action";

export const add = action(addStaff);
export const changeRole = action(changeStaffRole);
export const remove = action(removeStaff);
export const forget = action(forgetIdentity);
