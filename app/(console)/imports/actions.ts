"use server";

import {
  getStagedImport,
  lockStagedImport,
  showAsRunning,
  updatePreview,
  updateStagedImport,
} from "@/db/queries/imports";
import { countImported, importNumbers, numbersShown } from "@/domain/imports";
import { ConfirmImport, DiscardImport, PreviewImport } from "@/domain/input/imports";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";
import { previewAgain, renewPreview } from "@/server/rosters/import-previews";
import { importRosters } from "@/server/rosters/import-rosters";
import { readApart } from "@/server/rosters/read-apart";
import { requireStaff } from "@/server/session";

export const previewImport = defineAction({
  permission: "roster.import",
  input: PreviewImport,

  async prepare({ importId }, staff) {
    const { read } = await requireStaff();
    const { staged, files } = await read((db) => getStagedImport(db, importId));
    return previewAgain(staff, staged, files);
  },

  async run({ tx, input: { importId }, prepared }) {
    await lockStagedImport(tx, importId);
    await updatePreview(tx, importId, prepared);
    // A preview changes nothing.
    return { data: undefined, audit: [] };
  },
});

export const confirmImport = defineAction({
  permission: ["roster.import", "person.join"],
  input: ConfirmImport,

  async prepare({ importId }, staff) {
    const { read } = await requireStaff();
    const { staged, files } = await read((db) => getStagedImport(db, importId));
    return { staged, rosters: await readApart(staff, files) };
  },

  async run({ tx, input: { importId, previewedAt, reason }, prepared: { rosters } }) {
    const { activate, isShrinkAllowed, ...kept } = await lockStagedImport(tx, importId);
    const expected = numbersShown(kept, previewedAt);
    await showAsRunning(tx, importId);
    const { data, audit } = await importRosters(tx, rosters, { activate, allowShrink: isShrinkAllowed, reason });
    const numbers = importNumbers(data);
    requireExpected(numbers, expected);
    // An account that came to be concerned since the preview has numbers that nobody was shown.
    requireExpected(expected, numbers);

    await updateStagedImport(tx, importId, { status: "done", result: data });
    return { data: { organizations: countImported(data) }, audit };
  },

  isLong: true,

  async whenRefused({ code }, { prepared: { staged, rosters }, staff }) {
    const hasMoved = code === "preview_changed" || code === "precondition_failed";
    if (hasMoved) await renewPreview(staff, staged, rosters);
  },
});

export const discardImport = defineAction({
  permission: "roster.import",
  input: DiscardImport,

  async run({ tx, input: { importId } }) {
    await lockStagedImport(tx, importId);
    await updateStagedImport(tx, importId, { status: "discarded" });
    // Nothing of it was ever in the directory, so there is no change to audit.
    return { data: undefined, audit: [] };
  },
});
