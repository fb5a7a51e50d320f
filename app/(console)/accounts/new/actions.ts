"use server";

import { createAccount } from "@/changes/accounts/create-account";
import { action } from "@/server/action";

export const create = action(createAccount);
