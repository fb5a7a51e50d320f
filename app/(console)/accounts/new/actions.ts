"use server";

import { createAccount } from "@/changes/accounts/create-account";
import { createAccountWithOrganizations } from "@/changes/accounts/create-account-with-organizations";
import { action } from "@/server/action";

export const create = action(createAccount);
export const createWithOrganizations = action(createAccountWithOrganizations);
