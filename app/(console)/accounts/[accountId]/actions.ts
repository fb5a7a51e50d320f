"use server";

import * as state from "@/changes/accounts/change-account-state";
import { closeAccount } from "@/changes/accounts/close-account";
import { renameAccount } from "@/changes/accounts/rename-account";
import { action } from "@/server/action";

export const rename = action(renameAccount);
export const setInactive = action(state.setAccountInactive);
export const setActive = action(state.setAccountActive);
export const markDelinquent = action(state.markAccountDelinquent);
export const clearDelinquent = action(state.clearAccountDelinquent);
export const reopen = action(state.reopenAccount);
export const close = action(closeAccount);
