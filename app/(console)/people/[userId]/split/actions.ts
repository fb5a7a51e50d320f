"use server";

import { splitPerson } from "@/changes/people/split-person";
import { action } from "@/server/action";

export const split = action(splitPerson);
