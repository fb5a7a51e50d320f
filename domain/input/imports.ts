import { z } from "zod";
import { activates, importStatuses, refuseUpload } from "../imports";
import { idFrom } from "./fields";
import { Direction, Page } from "./listings";

const RosterPath = z
  .string()
  .min(1, "A roster has a name.")
  .max(255, "A roster's path has at most 255 characters. Rename the file, or choose it without its folders.")
  .refine((path) => !/[\p{Cc}\p{Cs}]/u.test(path), "A roster's path is text in one line. Rename the file.");

export const StageImport = z.object({
  files: z
    .array(z.object({ path: RosterPath, organization: z.string().trim().optional(), content: z.file() }))
    .min(1, "Choose at least one roster.")
    .max(1000, "An upload has at most 1,000 files.")
    .superRefine((files, { addIssue }) => {
      const message = refuseUpload(files.map(({ path, content }) => ({ path, size: content.size })));
      if (message) addIssue(message);

      const paths = files.map(({ path }) => path);
      const repeated = paths.find((path, index) => paths.indexOf(path) !== index);
      if (repeated !== undefined) addIssue(`${repeated} is there twice. Keep one, or rename it.`);
    }),
  activate: z.enum(activates),
  allowShrink: z.boolean(),
});

/** A mistyped number leads nowhere, as in a page's address. */
export const ImportPath = z.object({ importId: z.string().transform((typed) => idFrom(typed)) });

const ImportId = z.int().positive();
export const DiscardImport = z.object({ importId: ImportId });
export const ConfirmImport = z.object({ importId: ImportId, preview: z.string() });

export const ImportListing = z.object({
  status: z.enum(["all", ...importStatuses]).catch("all"),
  direction: Direction.catch("desc"),
  page: Page,
});
export type ImportListing = z.infer<typeof ImportListing>;
