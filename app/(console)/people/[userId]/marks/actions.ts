"use server";

import { markLogin } from "@/changes/people/mark-login";
import { action } from "@/server/action";

export const mark = action(markLogin);
