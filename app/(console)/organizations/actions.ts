"use server";

import { removeOrganization } from "@/changes/organizations/remove-organization";
import { renameOrganization } from "@/changes/organizations/rename-organization";
import { action } from "@/server/action";

export const rename = action(renameOrganization);
export const remove = action(removeOrganization);
