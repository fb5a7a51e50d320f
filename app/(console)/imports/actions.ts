"use server";

import { listImportFiles, lockStagedImport, showAsRunning, updateStagedImport } from "@/db/queries/imports";
import { countImported, importNumbers } from "@/domain/imports";
import { ConfirmImport, DiscardImport } from "@/domain/input/imports";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";
import { importRosters } from "@/server/rosters/import-rosters";
import { readRosters } from "@/server/rosters/read-rosters";
import { requireStaff } from "@/server/session";

export const confirmImport = defineAction({
  permission: ["roster.import", "person.join"],
  input: ConfirmImport,

  async prepare({ importId }) {
    const { read } = await requireStaff();
    return readRosters(await read((db) => listImportFiles(db, importId)));
  },

  async run({ tx, input: { importId, expected, reason }, prepared: rosters }) {
    const { activate, isShrinkAllowed } = await lockStagedImport(tx, importId);
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
