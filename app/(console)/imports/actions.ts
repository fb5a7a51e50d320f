"use server";

import { confirmImport } from "@/changes/imports/confirm-import";
import { discardImport } from "@/changes/imports/discard-import";
import { stageImport } from "@/changes/imports/stage-import";
import { action } from "@/server/action";

export const stage = action(stageImport);
export const confirm = action(confirmImport);
export const discard = action(discardImport);
