"use server";

import { confirmImport } from "@/changes/imports/confirm-import";
import { discardImport } from "@/changes/imports/discard-import";
import { previewImport } from "@/changes/imports/preview-import";
import { action } from "@/server/action";

export const confirm = action(confirmImport);
export const discard = action(discardImport);
export const previewAgain = action(previewImport);
