"use server";

import {
  insertStagedImport,
  listImportFiles,
  lockStagedImport,
  showAsRunning,
  updateStagedImport,
} from "@/db/queries/imports";
import { countImported, importNumbers } from "@/domain/imports";
import { ConfirmImport, DiscardImport, StageImport } from "@/domain/input/imports";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";
import { importRosters } from "@/server/rosters/import-rosters";
import { readRosters } from "@/server/rosters/read-rosters";
import { requireStaff } from "@/server/session";
import { refreshSuggestionsSoon } from "@/server/suggestions/refresh-in-background";

/** Stores rosters until they are confirmed. What cannot be read is refused and not stored. */
export const stageImport = defineAction({
  permission: "roster.import",
  input: StageImport,

  async prepare({ files }) {
    const rosters = await Promise.all(
      files.map(async ({ path, organization, content }) => ({
        path,
        organization: organization || undefined,
        content: new Uint8Array(await content.arrayBuffer()),
      })),
    );
    await readRosters(rosters);
    return rosters;
  },

  async run({ tx, input: options, prepared: files, staff }) {
    const importId = await insertStagedImport(tx, { actor: staff, files, options });
    // Nothing has changed: the audit rows come with the confirmation.
    return { data: { importId }, audit: [] };
  },
});

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

  whenDone: refreshSuggestionsSoon,
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
