"use server";

import { joinPeople } from "@/changes/people/join-people";
import { keepApart } from "@/changes/people/keep-apart";
import { action } from "@/server/action";

export const join = action(joinPeople);
export const keep = action(keepApart);
