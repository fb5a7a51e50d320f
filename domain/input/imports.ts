import { z } from "zod";
import { peopleKinds } from "../import-people";
import { activates, importStatuses, refuseUpload } from "../imports";
import { idFrom } from "./fields";
import { Direction, Page } from "./listings";

const RosterPath = z
  .string()
  .min(1, "A roster file needs a name.")
  .max(255, "A roster's path can have at most 255 characters. Rename the file, or choose it without its folders.")
  .refine((path) => !/[\p{Cc}\p{Cs}]/u.test(path), "A roster's path must be one line of text. Rename the file.");

/** What an upload begins with; the files follow in this order. */
export const StageImport = z.object({
  files: z
    .array(z.object({ path: RosterPath, organization: z.string().trim().optional(), size: z.int().nonnegative() }))
    .min(1, "Choose at least one roster.")
    .max(1000, "An upload can have at most 1,000 files.")
    .superRefine((files, { addIssue }) => {
      const message = refuseUpload(files);
      if (message) addIssue(message);

      const paths = files.map(({ path }) => path);
      const repeated = paths.find((path, index) => paths.indexOf(path) !== index);
      if (repeated !== undefined) addIssue(`${repeated} is in the upload twice. Remove one, or rename it.`);
    }),
  /** Missing if no one chose: that is enough when every row says it. */
  activate: z.enum(activates).optional(),
  allowShrink: z.boolean(),
});

/** A mistyped number leads nowhere, as in a page's address. */
export const ImportPath = z.object({ importId: z.string().transform((typed) => idFrom(typed)) });

const ImportId = z.int().positive();
export const DiscardImport = z.object({ importId: ImportId });
export const PreviewImport = z.object({
  importId: ImportId,
  /** Every organization that is left out from now on; missing to leave that as it is. */
  leftOut: z.array(z.string().max(255)).max(20_000).optional(),
});
export const ConfirmImport = z.object({ importId: ImportId, preview: z.string() });

/** The address of an import's page: the list that is shown beside its numbers. */
export const ImportPeopleListing = z.object({
  show: z.enum(peopleKinds).optional().catch(undefined),
  organization: z.string().max(100).optional().catch(undefined),
  page: Page,
});
export type ImportPeopleListing = z.infer<typeof ImportPeopleListing>;

export const ImportListing = z.object({
  status: z.enum(["all", ...importStatuses]).catch("all"),
  direction: Direction.catch("desc"),
  page: Page,
});
export type ImportListing = z.infer<typeof ImportListing>;
