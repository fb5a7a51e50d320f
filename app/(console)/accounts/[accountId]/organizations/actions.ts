"use server";

import { attachOrganizations } from "@/changes/organizations/attach-organizations";
import { detachOrganizations } from "@/changes/organizations/detach-organizations";
import { moveOrganization } from "@/changes/organizations/move-organization";
import { action } from "@/server/action";

export const attach = action(attachOrganizations);
export const detach = action(detachOrganizations);
export const move = action(moveOrganization);
