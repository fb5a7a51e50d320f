"use server";

import { attachOrganizations } from "@/changes/organizations/attach-organizations";
import { detachOrganization } from "@/changes/organizations/detach-organization";
import { moveOrganization } from "@/changes/organizations/move-organization";
import { action } from "@/server/action";

export const attach = action(attachOrganizations);
export const detach = action(detachOrganization);
export const move = action(moveOrganization);
