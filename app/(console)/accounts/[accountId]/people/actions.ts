"use server";

import { activatePeople } from "@/changes/people/activate-people";
import { deactivatePeople } from "@/changes/people/deactivate-people";
import { action } from "@/server/action";

export const activate = action(activatePeople);
export const deactivate = action(deactivatePeople);
